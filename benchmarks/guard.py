"""Has grading become slower than it was? ``make bench-guard``, two minutes.

Measures grading and pages over the floor (``overhead.py``) on a small class and compares the ratio
with the recorded one: both are CPU time of one run on one machine, so that its speed falls out and
its noise mostly. More than 20 % above is reported, and is the exit code. ``--record`` writes the
ratio of this machine down; a recorded one is only a measure for the machine that it is from.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from overhead import measure_rounds, ratio

RECORDED = Path(__file__).with_name("recorded.json")
ALLOWED = 1.2
STUDENTS, ROUNDS = 10, 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="write the ratio down")
    asked = parser.parse_args()
    now = ratio(measure_rounds(STUDENTS, ROUNDS))
    if asked.record:
        RECORDED.write_text(json.dumps({"ratio": round(now, 2)}) + "\n", "utf-8")
        print(f"recorded: {now:.2f} times the floor")
        return
    before = json.loads(RECORDED.read_text("utf-8"))["ratio"]
    print(f"grading and pages are {now:.2f} times the floor; recorded are {before:.2f}")
    if now > ALLOWED * before:
        sys.exit(f"That is {100 * (now / before - 1):.0f} % more. Run overhead.py to see where.")


if __name__ == "__main__":
    main()
