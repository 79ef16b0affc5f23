"""Results as JUnit's XML, in the dialect that pytest writes (xunit2), for what shows test reports.

A suite is a student, a case is a hidden test. Not graded is an error (ours), not checked and not
handed in are skipped, everything else that was not passed is a failure. For instructors: it holds
the names of hidden tests.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from grader.course import Assignment
from grader.grade import Grade, State
from grader.outcome import ExerciseResult, Outcome, Status, SubmissionResult, TestResult
from grader.visible import visible

# What XML 1.0 has no way to write, beyond what visible() takes out.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = {
    Outcome.PASSED: "",
    Outcome.NOT_CHECKED: "skipped",
    Outcome.NOT_GRADED: "error",
}
_STATUSES = {
    Status.GRADED: ("skipped", "it has no tests"),
    Status.NOT_HANDED_IN: ("skipped", "not handed in"),
    Status.UNREADABLE: ("failure", "the file that should hold it can't be read"),
    Status.NOT_GRADED: ("error", "not graded"),
}
_STATES = {
    State.GRADED: ("skipped", "nothing is known of its tests"),
    State.NOT_GRADED: ("error", "not graded"),
    State.MISSING: ("skipped", "nothing was handed in"),
    State.OPEN: ("skipped", "nothing was handed in yet"),
    State.EXCUSED: ("skipped", "excused"),
}
_COUNTED = ("errors", "failures", "skipped")


def junit_xml(
    grades: Sequence[Grade], results: Mapping[str, SubmissionResult], assignment: Assignment
) -> bytes:
    """The document.

    Args:
        grades: of all students.
        results: the result that counts of each student who has one, by name, with its tests.
        assignment: the assignment.
    """
    root = Element("testsuites", name=_clean(assignment.title))
    for grade in grades:
        root.append(_suite(grade, results.get(grade.student.name), assignment))
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _suite(grade: Grade, result: SubmissionResult | None, assignment: Assignment) -> Element:
    name = grade.student.name
    suite = Element("testsuite", name=_clean(name))
    for exercise in result.exercises if result is not None else ():
        suite.extend(_cases(name, exercise))
    if len(suite) == 0:
        suite.append(_case(name, assignment.name, "submission", *_STATES[grade.state]))
    kinds = [inner.tag for case in suite for inner in case]
    for counted, kind in zip(_COUNTED, ("error", "failure", "skipped"), strict=True):
        suite.set(counted, str(kinds.count(kind)))
    suite.set("tests", str(len(suite)))
    suite.set("time", f"{sum(float(case.get('time', 0)) for case in suite):.3f}")
    if grade.standing is not None:
        graded = grade.standing.graded.astimezone(datetime.UTC)
        suite.set("timestamp", graded.isoformat(timespec="seconds"))
    suite.set("hostname", "grader")
    return suite


def _cases(student: str, exercise: ExerciseResult) -> list[Element]:
    if not exercise.tests:
        return [_case(student, exercise.exercise, "exercise", *_STATUSES[exercise.status])]
    return [_test(student, exercise.exercise, test) for test in exercise.tests]


def _test(student: str, exercise: str, test: TestResult) -> Element:
    kind = _KINDS.get(test.outcome, "failure")
    said = [test.sentence.english()]
    if test.failure is not None:
        said += [message.english() for message in test.failure.messages]
        said += [test.failure.internal] if test.failure.internal else []
    message = str(test.outcome).replace("_", " ")
    return _case(student, exercise, test.test, kind, message, "\n".join(said), test.seconds)


def _case(
    student: str,
    exercise: str,
    name: str,
    kind: str,
    message: str,
    said: str = "",
    seconds: float = 0.0,
) -> Element:
    case = Element(
        "testcase",
        classname=_clean(f"{student}.{exercise}"),
        name=_clean(name),
        time=f"{seconds:.3f}",
    )
    if kind:
        inner = SubElement(case, kind, message=_clean(message))
        inner.text = _clean(said) or None
    return case


def _clean(words: str) -> str:
    return _ILLEGAL.sub("�", visible(words))
