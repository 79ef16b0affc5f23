"""Charts in words: what is seen, with numbers, and what is not drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.outcome import Chart, Drawing, Series, Text, text
from grader.report.scales import short
from grader.report.translations import Translator


def description(chart: Chart, translator: Translator) -> str:
    """What the chart shows, as sentences for those who don't see it."""
    sentences = [_sentence(chart, series, translator) for series in chart.series]
    sentences += [translator.text(item) for item in _comparison(chart)]
    return " ".join(sentences)


def _sentence(chart: Chart, series: Series, translator: Translator) -> str:
    tell = {
        Drawing.SCATTER: _scattered,
        Drawing.PATH: _walked,
        Drawing.LINES: _counted,
        Drawing.HISTOGRAM: _heaped,
    }[chart.drawing]
    said = tell(series)
    names = {
        "name": translator.text(series.name),
        "x": translator.text(chart.x),
        "y": translator.text(chart.y),
    }
    return translator.text(Text(said.template, {**said.values, **names}))


def _scattered(series: Series) -> Text:
    return text(
        "{name}: {count} places; {x} from {left} to {right}, {y} from {low} to {high}.",
        count=series.total,
        left=short(min(series.x)),
        right=short(max(series.x)),
        low=short(min(series.y)),
        high=short(max(series.y)),
    )


def _walked(series: Series) -> Text:
    return text(
        "{name}: from {x} {x_first} and {y} {y_first} to {x} {x_last} and {y} {y_last}, "
        "steps: {steps}.",
        x_first=short(series.x[0]),
        y_first=short(series.y[0]),
        x_last=short(series.x[-1]),
        y_last=short(series.y[-1]),
        steps=series.total - 1,
    )


def _counted(series: Series) -> Text:
    return text(
        "{name}: {y} is {y_first} at {x} {x_first} and {y_last} at {x} {x_last}.",
        x_first=short(series.x[0]),
        y_first=short(series.y[0]),
        x_last=short(series.x[-1]),
        y_last=short(series.y[-1]),
    )


def _heaped(series: Series) -> Text:
    most = max(series.y)
    return text(
        "{name}: the highest bar stands for {most} of {total} numbers, at {x} {place}.",
        most=short(most),
        total=series.total,
        place=short(series.x[series.y.index(most)]),
    )


def _comparison(chart: Chart) -> Iterator[Text]:
    """How the student's dots lie to the line, where there is one of each."""
    yours = [series for series in chart.series if not series.expected]
    right = [series for series in chart.series if series.expected]
    if chart.drawing is not Drawing.SCATTER or len(yours) != 1 or len(right) != 1:
        return
    line = sorted(zip(right[0].x, right[0].y, strict=True))
    off = [
        y - _height(line, x)
        for x, y in zip(yours[0].x, yours[0].y, strict=True)
        if line[0][0] <= x <= line[-1][0]
    ]
    if off and line[0][0] < line[-1][0]:
        average = sum(off) / len(off)
        above = text("On average the dots lie {off} above the line.", off=short(average))
        below = text("On average the dots lie {off} below the line.", off=short(-average))
        yield above if average >= 0 else below


def _height(line: Sequence[tuple[float, float]], x: float) -> float:
    """The height of a line at a place between its ends."""
    place = next(turn for turn in range(1, len(line)) if x <= line[turn][0])
    (left, low), (right, high) = line[place - 1], line[place]
    return low if right == left else low + (high - low) * (x - left) / (right - left)


def remarks(chart: Chart, outside: Sequence[int], translator: Translator) -> Iterator[str]:
    """What the picture leaves out, one sentence each.

    Args:
        chart: the chart.
        outside: how many places of each series lie outside of the picture.
        translator: speaks the page's language.
    """
    for series, count in zip(chart.series, outside, strict=True):
        for said in _remarks(chart, series, count):
            values = {**said.values, "name": translator.text(series.name)}
            yield translator.text(Text(said.template, values))


def _remarks(chart: Chart, series: Series, outside: int) -> Iterator[Text]:
    if chart.drawing is Drawing.HISTOGRAM:
        if series.lost:
            yield text(
                "{name}: {lost} of {total} numbers lie outside of the picture or are not finite.",
                lost=series.lost,
                total=series.total,
            )
        return
    if series.lost:
        yield text(
            "{name}: {lost} can't be drawn, they are not finite (NaN or infinity) or no numbers.",
            lost=series.lost,
        )
    if len(series.x) + series.lost < series.total:
        yield text(
            "{name}: {shown} of {total} are shown, evenly chosen.",
            shown=len(series.x),
            total=series.total,
        )
    if outside:
        yield text(
            "{name}: {outside} lie far outside of the picture, where crosses stand at its edge; "
            "the largest number is {largest}.",
            outside=outside,
            largest=short(max((*series.x, *series.y), key=abs)),
        )
