"""The student's program is taken out of the cells as EXERCISES' rules say, without running it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.candidate.extract import Program, ReadFile, Spec, extract, parse_file
from grader.candidate.notebook import Notebook, NotebookCell, UnreadableError, read_notebook
from grader.candidate.program import load_program


def spec(function: str = "sgd", parameters: int = 3, **more: Any) -> Spec:
    plain = {
        "exercise": function,
        "function": function,
        "parameters": parameters,
        "also_named": [],
        "provided": [],
        "forbid": [],
        "given": [],
        "others": [],
        **more,
    }
    return Spec.from_plain(plain)


def taken(*cells: str, file: str = "work.ipynb", **more: Any) -> Program:
    """Extract from a notebook of these code cells."""
    numbered = tuple(NotebookCell(n, "code", source) for n, source in enumerate(cells, start=1))
    return extract([parse_file(Notebook(file, numbered))], spec(**more))


def codes(program: Program) -> list[str]:
    return [code for code, _ in program.notes]


SGD = "def sgd(params, lr, batch_size):\n    return 'sgd'"


def test_only_what_the_function_needs_is_taken() -> None:
    """Training, plots and downloads at top level stay behind."""
    program = taken(
        "import torch\nimport matplotlib.pyplot as plt",
        "RATE = 0.1\nunused = open('/nowhere')",
        "def helper(x):\n    return x * RATE",
        "def sgd(params, lr, batch_size):\n    return helper(torch.ones(1))",
        "for epoch in range(30000):\n    sgd([], 1, 1)",
        "plt.plot([1])",
    )
    assert program.status == "found"
    bound = {name for unit in program.units for name in unit.binds}
    assert bound == {"torch", "RATE", "helper", "sgd"}
    assert load_program(program, None).function("student", "sgd")([], 1, 1).tolist() == [
        pytest.approx(0.1)
    ]


def test_where_the_function_stands_is_told() -> None:
    """Its cell, first and last line, and the name that it has there."""
    program = taken("import torch", "x = 1\n\n" + SGD.replace("sgd(", "SGD("))
    assert program.report()["place"] == [2, 3, 4, "SGD"]


def test_local_names_do_not_pull_in_top_level_ones() -> None:
    """A parameter or local that is called like a top-level variable needs nothing."""
    program = taken(
        "features = download()",
        "def sgd(features, lr, batch_size):\n    labels = features\n    return labels",
        "labels = download()",
    )
    assert {name for unit in program.units for name in unit.binds} == {"sgd"}


def test_the_last_definition_counts() -> None:
    """A function that is defined twice: the last one, with a note."""
    program = taken("def sgd(a, b, c): return 1", "def sgd(a, b, c): return 2")
    assert codes(program) == ["defined_twice"]
    assert load_program(program, None).function("student", "sgd")(0, 0, 0) == 2


def test_a_later_rebinding_is_noted_not_obeyed() -> None:
    """``sgd = 5`` after the definition does not replace it."""
    program = taken(SGD, "sgd = torch.optim.SGD")
    assert codes(program) == ["rebound"]
    assert load_program(program, None).function("student", "sgd")(0, 0, 0) == "sgd"


@pytest.mark.parametrize("name", ["SGD", "sgdd", "sg", "s_gd"])
def test_a_near_name_is_taken_with_a_note(name: str) -> None:
    """Case, and one edit for a name under five letters."""
    program = taken(SGD.replace("sgd(", f"{name}("))
    assert program.status == "found"
    assert program.notes == [("renamed", {"name": name, "wanted": "sgd"})]


def test_two_near_names_are_a_question() -> None:
    """With two that are near enough, neither is taken."""
    program = taken(SGD.replace("sgd(", "sgd1("), SGD.replace("sgd(", "sgd2("))
    assert program.status == "missing"
    assert "did_you_mean" in codes(program)


def test_a_near_name_with_other_parameters_is_a_question() -> None:
    """A near name is taken only with the same number of required parameters."""
    program = taken("def SGD(params, lr): pass")
    assert program.status == "missing"
    assert "did_you_mean" in codes(program)


def test_a_far_name_is_missing() -> None:
    """A name that is not near is not taken, only asked about."""
    program = taken("def update(params, lr, batch_size): pass", file="sgd.ipynb")
    assert (program.status, codes(program)) == ("missing", ["perhaps", "missing"])


def test_another_exercises_function_is_never_taken() -> None:
    """A near name that is itself an exercise's function stays that."""
    program = taken("def sgb(a, b, c): pass", others=["sgb"], file="sgd.ipynb")
    assert program.status == "missing"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("# def sgd(params, lr, batch_size):\n#     pass", "commented_out"),
        ("class T:\n    def sgd(self, params, lr, batch_size): pass", "method"),
        ("def outer():\n    def sgd(params, lr, batch_size): pass", "nested"),
    ],
)
def test_a_function_that_stands_elsewhere_is_pointed_out(source: str, code: str) -> None:
    """Missing, and the note says where it was seen."""
    program = taken(source)
    assert program.status == "missing"
    assert codes(program) == [code, "missing"]


@pytest.mark.parametrize(
    "source",
    [
        "sgd = lambda params, lr, batch_size: 'sgd'",
        "class sgd:\n    def __init__(self, params, lr, batch_size): pass",
        "if __name__ == '__main__':\n    def sgd(params, lr, batch_size): return 'sgd'",
        "def mine(params, lr, batch_size): return 'sgd'\nsgd = mine",
        "def sgd(params, lr, batch_size, extra=1, *, more=2) -> str: return 'sgd'",
        "import functools\n@functools.cache\ndef sgd(params, lr, batch_size): return 'sgd'",
    ],
)
def test_other_styles_of_definition_are_definitions(source: str) -> None:
    """Lambda, class, alias, main guard, defaults and decorators are all fine, without a note."""
    program = taken(source)
    assert (program.status, program.notes) == ("found", [])
    load_program(program, None).function("student", "sgd")(0, 0, 0)


def test_a_wrong_number_of_parameters_is_noted() -> None:
    """The note says both numbers; the tests will say the rest."""
    program = taken("def sgd(params, lr): pass")
    assert program.notes == [("parameters", {"name": "sgd", "parameters": 2, "wanted": 3})]


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\n" + SGD,
        "\n\n%load_ext x\n!pip install d2l\n" + SGD,
        "%%time\n" + SGD,
        SGD + "\nsgd?",
        "x = %time 5\n" + SGD,
    ],
)
def test_magics_are_passed_over(source: str) -> None:
    """IPython's syntax around the function does no harm, and lines stay the student's."""
    program = taken(source)
    assert program.status == "found"
    (unit,) = [unit for unit in program.units if "sgd" in unit.binds]
    line = source.splitlines().index("def sgd(params, lr, batch_size):") + 1
    assert unit.node.lineno == line


def test_percent_signs_in_strings_stay() -> None:
    """Lines that begin with % inside a string are no magics."""
    program = taken(
        "TEXT = '''\n%d items\n%s'''\ndef sgd(params, lr, batch_size): return TEXT\n%time"
    )
    assert load_program(program, None).function("student", "sgd")(0, 0, 0) == "\n%d items\n%s"


def test_a_cell_that_does_not_parse_costs_only_itself() -> None:
    """The broken cell is named, with its line; the others count."""
    program = taken("x = (\n", SGD)
    assert program.status == "found"
    ((code, values),) = program.notes
    assert (code, values["cell"]) == ("does_not_parse", 1)


def test_missing_modules_matter_only_where_they_are_used() -> None:
    """An import that fails is noted; the function runs as long as it does not use it."""
    program = taken(
        "import no_such_module as d2l\nfrom no_such import thing",
        "def sgd(params, lr, batch_size):\n    if params: return d2l.x\n    return 1",
    )
    loaded = load_program(program, None)
    assert [code for code, _ in loaded.notes] == ["module_missing"]
    function = loaded.function("student", "sgd")
    assert function([], 0, 0) == 1
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        function([1], 0, 0)


def test_cells_that_stand_out_of_order_still_load() -> None:
    """Imports below, helpers below: what was run in another order is taken all the same."""
    program = taken(
        "def sgd(params, lr, batch_size): return helper()",
        "def helper(): return math.floor(VALUE)",
        "VALUE = math.pi",
        "import math",
    )
    assert load_program(program, None).function("student", "sgd")(0, 0, 0) == 3


def test_given_code_is_nobodys_own() -> None:
    """The helper that the stub gives away is not the student's solution of another exercise."""
    import ast

    from grader.wire.definitions import definition_digest

    digest = definition_digest(ast.parse(SGD).body[0])
    program = taken(SGD + "  # as given\n", given=[digest], file="train.ipynb")
    assert program.status == "not_handed_in"


@pytest.mark.parametrize(
    "source",
    [
        "import torch\ndef sgd(p, lr, b): torch.optim.SGD(p, lr).step()",
        "from torch import optim\ndef sgd(p, lr, b): optim.SGD(p, lr).step()",
        "from torch.optim import SGD as S\ndef sgd(p, lr, b): S(p, lr).step()",
        "def sgd(p, lr, b):\n    import torch.optim as o\n    o.SGD(p, lr).step()",
    ],
)
def test_forbidden_names_are_found(source: str) -> None:
    """However it is imported, a forbidden module is seen in the program's syntax tree."""
    assert taken(source, forbid=["torch.optim"]).forbidden == "torch.optim"


def test_a_forbidden_name_outside_of_the_program_is_fine() -> None:
    """What stays behind is not judged."""
    program = taken("import torch\nopt = torch.optim.SGD", SGD, forbid=["torch.optim"])
    assert program.forbidden is None


@pytest.mark.parametrize(
    "tried_out",
    [
        "import matplotlib_missing as plt\nplt.rcParams['a'] = 1",
        "import torch\ntorch.add(undefined, 1)",
        "sgd.history = undefined",
        "sgd.calls.append(train_for_hours())",
        "h = []\nh.append(await later())",
    ],
)
def test_what_was_tried_out_costs_nothing(tried_out: str) -> None:
    """A statement that looks as if it changed something the function uses, and fails here."""
    source = "import matplotlib_missing as plt\nimport torch\nh = []\n"
    source += "def sgd(a, b, c):\n    return plt.no if a is None else (torch.ones(1), h) and 6"
    program = taken(source, tried_out)
    assert program.status == "found"
    assert load_program(program, None).function("student", "sgd")(1, 2, 3) == 6


def test_a_name_that_is_bound_to_data_elsewhere_is_no_function() -> None:
    """`train, test = …` is no attempt at train."""
    assert extract(files(hw="train, test = [1], [2]"), spec("train", 9)).status == "not_handed_in"


@pytest.mark.parametrize(
    "broken",
    ["break", "return 5", "def sgd(a, b, c):\n    continue", "def g(): nonlocal x", "x = *y"],
)
def test_a_cell_that_parses_but_can_not_run_costs_only_itself(broken: str) -> None:
    """Such a cell is left out with a note, as one that does not parse."""
    program = taken(SGD, broken)
    assert program.status == "found"
    assert codes(program) == ["does_not_parse"]


@pytest.mark.parametrize(
    "cells",
    [
        ["CFG = {}", "CFG['op'] = sum", "def sgd(a, b, c): return CFG['op']([a, b, c])"],
        [
            "import types\ncfg = types.SimpleNamespace()",
            "cfg.n = 0",
            "def sgd(a, b, c): return cfg.n + 6",
        ],
        ["OPS = []", "OPS.append(sum)", "def sgd(a, b, c): return OPS[0]([a, b, c])"],
        ["n = {'a': 1}", "n['a'] -= 1", "def sgd(a, b, c): return 6 + n['a']"],
        ["def sgd(a, b, c): return 6 + sgd.more", "sgd.more = 0"],
        [
            "import contextlib\nwith contextlib.nullcontext():\n    six = 6",
            "def sgd(a, b, c): return six",
        ],
        ["if True:\n    def sgd(a, b, c): return 6\nelse:\n    def sgd(a, b, c): return 0"],
        ["class M:\n    def forward(a, b, c): return 6", "sgd = M.forward"],
        ["TABLE = {'x': lambda a, b, c: 6}", "sgd = TABLE['x']"],
        ["from typing import Callable\nsgd: Callable = lambda a, b, c: 6"],
    ],
)
def test_what_changes_an_object_is_taken_with_it(cells: list[str]) -> None:
    """Settings filled in after they were made, and functions bound in other ways, work as they do
    in the notebook."""
    program = taken(*cells)
    assert program.status == "found"
    assert load_program(program, None).function("student", "sgd")(1, 2, 3) == 6


def files(**sources: str) -> list[ReadFile]:
    """Notebooks of one cell each, named as the keywords."""
    return [
        parse_file(Notebook(f"{name}.ipynb", (NotebookCell(1, "code", source),)))
        for name, source in sources.items()
    ]


def test_a_misspelt_function_in_its_own_notebook_beats_one_of_that_name_elsewhere() -> None:
    """What train.ipynb gives away, slightly changed, is not taken for the student's sgd."""
    program = extract(files(sgd=SGD.replace("sgd(", "SGD("), train=SGD), spec())
    assert (program.file, program.name) == ("sgd.ipynb", "SGD")


def test_a_function_in_two_notebooks_is_told() -> None:
    """Which one counts, and where the other stands: an old copy is easily handed in as well."""
    program = extract(files(sgd=SGD, sgd_old=SGD + "  # old"), spec())
    assert program.file == "sgd.ipynb"
    assert program.notes == [
        ("also_elsewhere", {"name": "sgd", "file": "sgd.ipynb", "others": "sgd_old.ipynb"})
    ]


def test_a_function_under_quite_another_name_is_asked_about() -> None:
    """The solution's only function has the right number of parameters: rename it?"""
    program = extract(files(sgd="def my_step(a, b, c): return 1\ndef helper(x): return 2"), spec())
    assert program.status == "missing"
    assert program.notes[0] == ("perhaps", {"cell": 1, "name": "my_step", "wanted": "sgd"})


def test_work_beside_an_untouched_stub_is_found() -> None:
    """A stub that was left as it is hides no work, in the same notebook or in another."""
    stub = 'def sgd(params, lr, batch_size):\n    """One step."""\n    raise NotImplementedError()'
    elsewhere = extract(files(sgd=stub, everything=SGD), spec())
    assert elsewhere.file == "everything.ipynb"
    above = taken(SGD, stub)
    assert above.notes == []
    assert load_program(above, None).function("student", "sgd")(0, 0, 0) == "sgd"
    untouched = taken(stub)
    assert untouched.status == "found"


def test_the_file_named_after_the_exercise_comes_first() -> None:
    """When two files define the function, the one named after the exercise counts."""
    first = Notebook("all.ipynb", (NotebookCell(1, "code", "def sgd(a, b, c): return 'all'"),))
    second = Notebook("My SGD.ipynb", (NotebookCell(1, "code", "def sgd(a, b, c): return 'own'"),))
    program = extract([parse_file(first), parse_file(second)], spec())
    assert program.file == "My SGD.ipynb"


BAD = {
    "not JSON": (b"<<<<<<< HEAD\n{", "not_json"),
    "no notebook": (b"[1, 2]", "no_notebook"),
    "an object, no notebook": (b'{"a": 1}', "no_notebook"),
    "bad UTF-8": (b'{"cells": ["\xff"]}', "not_utf8"),
    "deep": (b"[" * 100_000, "nested_too_deeply"),
    "cells no list": (b'{"cells": 5, "nbformat": 4}', "no_notebook"),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD.keys())
def test_unreadable_files_say_why(data: bytes, code: str) -> None:
    """Each kind of damage has its own note."""
    with pytest.raises(UnreadableError) as caught:
        read_notebook("x.ipynb", data)
    assert caught.value.code == code


@pytest.mark.parametrize("major", [2, 3])
def test_old_notebooks_are_read(major: int) -> None:
    """nbformat 2 and 3 keep their code in worksheets."""
    cell = {"cell_type": "code", "language": "python", "input": SGD, "outputs": []}
    notebook = {
        "nbformat": major,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": [cell]}],
    }
    cells = read_notebook("x.ipynb", json.dumps(notebook).encode()).cells
    assert [cell.source for cell in cells if cell.kind == "code"] == [SGD]


def test_damaged_cells_do_not_break_the_others() -> None:
    """Cells that are no objects, or have odd sources, are passed over."""
    cells = [None, 5, {"cell_type": "code"}, {"cell_type": "code", "source": ["a = ", 1, "2"]}]
    read = read_notebook("x.ipynb", json.dumps({"cells": cells, "nbformat": 4}).encode())
    assert [cell.source for cell in read.cells] == ["", "", "", "a = 2"]
