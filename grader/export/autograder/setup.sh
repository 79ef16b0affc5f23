#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the autograder's image: installs grader.
set -euo pipefail

root="${GRADER_AUTOGRADER_ROOT:-/autograder}"
torch_index="${TORCH_INDEX:-https://download.pytorch.org/whl/cpu}"
export DEBIAN_FRONTEND=noninteractive

apt-get update
apt-get install -y --no-install-recommends bubblewrap ca-certificates python3 python3-venv

python=python3
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    apt-get install -y --no-install-recommends python3.11 python3.11-venv || {
        echo "grader needs Python 3.11 or newer: choose a newer Ubuntu as the base image." >&2
        exit 1
    }
    python=python3.11
fi

"$python" -m venv "$root/venv"
"$root/venv/bin/pip" install --quiet --index-url "$torch_index" \
    "$(grep '^torch==' "$root/source/constraints.txt")"
"$root/venv/bin/pip" install --quiet --constraint "$root/source/constraints.txt" \
    "$root/source/package"

chmod -R go-rwx "$root/source"
"$root/venv/bin/grader" doctor || true
