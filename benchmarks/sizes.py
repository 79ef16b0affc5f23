"""How long a class takes on so many cores: a simulation, ``python benchmarks/sizes.py``.

What goes in was measured (``benchmarks/cluster.py``; the date stands in the README) and can be
given otherwise. What it assumes:

- A submission takes the same on every core, which does nothing else; a thousandth of them run into
  the limit of a submission's CPU time.
- Submissions go to the next core that is free, as Dask and the pool do it.
- The run records results and writes pages one after the other, in one process; with Dask it also
  speaks for each submission. While it does, the cores go on, as long as there is room for papers
  on their way (two for each core).
- Reading and planning come first: one process, so long for each submission.
- Each core's examiner needs a start, and once for each known mistake the time to find out what it
  does; all cores are there from the beginning, and none is lost.
- Up to 8 cores are those of one machine, without Dask; more are Dask's.
- Views of notebooks are left out (``--no-notebook-views``): on a cluster they are made on the
  machine of the run, by as many processes as it has cores, at the lowest priority.
"""

from __future__ import annotations

import argparse
import heapq
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Costs:
    """Seconds: an examiner's start, a submission's grading, the run's own work for each (planned,
    then recorded with its page), and what Dask adds for each to the run and to the worker."""

    start: float
    grade: float
    plan: float
    record: float
    dask_run: float
    dask_worker: float
    limit: float


@dataclass(frozen=True)
class Simulated:
    """Seconds until all is done, and the share of them in which the run's own process worked."""

    seconds: float
    busy: float


def simulate(submissions: int, cores: int, costs: Costs, *, dask: bool, seed: int = 0) -> Simulated:
    """One run."""
    rng = random.Random(seed)
    per_result = costs.record + (costs.dask_run if dask else 0.0)
    begin = submissions * costs.plan
    free = [begin + costs.start] * min(cores, submissions)
    heapq.heapify(free)
    on_their_way: list[float] = []  # when results are ready, in the order of sending
    run_free = begin
    for _ in range(submissions):
        if len(on_their_way) >= 2 * cores:  # no room: the run has to take a result first
            run_free = max(run_free, heapq.heappop(on_their_way)) + per_result
        work = costs.limit if rng.random() < 0.001 else costs.grade
        done = max(heapq.heappop(free), run_free) + work + (costs.dask_worker if dask else 0.0)
        heapq.heappush(free, done)
        heapq.heappush(on_their_way, done)
    while on_their_way:
        run_free = max(run_free, heapq.heappop(on_their_way)) + per_result
    return Simulated(run_free, (begin + submissions * per_result) / run_free)


def shown(seconds: float) -> str:
    """Seconds, minutes, hours or days, rounded for reading."""
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=float, default=12.0)
    parser.add_argument("--grade", type=float, default=0.23)
    parser.add_argument("--plan", type=float, default=0.0)
    parser.add_argument("--record", type=float, default=0.026)
    parser.add_argument("--dask-run", type=float, default=0.015)
    parser.add_argument("--dask-worker", type=float, default=0.0)
    parser.add_argument("--limit", type=float, default=60.0)
    costs = Costs(**vars(parser.parse_args()))
    cores = (1, 2, 8, 32, 128, 1024)
    print("| submissions |" + "".join(f" {count} |" for count in cores))
    print("|---|" + "---|" * len(cores))
    for submissions in (100, 1_000, 10_000, 1_000_000):
        cells = []
        for count in cores:
            found = simulate(submissions, count, costs, dask=count > 8)
            mark = "*" if found.busy > 0.9 else ""
            cells.append(f" {shown(found.seconds)}{mark} |")
        print(f"| {submissions} |" + "".join(cells), flush=True)


if __name__ == "__main__":
    main()
