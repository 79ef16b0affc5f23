"""Charts and maps of errors: drawn, said in words, listed in a table, only where they may be."""

from __future__ import annotations

import html.parser
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.batch.keeping import light
from grader.course import Assignment
from grader.exam.evidence import Evidence
from grader.exam.protocol import RESULT
from grader.exam.statistics import normal_density
from grader.gradebook import Gradebook
from grader.gradebook.attempts import HandedIn
from grader.intake.submissions import Person
from grader.outcome import Chart, ErrorMap, Outcome, Run, SubmissionResult, Text
from grader.report.charts import HEIGHT, WIDTH, heat_map, picture
from grader.report.results import results_json
from grader.report.scales import axis, short
from grader.report.translations import Translator

from .conftest import with_outcome

Papers = Callable[..., SubmissionResult]
Page = Callable[..., str]

ENGLISH = Translator("en")
CHINESE = Translator("zh")
HOSTILE = "</title></desc></svg><script>alert(1)</script>\" onload='x' {evil}"
WORDS = Text(
    "Wrong in {wrong} of {rows} rows, always in column {column} (counted from 0).",
    {"wrong": 2, "rows": 30, "column": 26},
)
ERRORS = ErrorMap(("0010", "0090", "0000"), 30, 40, WORDS)


def charts(*, title: str = "Labels", name: str = "your examples") -> dict[str, Chart]:
    """One chart of each kind."""
    evidence = {kind: Evidence(strict=True) for kind in ("scatter", "path", "lines", "histogram")}
    names = {"x": "`w[0]`", "y": "value"}
    places = {"yours": {name: ([0.0, 1.0, 2.0], [1.0, 2.5, 4.0])}}
    right = {"expected": {"the line": ([0.0, 2.0], [0.0, 3.0])}}
    evidence["scatter"].scatter(title, **names, **places, **right)
    evidence["path"].path(title, **names, **places, **right)
    evidence["lines"].lines(
        title, **names, yours={name: [3.0, 2.0, 1.5]}, expected={"mean": [3.0, 1.0, 0.5]}
    )
    evidence["histogram"].histogram(
        title, x="`X`", values=[0.1, 0.2, 9.0], between=(-1, 1), bars=2, expected=normal_density()
    )
    return {kind: item.charts[0] for kind, item in evidence.items()}


def with_pictures(result: SubmissionResult, chart: Chart | None = None) -> SubmissionResult:
    """The same paper with a chart at both tests and a map of errors at the failed one."""
    first, *rest = result.exercises
    shown = (chart or charts()["scatter"],)
    passed, failed = first.tests
    assert failed.failure is not None
    failure = replace(failed.failure, error_map=ERRORS)
    tests = (replace(passed, charts=shown), replace(failed, charts=shown, failure=failure))
    return replace(result, exercises=(replace(first, tests=tests), *rest))


def drawings(shown: str) -> list[ET.Element]:
    """The pictures of a page that are read aloud, parsed strictly."""
    found = re.findall(r'(<svg (?:class="plot" )?role="img".*?</svg>)\s*<ul', shown, re.DOTALL)
    return [ET.fromstring(svg) for svg in found]


def visible_text(shown: str) -> str:
    """What a reader sees, without the style sheet."""
    parts: list[str] = []

    class Reader(html.parser.HTMLParser):
        def handle_data(self, data: str) -> None:
            if self.lasttag != "style":
                parts.append(data)

    Reader().feed(shown)
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize("kind", ["scatter", "path", "lines", "histogram"])
def test_every_picture_is_named_and_described(page: Page, paper: Papers, kind: str) -> None:
    """Each has a role, a title and a description with numbers, which its label points to."""
    result = with_pictures(paper(), charts()[kind])
    pictures = drawings(page(result))
    assert len(pictures) == 3  # two charts and the map
    identifiers = []
    for svg in pictures:
        title, words = svg.find("title"), svg.find("desc")
        assert title is not None
        assert words is not None
        assert svg.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
        assert title.text
        assert re.search(r"\d", words.text or "")
        identifiers += [title.get("id"), words.get("id")]
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize(
    ("kind", "sentences"),
    [
        (
            "scatter",
            [
                "your examples: 3 places; w[0] from 0 to 2, value from 1 to 4.",
                "On average the dots lie 1 above the line.",
            ],
        ),
        ("path", ["the line: from w[0] 0 and value 0 to w[0] 2 and value 3, steps: 1."]),
        ("lines", ["mean: value is 3 at w[0] 1 and 0.5 at w[0] 3."]),
        ("histogram", ["yours: the highest bar stands for 2 of 3 numbers, at X 0.5."]),
    ],
)
def test_the_description_says_what_is_seen(
    page: Page, paper: Papers, kind: str, sentences: list[str]
) -> None:
    """In words, with numbers, without markup."""
    words = drawings(page(with_pictures(paper(), charts()[kind])))[-1].findtext("desc")
    assert words is not None
    for sentence in sentences:
        assert sentence in words


def test_the_numbers_are_in_a_table(page: Page, paper: Papers) -> None:
    """Folded, with names of columns; one table where all series stand over the same numbers."""
    text = visible_text(page(with_pictures(paper(), charts()["lines"])))
    assert "The numbers in a table w[0] your examples mean 1 3 3 2 2 1 3 1.5 0.5" in text
    text = visible_text(page(with_pictures(paper(), charts()["scatter"])))
    assert "your examples w[0] value 0 1 1 2.5 2 4 the line w[0] value 0 0 2 3" in text


def test_charts_of_passed_tests_are_folded(page: Page, paper: Papers) -> None:
    """There one looks if one likes to; a failed test's chart is open."""
    shown = page(with_pictures(paper()))
    assert shown.count("See your data") == 1
    open_one, folded = (found.start() for found in re.finditer('<figure class="chart">', shown))
    assert shown.index('id="normalize.test_b"') < open_one < shown.index("See your data") < folded


@pytest.mark.parametrize("feedback", ["hints", "score"])
def test_less_feedback_shows_no_chart(page: Page, paper: Papers, feedback: str) -> None:
    """A chart shows values of a hidden test: only where the policy lets values be shown."""
    shown = page(with_pictures(paper()), feedback=feedback)
    assert '<figure class="chart' not in shown
    assert 'role="img"' not in shown
    for word in ("your examples", "always in column", "The numbers in a table"):
        assert word not in shown


@pytest.mark.parametrize("outcome", [Outcome.NOT_CHECKED, Outcome.NOT_GRADED])
def test_a_test_that_says_nothing_shows_no_chart(
    page: Page, paper: Papers, outcome: Outcome
) -> None:
    """What was not checked, or is our fault, has nothing to look at."""
    result = with_pictures(with_outcome(paper(), outcome))
    assert page(result).count('<figure class="chart">') == 1


@pytest.mark.parametrize("kind", ["scatter", "path", "lines", "histogram"])
def test_everything_is_said_in_chinese(page: Page, paper: Papers, kind: str) -> None:
    """Grader's own words around a course's names leave no English on the page."""
    result = with_pictures(paper(), charts(title="标题", name="你的")[kind])
    chart = result.exercises[0].tests[1].charts[0]
    names = {series.name.template: Text("名字") for series in chart.series}
    named = replace(
        chart,
        y=chart.y if kind == "histogram" else Text("值"),
        series=tuple(
            replace(s, name=s.name if kind == "histogram" else names[s.name.template])
            for s in chart.series
        ),
    )
    drawn = picture(named, CHINESE)
    said = [drawn.description, drawn.title, drawn.y, *drawn.remarks, *(n for _, n in drawn.legend)]
    said += [heat_map(ERRORS, CHINESE).words, heat_map(ERRORS, CHINESE).description]
    for sentence in said:
        assert not re.search(r"[A-Za-z]{3,}", sentence.replace("NaN", "")), sentence
    shown = visible_text(page(result, "zh"))
    for word in ("用表格看这些数", "看看你的数据", "误差在哪里"):
        assert word in shown


def test_hostile_texts_are_inert(page: Page, paper: Papers) -> None:
    """Not even a course's own title or name can become markup."""
    harmless, hostile = (
        page(with_pictures(paper(), charts(title=title, name=title)["scatter"]))
        for title in ("Labels", HOSTILE)
    )
    assert "<script" not in hostile
    assert re.findall(r"<(\w+)", hostile) == re.findall(r"<(\w+)", harmless)
    assert "onload='x'" not in re.sub(r">[^<]*<", "><", hostile)


@pytest.mark.parametrize("place", [1e30, -1e99, 1e6])
def test_one_outlier_does_not_destroy_the_picture(place: float) -> None:
    """The others keep their room; the outlier is a cross at the edge, and is said in words."""
    evidence = Evidence()
    xs = [float(number) for number in range(20)]
    ys = [0.5 * x for x in xs[:-1]] + [place]
    evidence.scatter("P", x="x", y="y", yours={"a": (xs, ys)}, expected={"b": (xs, xs)})
    drawn = picture(evidence.charts[0], ENGLISH)
    [dots] = [shape.path for shape in drawn.shapes if shape.look.startswith("dots")]
    heights = [y for _, y in coordinates(dots)]
    assert len(heights) == 19
    assert max(heights) - min(heights) > HEIGHT / 4
    assert [shape.look for shape in drawn.shapes if "outside" in shape.look] == ["outside yours0"]
    assert drawn.remarks == (
        (
            "a: 1 lie far outside of the picture, where crosses stand at its edge; "
            f"the largest number is {short(place)}."
        ),
    )


def coordinates(path: str) -> Iterator[tuple[float, float]]:
    for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path):
        yield float(x), float(y)


NUMBERS = [
    [0.0],
    [5.0, 5.0],
    [0.0, 1e-99],
    [1e99, -1e99, 0.0],
    [1e-9, 2e-9, 1e9],
    [-3.0, -3.00001],
    [float(2**number) for number in range(60)],
    [123456.0, 123457.0],
    [0.0, 0.0, 0.0, 7.0],
]


@pytest.mark.parametrize("numbers", NUMBERS, ids=repr)
@pytest.mark.parametrize("kind", ["scatter", "path", "lines"])
def test_any_numbers_can_be_drawn(numbers: list[float], kind: str) -> None:
    """Every coordinate is a plain number near the plot, and there are a few round ticks."""
    evidence = Evidence(strict=True)
    given = {"a": numbers} if kind == "lines" else {"a": (numbers, numbers[::-1])}
    getattr(evidence, kind)("P", x="x", y="y", yours=given)
    drawn = picture(evidence.charts[0], ENGLISH)
    for shape in drawn.shapes:
        assert not re.search(r"nan|inf|e[-+\d]", shape.path)
        for x, y in coordinates(shape.path):
            assert -WIDTH <= x <= 2 * WIDTH
            assert -HEIGHT <= y <= 2 * HEIGHT
    for ticks, length in ((drawn.across, WIDTH), (drawn.up, HEIGHT)):
        labels = [label for _, label in ticks]
        assert 1 <= len(labels) <= 7
        assert len(set(labels)) == len(labels)
        assert all(0 <= place <= length and len(label) <= 9 for place, label in ticks)


def test_ticks_are_round_numbers() -> None:
    """As a person would write them; steps and epochs are whole."""
    labels = [label for _, label in axis([-0.047, 0.031], [], 100, margin=0).ticks()]
    assert labels == ["-0.04", "-0.02", "0", "0.02"]
    assert [label for _, label in axis([1, 3], [], 100, margin=0).ticks(whole=True)] == [
        "1",
        "2",
        "3",
    ]


@pytest.mark.parametrize(
    ("number", "written"),
    [(1234.56, "1235"), (0.000012345, "1.234e-5"), (1e30, "1e30"), (-2.0, "-2"), (1.5e6, "1.5e6")],
)
def test_numbers_in_four_digits(number: float, written: str) -> None:
    """In tables and sentences."""
    assert short(number) == written


def test_what_is_left_out_is_said() -> None:
    """Thinned, not finite, outside of a histogram: a sentence each."""
    evidence = Evidence()
    many = [float(number) for number in range(998)] + [float("nan")] * 2
    evidence.lines("L", x="x", y="y", yours={"a": many})
    evidence.histogram("H", x="x", values=many, between=(0, 10))
    line, bars = (picture(chart, ENGLISH) for chart in evidence.charts)
    assert line.remarks == (
        "a: 2 can't be drawn, they are not finite (NaN or infinity) or no numbers.",
        "a: 200 of 1000 are shown, evenly chosen.",
    )
    [remark] = bars.remarks
    assert remark.startswith("yours: 989 of 1000 numbers lie outside of the picture")


def test_yours_and_expected_differ_in_more_than_colour() -> None:
    """Filled dots and whole lines against dashes, in the picture and in its legend."""
    for kind, chart in charts().items():
        drawn = picture(chart, ENGLISH)
        looks = [look.split()[0] for look, _ in drawn.legend]
        students = {"scatter": "dots", "histogram": "bars"}.get(kind, "line")
        assert looks == [students, "dashes"]
        assert {look for look, _ in drawn.legend} <= {shape.look for shape in drawn.shapes}


def test_the_map_of_errors() -> None:
    """One path for each level, the largest error the strongest; alike squares of a row are one."""
    drawn = heat_map(ErrorMap(("9900", "0010"), 20, 40, None), ENGLISH)
    assert drawn.shapes == ((0.24, "M20 10h10v10h-10z"), (1.0, "M0 0h20v10h-20z"))
    assert (drawn.width, drawn.height, drawn.words) == (40, 20, "")
    assert "20 × 40 elements" in drawn.description
    assert "10 × 10 of them" in drawn.description


def test_the_map_says_in_words_where_the_errors_are(page: Page, paper: Papers) -> None:
    """Beside the picture, not only in it."""
    assert "Wrong in 2 of 30 rows" in visible_text(page(with_pictures(paper())))


def test_a_page_with_four_full_charts_is_small(page: Page, paper: Papers) -> None:
    """At most 150 kB, with 200 places in each series."""
    evidence = Evidence()
    numbers = [number * 1.2345 for number in range(200)]
    series = {
        f"series {number}": (numbers, numbers[number:] + numbers[:number]) for number in (3, 7)
    }
    evidence.scatter("P", x="x", y="y", yours=series, expected=series)
    result = paper()
    [chart] = evidence.charts
    first, *rest = result.exercises
    tests = tuple(replace(test, charts=(chart, chart)) for test in first.tests)
    shown = page(replace(result, exercises=(replace(first, tests=tests), *rest)))
    assert shown.count('<figure class="chart">') == 4
    assert len(shown.encode()) < 150_000


def test_pictures_survive_the_gradebook_and_the_wire(
    tmp_path: Path, assignment: Assignment, run: Run, paper: Papers
) -> None:
    """Charts and maps come back as they were, so that a page can be made again."""
    result = paper()
    for chart in charts().values():
        whole = with_pictures(result, chart)
        assert RESULT.validate_python(RESULT.dump_python(whole, mode="json")) == whole
        with Gradebook.open(tmp_path / "gradebook.db") as gradebook:
            gradebook.runs.seed(assignment.name)
            gradebook.runs.begin(assignment.name, replace(run, id=chart.drawing), "")
            ((student, _),) = gradebook.people.resolve([Person(whole.student)], assignment.name)
            [attempt] = gradebook.attempts.enter(
                assignment.name, [HandedIn((student,), {"a.py": chart.drawing})]
            )
            made_of = {exercise.exercise: "" for exercise in whole.exercises}
            kept = gradebook.results.record(
                chart.drawing, attempt, whole, made_of=made_of, scoring="", light=light(whole)
            )
            assert gradebook.results.whole(kept, whole.student) == whole


def test_a_large_class_keeps_no_charts(assignment: Assignment, run: Run, paper: Papers) -> None:
    """What is kept in memory of each student is small; results.json never had them."""
    whole = with_pictures(paper())
    for exercise in light(whole).exercises:
        for test in exercise.tests:
            assert test.charts == ()
            assert test.failure is None or test.failure.error_map is None
    assert "your examples" not in "".join(results_json(assignment, [whole], run))
