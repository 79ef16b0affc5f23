"""Draws what was measured: ``python benchmarks/charts.py``.

Reads ``benchmarks/results/*.json``, as the benchmarks write them with ``--json``, and writes a
picture of each into ``benchmarks/charts/``, for ``benchmarks/README.md``.
"""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

HERE = Path(__file__).parent
OURS, THEIRS, FLOOR = "#1b5e8c", "#b8b8b8", "#e08a1e"


def main() -> None:
    plt.rcParams.update({"font.size": 9, "svg.hashsalt": "grader", "axes.axisbelow": True})
    (HERE / "charts").mkdir(exist_ok=True)
    for draw in (_overhead, _peers, _class_size):
        draw()


def _overhead() -> None:
    found = _read("overhead")
    middle = {name: statistics.median(values) for name, values in found.items()}
    rest = middle["grading"] - middle["examiner"] - middle["candidate"]
    parts = {
        "candidate": middle["candidate"],
        "examiner": middle["examiner"],
        "zygote": rest,
        "pages": middle["pages"],
    }
    axes = _axes("CPU ms for each submission", height=1.6)
    axes.barh(["the tests themselves"], [middle["floor"]], color=FLOOR)
    left, shades = 0.0, ("#1b5e8c", "#4a86ad", "#7fb0cd", "#b9d6e6")
    for (name, value), shade in zip(parts.items(), shades, strict=True):
        axes.barh(["grader"], [value], left=left, color=shade)
        if value > 20:
            words = {"ha": "center", "va": "center", "color": "white" if left < 200 else "black"}
            axes.text(left + value / 2, 1, f"{name}\n{value:.0f}", **words)
        left += value
    axes.text(middle["floor"], 0, f" {middle['floor']:.0f}", va="center")
    axes.text(left, 1, f" {left:.0f}", va="center")
    axes.set_xlim(0, left * 1.1)
    _save("overhead", "What comes on top of the tests")


def _peers() -> None:
    counts = [n for n in (20, 100) if (HERE / "results" / f"peers{n}.json").exists()]
    axes = _axes("CPU seconds for each submission", height=0.5 + 1.3 * len(counts))
    labels: list[str] = []
    for count in counts:
        document = _read(f"peers{count}")
        for name, rounds in document["runs"].items():
            totals = [sum(step["cpu_seconds"] for step in run.values()) / count for run in rounds]
            middle = statistics.median(totals)
            labels.append(f"{name}, {count} submissions")
            color = OURS if name.startswith("grader") else THEIRS
            axes.barh([len(labels)], [middle], color=color)
            axes.text(middle, len(labels), f" {middle:.2f}", va="center")
    axes.set_yticks(range(1, len(labels) + 1), labels)
    axes.margins(x=0.1)
    _save("peers", "The same class, the same tests")


def _class_size() -> None:
    runs = [run for run in _read("class_size")["runs"] if run["run"] == "first"]
    sizes = [run["students"] for run in runs]
    figure, (left, right) = plt.subplots(1, 2, figsize=(7, 2.4))
    left.plot(
        sizes, [1000 * run["cpu_seconds"] / run["students"] for run in runs], "o-", color=OURS
    )
    right.plot(sizes, [run["own_mb"] for run in runs], "o-", color=OURS)
    for axes, title in ((left, "CPU ms for each submission"), (right, "MB, orchestrator")):
        axes.set_xscale("log")
        if axes is right:
            axes.set_ylim(bottom=0)
        else:
            axes.set_yscale("log")
        axes.set_xlabel("students")
        axes.set_title(title, fontsize=9)
        axes.grid(color="#e5e5e5")
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    _write(figure, "class_size")


def _axes(label: str, *, height: float) -> Axes:
    _, axes = plt.subplots(figsize=(7, height + 0.6))
    axes.invert_yaxis()
    axes.set_xlabel(label)
    axes.grid(axis="x", color="#e5e5e5")
    axes.spines[["top", "right"]].set_visible(False)
    return axes


def _read(name: str) -> Any:
    return json.loads((HERE / "results" / f"{name}.json").read_text("utf-8"))


def _save(name: str, title: str) -> None:
    figure = plt.gcf()
    plt.gca().set_title(title, fontsize=9, loc="left")
    figure.tight_layout()
    _write(figure, name)


def _write(figure: Any, name: str) -> None:
    figure.savefig(HERE / "charts" / f"{name}.svg", metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    main()
