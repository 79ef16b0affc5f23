#!/bin/bash
# One run on a Slurm cluster: a scheduler and one worker for each task, for as long as it lasts.
#
#     sbatch --ntasks=64 grade.sh SUBMISSIONS RESULTS [OPTIONS OF grader run]
#
# The folder that it is submitted from holds the course, or --course names it; SUBMISSIONS, RESULTS
# and the home are on a file system that all nodes share, and so is the environment that has
# grader[dask] (activate it first).
#SBATCH --job-name=grader
#SBATCH --ntasks=16
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=3G
#SBATCH --time=04:00:00
set -euo pipefail

submissions=$1 results=$2
shift 2

# Certificates for this run alone: scheduler, workers and grader believe no others.
private=$(mktemp -d "$HOME/.grader-XXXXXX")
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$private"' EXIT
(cd "$private" && openssl req -x509 -newkey rsa:3072 -nodes -days 7 -subj /CN=grader \
    -keyout key.pem -out cert.pem 2>/dev/null && cp cert.pem ca.pem)
tls=(--tls-ca-file "$private/ca.pem" --tls-cert "$private/cert.pem" --tls-key "$private/key.pem")

dask scheduler --protocol tls --port 0 --no-dashboard --dashboard-address 127.0.0.1:0 \
    --scheduler-file "$private/scheduler.json" "${tls[@]}" &
for _ in $(seq 60); do
    [ -s "$private/scheduler.json" ] && break
    sleep 1
done

srun --ntasks="${SLURM_NTASKS:-16}" dask worker --scheduler-file "$private/scheduler.json" \
    --protocol tls --nworkers 1 --nthreads 1 --memory-limit 0 --no-dashboard \
    --local-directory "${TMPDIR:-/tmp}" "${tls[@]}" &

grader run "$submissions" --output "$results" \
    --scheduler "$private/scheduler.json" --tls "$private" "$@"
