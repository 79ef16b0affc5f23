"""docs/course.md says what a course may hold: every key, fixture, mark and helper."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import grader.exam
from grader import course
from grader.build.checks import TAGS
from grader.exam import plugin
from grader.source import read_source

DOCUMENT = (Path(__file__).parents[2] / "docs" / "course.md").read_text("utf-8")
MODELS = (course._AssignmentModel, course._LimitsModel, course._ExerciseModel)
NAMES = [
    *(key for model in MODELS for key in model.model_fields if key not in ("limits", "exercises")),
    *TAGS,
    *("student", "reference", "device", "rng", "evidence"),
]


@pytest.mark.parametrize("name", sorted(set(NAMES)))
def test_keys_fixtures_and_tags_are_documented(name):
    """A table or a sentence names it as code."""
    assert f"`{name}`" in DOCUMENT


@pytest.mark.parametrize("helper", grader.exam.__all__)
def test_helpers_are_documented(helper):
    """The table shows how each is called."""
    assert f"`{helper}(" in DOCUMENT


@pytest.mark.parametrize("mark", [mark.partition("(")[0] for mark in plugin.MARKS])
def test_marks_are_documented(mark):
    """The table shows how each is written."""
    assert f"@pytest.mark.{mark}(" in DOCUMENT


def test_example_of_a_source_can_be_read(tmp_path):
    """The example is a source as it stands."""
    examples = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    path = tmp_path / "normalize.py"
    path.write_text(examples[0], encoding="utf-8")

    assert read_source(path).required_parameters("normalize") == 1


def test_example_of_a_configuration_is_valid():
    """The example is what the reader of assignment.toml accepts."""
    [example] = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)

    course._AssignmentModel.model_validate(tomllib.loads(example))


@pytest.mark.parametrize("model", MODELS)
def test_defaults_are_true(model):
    """The default in the table is the default in the code."""
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (.+) \|$", DOCUMENT, re.MULTILINE))
    for key, field in model.model_fields.items():
        if isinstance(field.default, int | float):
            assert rows[key].strip("`") == str(field.default).lower()
