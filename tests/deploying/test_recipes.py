"""The recipes in examples/ work as far as a machine without Slurm and Kubernetes can tell: their
own commands run here as processes, and a class is graded."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.batch.a_class import VECTORS
from tests.batch.machines import certificates, free_port

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
BIN = Path(sys.executable).parent
SCORES = {"right": 5.0, "unfinished": 0.0, "wrong": 1.4}
# Stand-ins for Slurm's commands. srun runs its command for each task; sbatch, the script as it is
# when it is called: who calls takes it away.
SRUN = """#!/bin/bash
count=${1#--ntasks=}; shift
for _ in $(seq "$count"); do "$@" & done
wait
"""
SBATCH = """#!/bin/bash
setsid bash -c "$(cat "$1")" >/dev/null 2>&1 &
echo $! >> "$JOBS"
echo "Submitted batch job $!"
"""
SCANCEL = """#!/bin/bash
for job in "$@"; do kill -- "-$job" 2>/dev/null; done
exit 0
"""


@pytest.fixture
def stand_ins(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment in which Slurm's commands are; what sbatch has started is ended."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, script in {"srun": SRUN, "sbatch": SBATCH, "scancel": SCANCEL}.items():
        (folder / name).write_text(script, "utf-8")
        (folder / name).chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    jobs = tmp_path / "jobs"
    jobs.touch()
    path = f"{folder}:{BIN}:{os.environ['PATH']}"
    yield {**os.environ, "PATH": path, "HOME": str(home), "JOBS": str(jobs)}
    for job in jobs.read_text().split():
        subprocess.run(["kill", "-9", "--", f"-{job}"], capture_output=True)


def _scores(results: Path) -> dict[str, float]:
    document = json.loads((results / "results.json").read_text("utf-8"))
    return {item["student"]: item["score"] for item in document["submissions"]}


def test_the_slurm_script(stand_ins: Mapping[str, str], tmp_path: Path) -> None:
    """examples/slurm/grade.sh: scheduler, workers and run; its certificates are gone afterwards."""
    results = tmp_path / "results"
    command = ["bash", EXAMPLES / "slurm" / "grade.sh", VECTORS / "submissions", results]
    done = subprocess.run(
        [*map(str, command), "--course", str(VECTORS), "--no-notebook-views"],
        env={**stand_ins, "SLURM_NTASKS": "2"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=250,
    )
    assert done.returncode == 0, done.stderr
    assert "Cluster at tls://" in done.stdout
    assert _scores(results) == SCORES
    assert list(Path(stand_ins["HOME"]).iterdir()) == []


def test_the_slurm_cluster_that_grows(stand_ins: Mapping[str, str], tmp_path: Path) -> None:
    """examples/slurm/grade.py: each worker is a job that dask-jobqueue submits."""
    results = tmp_path / "results"
    command = [sys.executable, EXAMPLES / "slurm" / "grade.py", VECTORS / "submissions", results]
    command += ["--workers", "2", "--course", VECTORS, "--no-notebook-views"]
    done = subprocess.run(
        list(map(str, command)),
        env=stand_ins,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=250,
    )
    assert done.returncode == 0, done.stderr
    assert _scores(results) == SCORES


def _containers(name: str) -> dict[str, dict[str, Any]]:
    """The containers of a file for Kubernetes, by name."""
    text = (EXAMPLES / "kubernetes" / name).read_text("utf-8")
    found = {}
    for document in yaml.safe_load_all(text):
        if "template" in document["spec"]:
            for container in document["spec"]["template"]["spec"]["containers"]:
                found[container["name"]] = container
    return found


def _here(container: Mapping[str, Any], places: Mapping[str, str]) -> list[str]:
    """A container's command with the places of this machine."""
    words: Sequence[str] = [*container["command"], *container.get("args", [])]
    made = []
    for word in words:
        for there, here in places.items():
            word = word.replace(there, here)
        made.append(word)
    return made


def test_the_pods_of_a_cluster(tmp_path: Path) -> None:
    """examples/kubernetes/dask.yaml: the commands of scheduler, worker and run find each other."""
    tls = certificates(tmp_path / "tls")
    results = tmp_path / "results"
    places = {
        "/class/submissions": str(VECTORS / "submissions"),
        "/class/results": str(results),
        "/tls": str(tls),
        "grader-scheduler": "127.0.0.1",
        "8786": str(free_port()),
        "directory=/tmp": f"directory={tmp_path / 'worker'}",
    }
    containers = _containers("dask.yaml")
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
    started = [
        subprocess.Popen(
            _here(containers[name], places),
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for name in ("scheduler", "worker")
    ]
    try:
        run = _here(containers["run"], places)
        for _ in range(7):  # as the Job does: again, when the scheduler was not there yet
            done = subprocess.run(run, cwd=VECTORS, env=environment, capture_output=True, text=True)
            if "no scheduler answers" not in done.stderr:
                break
            time.sleep(2)
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert done.returncode == 0, done.stderr
    assert _scores(results) == SCORES


def test_a_pod_of_an_indexed_job(tmp_path: Path) -> None:
    """examples/kubernetes/shards.yaml: a pod grades the folder of its number, with the seed."""
    (tmp_path / "class" / "submissions").mkdir(parents=True)
    (tmp_path / "class" / "submissions" / "3").symlink_to(VECTORS / "submissions")
    container = _containers("shards.yaml")["grader"]
    done = subprocess.run(
        _here(container, {"/class/": f"{tmp_path}/class/"}),
        cwd=VECTORS,
        env={
            **os.environ,
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "JOB_COMPLETION_INDEX": "3",
            "SEED": "one for all",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    results = tmp_path / "class" / "results" / "3"
    assert _scores(results) == SCORES
    document = json.loads((results / "results.json").read_text("utf-8"))
    assert document["run"]["seed"] == "one for all"
