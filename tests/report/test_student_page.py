"""A student's page tells what is wrong and where, and nothing that is not theirs to see."""

from __future__ import annotations

import datetime
import html.parser
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from grader.course import Assignment
from grader.diagnosis.catalogue import misconceptions
from grader.outcome import (
    Cell,
    Diagnosis,
    Example,
    Failure,
    Frame,
    Outcome,
    Place,
    Run,
    SubmissionResult,
    Text,
    Value,
)
from grader.report.student_page import student_page
from grader.report.translations import Translator
from grader.report.words import OUTCOMES

from .conftest import row, with_outcome

Papers = Callable[..., SubmissionResult]
Page = Callable[..., str]

HOSTILE = "</code><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick='x' &amp; {evil}"
STEERING = "a\u202eb\x1b[31mc\u2066d\x07e"


class Reader(html.parser.HTMLParser):
    """Collects what a browser would see: tags with attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        self.text += " " if tag in ("td", "th", "tr", "li", "p") else ""

    def handle_data(self, data: str) -> None:
        if self._inside not in ("style", "script"):
            self.text += data


def words(page: str) -> str:
    return " ".join(Reader(page).text.split())


def test_it_says_what_is_wrong_and_where(page: Page, paper: Papers) -> None:
    """Score, sentence, outcome, message, expected beside got, the place, the student's line."""
    text = words(page(paper()))
    for part in (
        "1 of 5 points",
        "It does b.",
        "not yet right",
        "sgd has the wrong value.",
        "expected 0.5 1.25 shape (2,), float32",
        "got 0.5 7.75 shape (2,), float32",
        "largest difference: 6.5",
        "sgd.ipynb, cell 2, line 3",
        "▸ 3 return sgd",
        "was taken for",
        "not handed in",
        "Try again",
    ):
        assert part in text, (part, text)


def with_code(result: SubmissionResult, source: str, place: Place) -> SubmissionResult:
    """The paper with its first exercise's function in one cell."""
    cells = (Cell(place.cell, "code", source),)
    exercise = replace(result.exercises[0], cells=cells, place=place)
    return replace(result, exercises=(exercise, *result.exercises[1:]))


def test_the_students_own_function_is_at_hand(page: Page, paper: Papers) -> None:
    """Also where no line raised: what was graded, in its cell; not where all is right."""
    source = "import torch\n\ndef my_fn(v):\n    return v * 2\n\nmy_fn(1)"
    result = with_code(paper(), source, Place(4, 3, 4, "my_fn"))
    text = words(page(result))
    assert "Your my_fn, in cell 4" in text
    assert "1 import torch 2 3 def my_fn(v): 4 return v * 2" in text
    right = with_outcome(result, Outcome.PASSED)
    assert "Your my_fn" not in words(page(right))


def test_of_a_long_cell_only_the_function_is_shown(page: Page, paper: Papers) -> None:
    """Students don't have to look for it among other things."""
    source = "import torch\n" * 60 + "def my_fn(v):\n    return v * 2\n" + "print(3)\n" * 9
    text = words(page(with_code(paper(), source, Place(4, 61, 62, "my_fn"))))
    assert "61 def my_fn(v): 62 return v * 2" in text
    assert "import torch" not in text
    assert "print(3)" not in text


def test_code_is_highlighted_and_its_wrong_lines_are_marked(page: Page, paper: Papers) -> None:
    """Also a string over several lines keeps each line whole."""
    source = 'def my_fn(v):\n    """Text\n    <b>more</b>"""\n    return v[9]\n'
    frames = (Frame("sgd.ipynb", 4, 4, "my_fn", "    return v[9]"),)
    shown = page(with_code(paper(frames=frames), source, Place(4, 1, 4, "my_fn")))
    assert '<span class="c-k">return</span>' in shown
    assert "&lt;b&gt;more" in shown
    lines = re.findall(r'<span class="line[^"]*">.*\n', shown)
    assert all(line.count("<span") == line.count("</span") + 1 for line in lines), lines
    marked = [line for line in lines if "▸" in line]
    assert len(marked) == 2  # in the whole function and where it is said what went wrong
    assert all("return" in line and "concerned" in line for line in marked)


def test_what_is_the_instructors_is_not_on_it(page: Page, paper: Papers) -> None:
    """No assertion of a hidden test, no seed, no test's name beyond an anchor."""
    shown = page(paper())
    for secret in ("SECRET", "secret-seed"):
        assert secret not in shown
    assert "test_b" not in words(shown)


def printing(result: SubmissionResult, printed: str) -> SubmissionResult:
    """The paper with something printed in its second test alone."""
    exercise = result.exercises[0]
    tests = (
        replace(exercise.tests[0], printed=""),
        replace(exercise.tests[1], printed=printed),
    )
    return replace(result, exercises=(replace(exercise, tests=tests), *result.exercises[1:]))


def test_what_was_printed_stands_at_its_test(page: Page, paper: Papers) -> None:
    """Cut fairly: the beginning and the end, and how much is missing between them."""
    lines = "".join(f"line {n}.\n" for n in range(1, 101))
    shown = page(printing(paper(), lines))
    assert shown.index("It does b.") < shown.index("line 1.")
    text = words(shown)
    assert "line 30. 60 more lines are left out here. line 91." in text
    assert "line 100." in text
    assert "line 60." not in text
    assert "printed" not in words(page(printing(paper(), " \n")))


def test_a_function_that_is_missing_is_said_once(page: Page, paper: Papers) -> None:
    """Not under each of its tests; errors with a line of the student's each have their line."""
    result = paper()
    gone = row(Outcome.MISSING, Failure(messages=(Text("It was not found."),)))
    frames = (Frame("a.ipynb", 2, 2, "f", "    return x"),)
    raised = row(Outcome.RAISED, Failure(messages=(Text("Oh no."),), frames=frames))
    for test, times in ((gone, 1), (raised, 3)):
        tests = tuple(replace(test, test=f"t{n}") for n in range(3))
        exercise = replace(result.exercises[0], tests=tests, notes=())
        assert test.failure is not None
        [message] = test.failure.messages
        text = words(page(replace(result, exercises=(exercise,))))
        assert text.count(message.template) == times


def test_numbers_that_differ_are_marked(page: Page, paper: Papers) -> None:
    """In the student's table those that are not as expected, and no others."""
    reader = Reader(page(paper()))
    cells = [attrs.get("class") for tag, attrs in reader.tags if tag == "td" and attrs]
    assert cells.count("off") == 1
    assert '<td class="off">7.75</td>' in page(paper())


def test_all_tests_of_a_right_exercise_are_folded(page: Page, paper: Papers) -> None:
    """What is wrong is seen at once, what is right is one line that unfolds."""
    right = with_outcome(paper(), Outcome.PASSED)
    assert "All 2 tests passed" in words(page(right))
    assert "tests passed ✓" not in words(page(paper()))


def test_why_tests_wait_is_said_once(page: Page, paper: Papers) -> None:
    """Five rows with the same reason say it in the first of them."""
    reason = "This is checked when the tests that it builds on pass."
    result = paper()
    waiting = row(Outcome.NOT_CHECKED, Failure(messages=(Text(reason),)))
    tests = (*result.exercises[0].tests, *(replace(waiting, test=f"t{n}") for n in range(5)))
    exercise = replace(result.exercises[0], tests=tests)
    text = words(page(replace(result, exercises=(exercise,))))
    assert text.count("not checked yet") == 5
    assert text.count(reason) == 1


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_sign_and_a_word(page: Page, paper: Papers, outcome: Outcome) -> None:
    """No outcome is told by colour alone, in either language."""
    result = with_outcome(paper(), outcome)
    word = OUTCOMES[outcome]
    assert f"{word.sign} It does b." in words(page(result)).replace(
        "The vector that is handed over is not changed.", "It does b."
    )
    assert word.word.template in words(page(result))
    chinese = Translator("zh").text(word.word)
    assert chinese != word.word.template
    assert chinese in words(page(result, "zh"))


def test_not_graded_is_our_fault_and_no_zero(page: Page, paper: Papers) -> None:
    """A fault of ours shows no score and none of our messages."""
    result = with_outcome(paper(), Outcome.NOT_GRADED)
    text = words(page(result))
    assert "No total yet" in text
    assert "our fault" in text
    assert "wrong value" not in text


def test_all_right(page: Page, paper: Papers) -> None:
    """Full marks say so, and ask for nothing."""
    whole = paper()
    first = replace(whole.exercises[0], score=2.0, tests=whole.exercises[0].tests[:1])
    result = replace(whole, score=5.0, exercises=(first,))
    text = words(page(result))
    assert "Everything is right" in text
    assert "Try again" not in text


@pytest.mark.parametrize("text", [HOSTILE, STEERING])
def test_hostile_text_is_inert(page: Page, paper: Papers, text: str) -> None:
    """Names, messages, file names, code and values can't become markup or steer the page."""
    shown = page(paper(student=text, words=text))
    harmless = Reader(page(paper()))
    reader = Reader(shown)
    assert {tag for tag, _ in reader.tags} == {tag for tag, _ in harmless.tags}
    attributes = {name for _, attrs in reader.tags for name in attrs}
    assert attributes == {name for _, attrs in harmless.tags for name in attrs}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", shown)


def test_it_loads_nothing_and_runs_nothing(page: Page, paper: Papers) -> None:
    """No script, no address outside of the page, and a policy that forbids both."""
    reader = Reader(page(paper()))
    assert "script" not in {tag for tag, _ in reader.tags}
    links = [a[key] or "" for _, a in reader.tags for key in ("href", "src") if key in a]
    assert all(link.startswith("#") for link in links)
    policies = [
        attrs["content"] or ""
        for tag, attrs in reader.tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies[0].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policies[0]


def test_links_lead_somewhere(page: Page, paper: Papers) -> None:
    """Every link of the page has its target on the page, and no two have the same."""
    reader = Reader(page(paper()))
    targets = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(targets) == len(set(targets))
    links = {attrs["href"] for tag, attrs in reader.tags if tag == "a"}
    assert links <= {f"#{target}" for target in targets}


def test_feedback_policies(page: Page, paper: Papers) -> None:
    """ "hints" keeps back expected, got and output, "score" all of the tests."""
    hints, score = words(page(paper(), feedback="hints")), words(page(paper(), feedback="score"))
    assert "PRINTED" in words(page(paper()))
    assert "wrong value" in hints
    for kept_back in ("7.75", "1.25", "6.5", "PRINTED"):
        assert kept_back not in hints
    assert "1 of 5 points" in score
    assert "Look at this first" not in score
    for kept_back in ("It does b.", "wrong value", "return sgd", "PRINTED"):
        assert kept_back not in score
    assert "was taken for" in score


def test_the_policy_may_change_with_the_due_date(
    assignment: Assignment, run: Run, paper: Papers
) -> None:
    """Pages made after the due date tell what those before it kept back."""
    chosen = replace(assignment, feedback="score", feedback_after_due="full", due=run.started)
    translator = Translator("en", assignment.locale)
    late = student_page(chosen, paper(), run, translator)
    moment = run.started - datetime.timedelta(seconds=1)
    early = student_page(chosen, paper(), replace(run, started=moment), translator)
    assert "7.75" in late
    assert "7.75" not in early


def test_chinese(page: Page, paper: Papers) -> None:
    """The page, the course's texts and the messages are in Chinese; code stays as it is."""
    shown = page(paper(), "zh")
    assert '<html lang="zh-CN">' in shown
    text = words(shown)
    for part in ("传入的向量没有被修改。", "期望", "得到", "sgd", "再试一次"):
        assert part in text
    left = re.sub(r"[^a-z ]", "", text.lower())
    for english in ("expected", "points", "try again", "passed"):
        assert english not in left


def test_phrases_are_translated_and_code_is_not(assignment: Assignment) -> None:
    """A value's phrase such as "the result" is translated inside of a sentence."""
    translator = Translator("zh", assignment.locale)
    told = translator.text(Text("{name} has the wrong value.", {"name": "the result"}))
    assert told == "结果的值不对。"
    assert "expected" in translator.text(Text("{name} has the wrong value.", {"name": "expected"}))


COURSE_MISTAKE = "largest_is_one"


def with_diagnosis(result: SubmissionResult, diagnosis: Diagnosis) -> SubmissionResult:
    """The paper with its second test diagnosed."""
    exercise = result.exercises[0]
    tests = (exercise.tests[0], replace(exercise.tests[1], diagnosis=diagnosis))
    return replace(result, exercises=(replace(exercise, tests=tests), *result.exercises[1:]))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_known_mistake_is_explained(
    page: Page, paper: Papers, assignment: Assignment, language: str
) -> None:
    """Its name, the thought behind it and the explanation, in the page's language."""
    known = misconceptions(assignment, "normalize")[COURSE_MISTAKE].explanation(language)
    shown = words(page(with_diagnosis(paper(), Diagnosis((COURSE_MISTAKE,))), language))
    plain = [text.replace("`", "") for text in (known.name, known.belief, *known.paragraphs)]
    assert all(" ".join(text.split()) in shown for text in plain)


def test_a_mistake_that_is_not_known_any_more_is_left_out(page: Page, paper: Papers) -> None:
    """Results of another day still give a page."""
    shown = words(page(with_diagnosis(paper(), Diagnosis(("gone",)))))
    assert "What this looks like" not in shown


def test_an_example_is_shown_where_values_may_be(page: Page, paper: Papers) -> None:
    """A call to paste, with what should come; not where the policy holds values back."""
    example = Example("v = torch.tensor([3.0])\nprint(normalize(v))", Value("1.0"), Value("3.0"))
    result = with_diagnosis(paper(), Diagnosis(example=example))
    assert "print(normalize(v))" in words(page(result))
    assert "print(normalize(v))" not in words(page(result, feedback="hints"))
    assert "print(normalize(v))" not in words(page(result, feedback="score"))
