"""Coverage-guided fuzzing: ``python tests/fuzz/run.py frame -runs=1000000``; see ``make fuzz``.

Options are libFuzzer's. A crash, a hang of more than ten seconds or growth beyond two gigabytes
ends it with the input that did it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))

with atheris.instrument_imports(include=["grader", "targets"]):
    import targets


def main() -> None:
    name, *options = sys.argv[1:]
    target, seeds = targets.TARGETS[name]

    def one(data: bytes) -> None:
        target(data)

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds()):
            (Path(corpus) / f"{number:04}").write_bytes(seed)
        limits = ["-timeout=10", "-rss_limit_mb=2048", "-max_len=32768", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *limits, *options, corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
