#!/usr/bin/env bash
# Builds the Dockerfile from nothing, without an engine that runs and without a container registry,
# and tests the image. Debian or Ubuntu, as root; make container-test calls it. Arguments are pytest's.
#
#   1. podman, runc and mmdebstrap are installed where they are missing
#   2. a base in the place of python:3.11-slim-bookworm, from Debian's packages
#   3. wheels, as pip is set up here
#   4. the image, without network
#   5. tests/container/test_image.py
#
# Everything lies in memory (some 5 GB while it builds) and is gone afterwards, also on failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
VENV="${VENV:-.venv}"
TORCH="${TORCH:-torch}"
TORCH_INDEX="${TORCH_INDEX:-}"
base=localhost/python-standin:3.11
image=localhost/grader:test

say() { echo "container-test, after ${SECONDS} s: $*"; }
give_up() { echo "container-test: $*" >&2; exit 2; }

[ "$(id -u)" = 0 ] || give_up "mounting and installing needs root: sudo make container-test"
missing=()
for tool in podman runc mmdebstrap; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
    command -v apt-get >/dev/null || give_up "install ${missing[*]} first; there is no apt-get here"
    say "installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" >/dev/null
fi

work=$(mktemp -d /tmp/grader-container-XXXXXX)
mount -t tmpfs -o size=8g,mode=0755 tmpfs "$work" || give_up "a tmpfs can't be mounted on $work"
clean_up() {
    podman rm --all --force --time 0 >/dev/null 2>&1 || true
    podman rmi --all --force >/dev/null 2>&1 || true
    # Storage that is in use stays mounted a moment longer.
    for _ in 1 2 3 4 5; do
        umount --recursive "$work" 2>/dev/null && break
        sleep 1
    done
    rmdir "$work" 2>/dev/null || echo "container-test: $work could not be taken away" >&2
}
trap clean_up EXIT
trap 'exit 130' INT TERM
mkdir "$work"/{tmp,wheels,tests}
export TMPDIR="$work/tmp"

# An own storage, and no help from systemd; without CAP_SYS_RESOURCE the usual limits can't be set.
export CONTAINERS_STORAGE_CONF="$work/storage.conf" CONTAINERS_CONF="$work/containers.conf"
cat >"$CONTAINERS_STORAGE_CONF" <<EOF
[storage]
driver = "overlay"
runroot = "$work/run"
graphroot = "$work/storage"
EOF
cat >"$CONTAINERS_CONF" <<EOF
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
EOF

mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
    sed -n 's/^bookworm //p' | head -n 1)
say "a base that stands in for the official one"
mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,ca-certificates \
    bookworm - "${mirror:-http://deb.debian.org/debian}" |
    podman import - "$base" >/dev/null 2>&1

say "wheels"
# For the base's Python, which is older than the one here may be.
fetch=("$VENV/bin/python" -m pip download --quiet --disable-pip-version-check
    --only-binary=:all: --dest "$work/wheels")
"${fetch[@]}" --no-deps ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} "$TORCH"
"${fetch[@]}" --find-links "$work/wheels" --constraint constraints.txt hatchling '.[dask]' 2>&1 |
    { grep -v "is ignored: it is neither" || true; }

say "the image"
build() {
    podman build --pull=never --isolation oci --network none --layers=false --format docker \
        --build-arg "BASE=$base" --build-context "wheels=$work/wheels" \
        --build-arg PIP_NO_INDEX=1 --build-arg PIP_FIND_LINKS=/wheels \
        --tag "$image" . >"$work/build.log" 2>&1
}
build || { tail -n 40 "$work/build.log" >&2; give_up "the image could not be built"; }
say "built, $(podman image inspect --format '{{.Size}}' "$image" | numfmt --to=si --suffix=B)"

GRADER_TEST_IMAGE="$image" "$VENV/bin/pytest" --basetemp="$work/tests/all" \
    tests/container/test_image.py "$@"
say "done"
