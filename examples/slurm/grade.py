"""One run on a Slurm cluster that grows as its queue lets it, by dask-jobqueue.

    pip install 'grader[dask]' dask-jobqueue
    python grade.py SUBMISSIONS RESULTS --workers 64

Each worker is a Slurm job of its own, so grading begins with the first that starts.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from dask_jobqueue import SLURMCluster
from distributed.security import Security

CERTIFICATE = (
    "openssl req -x509 -newkey rsa:3072 -nodes -days 7 -subj /CN=grader "
    "-keyout key.pem -out cert.pem && cp cert.pem ca.pem"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("submissions")
    parser.add_argument("results")
    parser.add_argument("--workers", type=int, default=16)
    asked, more = parser.parse_known_args()
    # On a file system that all nodes share.
    with tempfile.TemporaryDirectory(dir=Path.home(), prefix=".grader-") as folder:
        private = Path(folder)
        subprocess.run(CERTIFICATE, shell=True, cwd=private, check=True, capture_output=True)
        cert, key = str(private / "cert.pem"), str(private / "key.pem")
        security = Security(
            tls_ca_file=str(private / "ca.pem"),
            tls_scheduler_cert=cert,
            tls_scheduler_key=key,
            tls_worker_cert=cert,
            tls_worker_key=key,
            tls_client_cert=cert,
            tls_client_key=key,
            require_encryption=True,
        )
        with SLURMCluster(
            cores=1,
            processes=1,
            memory="3GB",
            walltime="04:00:00",
            protocol="tls://",
            security=security,
            log_directory=str(private),
            scheduler_options={"dashboard_address": "127.0.0.1:0"},
            worker_extra_args=["--memory-limit", "0", "--no-dashboard"],
        ) as cluster:
            cluster.scale(jobs=asked.workers)
            command = ["grader", "run", asked.submissions, "--output", asked.results]
            command += ["--scheduler", cluster.scheduler_address, "--tls", str(private), *more]
            return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main())
