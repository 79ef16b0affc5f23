"""Charts of a hidden test's evidence, and maps of errors, as shapes that a template writes out.

A picture is drawn twice: as shapes, and as words and numbers for those who read or listen. What is
the student's is filled and its lines are whole, what is expected is dashed. Each series is one
path, so that a page stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.outcome import Chart, Drawing, ErrorMap, Series, Text, text
from grader.report.chart_words import description, remarks
from grader.report.scales import Axis, axis, short
from grader.report.translations import Translator

# The plot within the picture, in units of the picture.
WIDTH, HEIGHT = 286, 170
LEFT, TOP, RIGHT, BOTTOM = 46, 24, 8, 38
_MOST_RINGS = 30
_MOST_DOTS = 60
_MOST_ROWS = 50
_CELL = 10
_LEVELS = 9


@dataclass(frozen=True)
class Shape:
    """A path of SVG. ``look`` are its classes in chart.css."""

    look: str
    path: str


@dataclass(frozen=True)
class Table:
    """Numbers of a chart: of one series, named in ``caption``, or of all, which share their x."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A chart as the page shows it; all texts are in the page's language. ``across`` and ``up`` are
    the ticks: where, from the plot's left or upper edge, and what is written there. ``start`` is
    where a path begins, likewise."""

    title: str
    description: str
    x: str
    y: str
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    shapes: tuple[Shape, ...]
    start: tuple[float, float, str] | None
    legend: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    tables: tuple[Table, ...]


def picture(chart: Chart, translator: Translator) -> Picture:
    """A chart, drawn. Coordinates have one decimal."""
    plot = _Plot.of(chart)
    whole = chart.drawing is Drawing.LINES
    ticks_x, ticks_y = plot.x.ticks(whole=whole), plot.y.ticks()
    names = [translator.text(series.name) for series in chart.series]
    looks = list(_looks(chart))
    outside = [_outside(series, plot) for series in chart.series]
    return Picture(
        title=translator.text(chart.title),
        description=description(chart, translator),
        x=translator.text(chart.x),
        y=translator.text(chart.y),
        across=tuple((round(plot.x.place(at), 1), label) for at, label in ticks_x),
        up=tuple((round(HEIGHT - plot.y.place(at), 1), label) for at, label in ticks_y),
        shapes=tuple(_shapes(chart, plot, looks)),
        start=_start(chart, plot, translator),
        legend=tuple(zip(looks, names, strict=True)),
        remarks=tuple(remarks(chart, [len(places) for places in outside], translator)),
        tables=tuple(_tables(chart, translator)),
    )


@dataclass(frozen=True)
class _Plot:
    x: Axis
    y: Axis

    @classmethod
    def of(cls, chart: Chart) -> _Plot:
        yours = [series for series in chart.series if not series.expected]
        right = [series for series in chart.series if series.expected]
        if chart.drawing is Drawing.HISTOGRAM:
            half = _half_a_bar(yours[0])
            ends = [yours[0].x[0] - half, yours[0].x[-1] + half]
            most = max(number for series in chart.series for number in series.y)
            return cls(Axis(ends[0], ends[1], WIDTH), Axis(0, 1.05 * most or 1, HEIGHT))
        return cls(
            axis(_all(yours, "x"), _all(right, "x"), WIDTH),
            axis(_all(yours, "y"), _all(right, "y"), HEIGHT),
        )

    def place(self, x: float, y: float) -> str:
        return f"{_unit(self.x.place(x))} {_unit(HEIGHT - self.y.place(y))}"

    def holds(self, x: float, y: float) -> bool:
        return self.x.holds(x) and self.y.holds(y)


def _all(series: Sequence[Series], direction: str) -> list[float]:
    return [number for item in series for number in getattr(item, direction)]


def _half_a_bar(series: Series) -> float:
    steps = len(series.x) - 1
    return (series.x[-1] - series.x[0]) / steps / 2 if steps > 0 else 0.5


def _unit(number: float) -> str:
    """A coordinate with one decimal, without a useless zero."""
    return f"{number:.1f}".removesuffix(".0")


def _looks(chart: Chart) -> Iterator[str]:
    """The classes of each series: whose it is, which of theirs, and how it is drawn."""
    counts = {False: 0, True: 0}
    students = {
        Drawing.SCATTER: "dots",
        Drawing.HISTOGRAM: "bars",
        Drawing.LINES: "line",
        Drawing.PATH: "line",
    }
    for series in chart.series:
        whose = "expected" if series.expected else "yours"
        drawn = "dashes" if series.expected else students[chart.drawing]
        yield f"{drawn} {whose}{counts[series.expected]}"
        counts[series.expected] += 1


def _shapes(chart: Chart, plot: _Plot, looks: Sequence[str]) -> Iterator[Shape]:
    """What is expected stands above, so that many dots don't hide it."""
    pairs = sorted(zip(chart.series, looks, strict=True), key=lambda pair: pair[0].expected)
    for series, look in pairs:
        drawn, whose = look.split()
        if drawn == "bars":
            yield Shape(look, _bars(series, plot))
        elif drawn == "dots":
            yield Shape(look, _dots(series, plot, whose))
        else:
            yield Shape(look, _line(series, plot))
            yield from _stops(chart, series, plot, whose)
        outside = _outside(series, plot)
        if outside:
            yield Shape(f"outside {whose}", "".join(map(_cross, outside)))


def _stops(chart: Chart, series: Series, plot: _Plot, whose: str) -> Iterator[Shape]:
    """Where a line's numbers are: dots for the student's, rings for those that are expected."""
    counted = chart.drawing in (Drawing.LINES, Drawing.PATH)
    if counted and not series.expected and len(series.x) <= _MOST_DOTS:
        yield Shape(f"dots {whose}", _dots(series, plot, whose))
    if counted and series.expected and len(series.x) <= _MOST_RINGS:
        rings = "".join(
            f"M{plot.place(x, y)}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
            for x, y in zip(series.x, series.y, strict=True)
        )
        yield Shape(f"rings {whose}", rings)


def _dots(series: Series, plot: _Plot, whose: str) -> str:
    """Dots are lines of no length with round ends; the third series of a student's has crosses."""
    mark = "m-3 0h6m-3-3v6" if whose == "yours2" else "h0"
    return "".join(
        f"M{plot.place(x, y)}{mark}"
        for x, y in zip(series.x, series.y, strict=True)
        if plot.holds(x, y)
    )


def _line(series: Series, plot: _Plot) -> str:
    return "M" + "L".join(plot.place(x, y) for x, y in zip(series.x, series.y, strict=True))


def _bars(series: Series, plot: _Plot) -> str:
    half = _half_a_bar(series)
    return "".join(
        f"M{plot.place(x - half, 0)}V{_unit(HEIGHT - plot.y.place(y))}"
        f"H{_unit(plot.x.place(x + half))}V{HEIGHT}z"
        for x, y in zip(series.x, series.y, strict=True)
        if y > 0
    )


def _start(chart: Chart, plot: _Plot, translator: Translator) -> tuple[float, float, str] | None:
    """A path does not show by itself at which end it begins."""
    first = chart.series[0]
    if chart.drawing is not Drawing.PATH or not plot.holds(first.x[0], first.y[0]):
        return None
    x, y = plot.x.place(first.x[0]), HEIGHT - plot.y.place(first.y[0])
    rises = len(first.y) > 1 and first.y[1] > first.y[0]
    return round(x, 1), round(y + (17 if rises else -8), 1), translator.text(text("start"))


def _outside(series: Series, plot: _Plot) -> list[tuple[float, float]]:
    """Where at the edge the places are marked that lie outside, in units."""
    return [
        (plot.x.place(plot.x.nearest(x)), HEIGHT - plot.y.place(plot.y.nearest(y)))
        for x, y in zip(series.x, series.y, strict=True)
        if not plot.holds(x, y)
    ]


def _cross(place: tuple[float, float]) -> str:
    x, y = min(max(place[0], 4), WIDTH - 4), min(max(place[1], 4), HEIGHT - 4)
    return f"M{_unit(x)} {_unit(y)}m-3-3l6 6m0-6l-6 6"


def _tables(chart: Chart, translator: Translator) -> Iterator[Table]:
    """One table where all series stand over the same numbers, else one for each."""
    x, y = translator.text(chart.x), translator.text(chart.y)
    names = [translator.text(series.name) for series in chart.series]
    if len({series.x for series in chart.series}) == 1:
        columns = [chart.series[0].x, *(series.y for series in chart.series)]
        yield Table("", (x, *names), _rows(columns, _MOST_ROWS))
        return
    most = _MOST_ROWS // len(chart.series)
    for series, name in zip(chart.series, names, strict=True):
        yield Table(name, (x, y), _rows([series.x, series.y], most))


def _rows(columns: Sequence[Sequence[float]], most: int) -> tuple[tuple[str, ...], ...]:
    """At most so many rows, evenly taken, the ends among them."""
    count = len(columns[0])
    places: Sequence[int] = range(count)
    if count > most:
        places = [round(turn * (count - 1) / (most - 1)) for turn in range(most)]
    return tuple(tuple(short(column[place]) for column in columns) for place in places)


@dataclass(frozen=True)
class HeatMap:
    """A map of errors as the page shows it; sizes in units. ``shapes`` go by level, ``opacity`` is
    how dark each is."""

    width: int
    height: int
    shapes: tuple[tuple[float, str], ...]
    title: str
    words: str
    description: str


def heat_map(errors: ErrorMap, translator: Translator) -> HeatMap:
    """A map of errors, drawn: one path for each level, squares of a row that are alike joined."""
    levels = sorted({code for row in errors.codes for code in row if code != "0"})
    high, wide = len(errors.codes), len(errors.codes[0])
    of_one = text("A picture of all {rows} × {columns} elements, the first row at the top.")
    of_many = text(
        "A picture of all {rows} × {columns} elements, the first row at the top. Each square "
        "stands for {high} × {wide} of them, by the largest error among them."
    )
    sizes = {"high": -(-errors.rows // high), "wide": -(-errors.columns // wide)}
    single = set(sizes.values()) == {1}
    values = {"rows": errors.rows, "columns": errors.columns, **sizes}
    where = translator.text(Text((of_one if single else of_many).template, values))
    words = "" if errors.words is None else translator.text(errors.words)
    return HeatMap(
        width=wide * _CELL,
        height=high * _CELL,
        shapes=tuple((_opacity(level), _squares(errors.codes, level)) for level in levels),
        title=translator.text(text("Where the errors are")),
        words=words,
        description=where,
    )


def _opacity(level: str) -> float:
    return round(0.15 + 0.85 * int(level) / _LEVELS, 2)


def _squares(codes: Sequence[str], level: str) -> str:
    return "".join(
        f"M{first * _CELL} {row * _CELL}h{length * _CELL}v{_CELL}h-{length * _CELL}z"
        for row, line in enumerate(codes)
        for first, length in _runs(line, level)
    )


def _runs(line: str, level: str) -> Iterator[tuple[int, int]]:
    """Where a level stands in a row of digits: places and lengths."""
    place = 0
    while (place := line.find(level, place)) >= 0:
        length = len(line[place:]) - len(line[place:].lstrip(level))
        yield place, length
        place += length
