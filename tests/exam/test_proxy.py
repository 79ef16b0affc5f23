"""A hidden test that calls ``student.f`` sees what it would see if ``f`` were in its process."""

from __future__ import annotations

import os
import subprocess
import textwrap
from collections.abc import Callable
from typing import Any

import pytest
import torch

from grader.exam import whole_pass
from grader.exam.candidate import StudentRaised
from grader.exam.proxy import Student, constants_in
from grader.outcome import Outcome
from grader.sandbox.faults import CandidateFault

Program = Callable[..., Any]


def test_values_come_back(program: Program) -> None:
    """The function's result comes back as a tensor of ours."""
    student = program("def f(x): return x * 2")
    assert torch.equal(student.f(torch.ones(2, 3)), torch.full((2, 3), 2.0))


def test_arguments_changed_in_place_are_changed_here(program: Program) -> None:
    """A tensor and its gradient that the function writes to have changed in the test too."""
    student = program(
        "import torch\n"
        "def f(ps):\n"
        "    with torch.no_grad():\n"
        "        for p in ps:\n"
        "            p -= p.grad\n"
        "            p.grad.zero_()\n"
    )
    weight = torch.tensor([1.0, 2.0], requires_grad=True)
    weight.grad = torch.tensor([0.5, 0.5])
    same = weight
    student.f([weight])
    assert weight is same
    assert weight.is_leaf
    assert weight.requires_grad
    assert weight.tolist() == [0.5, 1.5]
    assert weight.grad.tolist() == [0.0, 0.0]


def test_a_cleared_gradient_is_none_here(program: Program) -> None:
    """Setting .grad to None shows."""
    student = program("def f(p): p.grad = None")
    weight = torch.ones(2, requires_grad=True)
    weight.grad = torch.ones(2)
    student.f(weight)
    assert weight.grad is None


def test_a_rebound_name_changes_nothing_here(program: Program) -> None:
    """``p = p - 1`` makes a new tensor; the caller's stays, as in one process."""
    student = program("def f(p):\n    p = p - 1")
    tensor = torch.ones(2)
    student.f(tensor)
    assert tensor.tolist() == [1.0, 1.0]


def test_data_that_is_exchanged_is_seen(program: Program) -> None:
    """``p.data = …`` gives the caller's tensor new elements."""
    student = program("def f(p): p.data = p.data * 3")
    weight = torch.ones(2, requires_grad=True)
    student.f(weight)
    assert weight.tolist() == [3.0, 3.0]


def test_requires_grad_that_is_switched_off_is_seen(program: Program) -> None:
    """requires_grad_(False) on an argument shows."""
    student = program("def f(p): p.requires_grad_(False)")
    weight = torch.ones(2, requires_grad=True)
    student.f(weight)
    assert not weight.requires_grad


def test_lists_changed_in_place_are_changed_here(program: Program) -> None:
    """Appending to and sorting a list that was handed over shows."""
    student = program("def f(xs):\n    xs.sort()\n    xs.append(9)")
    values = [3, 1, 2]
    student.f(values)
    assert values == [1, 2, 3, 9]


def test_an_argument_that_is_returned_is_the_same_object(program: Program) -> None:
    """Returning an argument returns it, not a copy."""
    student = program("def f(x): return [x, x + 0]")
    tensor = torch.ones(2)
    first, second = student.f(tensor)
    assert first is tensor
    assert second is not tensor


def test_sharing_storage_with_an_argument_is_reported(program: Program) -> None:
    """A view of an argument is told from a copy."""
    student = program("def f(x): return x[1:]")
    student.f(torch.ones(3))
    assert student.effects.shares_storage
    student = program("def f(x): return x[1:].clone()")
    student.f(torch.ones(3))
    assert not student.effects.shares_storage


def test_gradients_flow_through_the_border(program: Program) -> None:
    """backward() reaches the inputs, through further computation on both sides of the call."""
    student = program("def f(x, w): return x @ w", parameters=2)
    x = torch.randn(5, 2)
    w = torch.randn(2, 1, requires_grad=True)
    (student.f(x, w * 3) ** 2).sum().backward()
    got, w.grad = w.grad, None
    ((x @ (w * 3)) ** 2).sum().backward()
    assert torch.allclose(got, w.grad)


def test_detached_results_need_no_gradient(program: Program) -> None:
    """A function that detaches shows as such."""
    student = program("def f(w): return (w * 2).detach()")
    assert not student.f(torch.ones(2, requires_grad=True)).requires_grad


def test_a_second_backward_is_refused_clearly(program: Program) -> None:
    """Differentiating one result twice says what to do instead."""
    student = program("def f(w): return w * w")
    result = student.f(torch.ones(2, requires_grad=True)).sum()
    result.backward(retain_graph=True)
    with pytest.raises(RuntimeError, match="only once"):
        result.backward()


def test_no_grad_of_the_test_holds_over_there(program: Program) -> None:
    """Under torch.no_grad() the function builds no graph."""
    student = program("def f(w): return (w * 2).requires_grad")
    weight = torch.ones(2, requires_grad=True)
    with torch.no_grad():
        assert student.f(weight) is False
    assert student.f(weight) is True


def test_generators_are_pulled_lazily(program: Program) -> None:
    """An endless generator can be used; only what is asked for is made."""
    student = program("def f():\n    n = 0\n    while True:\n        yield n\n        n += 1")
    numbers = iter(student.f())
    assert [next(numbers) for _ in range(50)] == list(range(50))


def test_an_iterable_can_be_iterated_twice(program: Program) -> None:
    """An object with __iter__ gives a new pass each time; a generator gives one."""
    student = program(
        "class Twice:\n"
        "    def __iter__(self):\n"
        "        yield from (1, 2, 3)\n"
        "def f(): return Twice()\n"
    )
    twice = student.f()
    assert list(twice) == [1, 2, 3]
    assert list(twice) == [1, 2, 3]
    student = program("def f(): return (n for n in (1, 2))")
    once = student.f()
    assert list(once) == [1, 2]
    assert list(once) == []


def test_a_reused_buffer_shows(program: Program) -> None:
    """Items that were yielded and overwritten later have changed here too, when they would."""
    student = program(
        "import torch\n"
        "def f():\n"
        "    buffer = torch.zeros(2)\n"
        "    for n in range(4):\n"
        "        buffer += 1\n"
        "        yield buffer\n"
    )
    seen = []
    kept = []
    for item in student.f():
        seen.append(item[0].item())
        kept.append(item)
    assert seen == [1.0, 2.0, 3.0, 4.0]
    assert [item[0].item() for item in kept] == [4.0] * 4


def test_arguments_written_to_by_a_generator_show_at_each_pull(program: Program) -> None:
    """A generator that reorders its argument shows when it does it, not before."""
    student = program("def f(x):\n    for n in range(3):\n        x[n] = -1\n        yield n")
    tensor = torch.zeros(3)
    states = [tensor.tolist() for _ in student.f(tensor)]
    assert states == [[-1, 0, 0], [-1, -1, 0], [-1, -1, -1]]


def test_an_exception_in_a_generator_comes_after_the_items_before_it(program: Program) -> None:
    """What was yielded before the exception is received first."""
    student = program("def f():\n    yield 1\n    yield 2\n    yield 3\n    raise ValueError('x')")
    got = []
    with pytest.raises(StudentRaised, match="ValueError"):
        got.extend(iter(student.f()))
    numbers = iter(student.f())
    assert [next(numbers) for _ in range(3)] == [1, 2, 3]


def test_an_exception_names_the_cell_and_the_line(program: Program) -> None:
    """The traceback leads to the student's own line."""
    student = program("def g(x):\n    return 1 / x\n\ndef f(x):\n    return g(x)\n")
    with pytest.raises(StudentRaised) as caught:
        student.f(0)
    frames = caught.value.frames
    assert caught.value.names[0] == "ZeroDivisionError"
    assert [(frame.cell, frame.line, frame.function) for frame in frames] == [
        (1, 5, "f"),
        (1, 2, "g"),
    ]
    assert frames[-1].source == "    return 1 / x"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("import pytest; pytest.skip('please')", "Skipped"),
        ("raise SystemExit(0)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("import unittest; raise unittest.SkipTest", "SkipTest"),
        ("def r(): r()\n    r()", "RecursionError"),
    ],
)
def test_nothing_that_is_raised_is_special(program: Program, body: str, kind: str) -> None:
    """Skips and exits are the student's exceptions, nothing more."""
    student = program(f"def f():\n    {body}", parameters=0)
    with pytest.raises(StudentRaised) as caught:
        student.f()
    assert kind in caught.value.names
    assert caught.value.outcome is Outcome.RAISED


def test_an_exception_whose_message_can_not_be_made_is_still_one(program: Program) -> None:
    """A hostile __str__ does not get in the way."""
    student = program(
        "class E(Exception):\n    def __str__(self): raise ValueError\ndef f(): raise E()"
    )
    with pytest.raises(StudentRaised, match="E"):
        student.f()


def test_seeding_is_reported_for_every_generator(program: Program) -> None:
    """Seeding a global generator inside the function is seen."""
    for module, call in (
        ("torch", "torch.manual_seed(0); return torch.rand(1)"),
        ("random", "random.seed(3); return random.random()"),
        ("numpy", "numpy.random.seed(3); return float(numpy.random.rand())"),
    ):
        student = program(f"import {module}\ndef f():\n    {call}")
        student.f()
        student.f()
        assert student.effects.seeded == [module]


def test_drawing_random_numbers_is_not_seeding(program: Program) -> None:
    """Using the generators is fine."""
    student = program(
        "import torch, random, numpy\n"
        "def f():\n"
        "    random.shuffle([1, 2, 3]); numpy.random.rand(3)\n"
        "    return torch.rand(1)\n"
    )
    student.f()
    student.f()
    assert student.effects.seeded == []


def test_changed_global_state_is_reported(program: Program) -> None:
    """A changed default dtype or gradient mode is seen."""
    student = program("import torch\ndef f(): torch.set_default_dtype(torch.float64)")
    student.f()
    assert student.effects.global_state == ["default dtype"]
    student = program("import torch\ndef f(): torch.set_grad_enabled(False)")
    student.f()
    assert student.effects.global_state == ["gradient mode (now off)"]


def test_the_gradient_mode_that_the_test_chose_is_no_effect(program: Program) -> None:
    """Calls and pulls under ``no_grad`` are not blamed for it."""
    student = program("import torch\ndef f(): yield from (torch.ones(1), torch.ones(1))")
    with torch.no_grad():
        assert len(list(student.f())) == 2
    assert student.effects.global_state == []


def test_the_same_seed_draws_the_same_numbers(program: Program) -> None:
    """A candidate's generators are set by the test's seed, and by nothing else."""
    source = "import torch, random\ndef f(): return [random.random(), torch.rand(2).tolist()]"
    assert program(source, seed=5).f() == program(source, seed=5).f()
    assert program(source, seed=5).f() != program(source, seed=6).f()


def test_provided_functions_are_set_over_the_students_own(program: Program) -> None:
    """A provided name wins over the submission's; provided functions can be handed over."""
    student = program(
        "def helper(x): return 'mine'\ndef f(g, x): return [helper(x), g(x)]",
        parameters=2,
        provided=["helper"],
        provided_source="def helper(x): return 'given'\ndef double(x): return 2 * x",
    )
    assert student.f(student.provided.double, 4) == ["given", 8]
    assert student.provided.double(5) == 10


def test_a_function_of_the_tests_is_refused(program: Program) -> None:
    """A callback into the examiner would give silently wrong gradients, so it says so."""
    student = program("def f(g): return g(1)")
    with pytest.raises(TypeError, match="provided"):
        student.f(lambda x: x)


def test_keywords_are_refused(program: Program) -> None:
    """Students name their parameters as they like, so tests may not name them."""
    student = program("def f(x): return x")
    with pytest.raises(TypeError, match="by position"):
        student.f(x=1)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("import os; os._exit(0)", Outcome.CRASHED),
        ("import ctypes; ctypes.string_at(0)", Outcome.CRASHED),
        ("import os; os.abort()", Outcome.CRASHED),
        ("while True: pass", Outcome.TIMED_OUT),
        ("import time; time.sleep(60)", Outcome.TIMED_OUT),
        ("while True: print('x' * 1000)", Outcome.OUTPUT_LIMIT),
        ("import os; os.close(3)", Outcome.CRASHED),
        ("import os; os.write(3, b'nonsense' * 100)", Outcome.CRASHED),
    ],
)
def test_what_a_program_does_to_its_process_is_its_outcome(
    program: Program, body: str, outcome: Outcome
) -> None:
    """Crashes, loops and floods are told apart, and cost the candidate alone."""
    student = program(f"def f():\n    {body}", parameters=0)
    with pytest.raises(CandidateFault) as caught:
        student.f()
    assert caught.value.outcome is outcome


def test_too_much_memory_is_an_outcome(program: Program) -> None:
    """An allocation beyond the limit is out of memory, not a crash."""
    for body in ("bytearray(8 << 30)", "__import__('torch').ones(3 << 30)"):
        student = program(f"def f():\n    return len({body})")
        with pytest.raises(StudentRaised) as caught:
            student.f()
        assert caught.value.outcome is Outcome.OUT_OF_MEMORY


def test_the_optimisers_of_torch_work(program: Program) -> None:
    """What torch.optim loads late, from files and by writing some, is there before."""
    student = program(
        "import torch\n"
        "def f(p):\n"
        "    p.grad = torch.ones(2)\n"
        "    torch.optim.SGD([p], lr=0.5).step()\n"
    )
    weight = torch.zeros(2, requires_grad=True)
    student.f(weight)
    assert weight.tolist() == [-0.5, -0.5]


def test_a_constant_of_the_test_is_never_handed_over(program: Program) -> None:
    """What later students are measured by can't be changed by this one: it is refused."""
    table = [torch.ones(2), [1, 2]]
    student = program("def f(x): return x")
    student._constants = {id(found): found for found in constants_in(table)}
    for value in (table, table[0], table[0][:1], (0, table[1]), {"a": table[0]}):
        with pytest.raises(TypeError, match="hand over a copy"):
            student.f(value)
    assert student.f(table[0].clone()).tolist() == [1.0, 1.0]


def test_provided_functions_change_nothing_here(program: Program) -> None:
    """Whatever the student's process says that a provided function did to its arguments."""
    provided = "def steer(batches): batches.clear()"
    student = program("def f(x): return x", provided_source=provided)
    batches = [[1], [2]]
    student.provided.steer(batches)
    assert batches == [[1], [2]]


def test_eof_is_an_exception_like_any_other(program: Program) -> None:
    """input() raises EOFError here; that is the student's, not the end of the wire."""
    with pytest.raises(StudentRaised) as caught:
        program("def f(): return input('?')", parameters=0).f()
    assert caught.value.names[0] == "EOFError"


def test_gradients_are_no_views(program: Program) -> None:
    """``p.grad.detach_()``, as PyTorch's own optimisers had it, works."""
    p = torch.ones(3, requires_grad=True)
    p.grad = torch.ones(3)
    program("def f(p):\n    p.grad.detach_()\n    p.grad.zero_()").f(p)
    assert p.grad.tolist() == [0.0, 0.0, 0.0]


def test_numbered_items_can_be_iterated(program: Program) -> None:
    """As ``for`` takes it: a class with nothing but ``__getitem__``."""
    source = """
    class Batches:
        def __getitem__(self, i):
            if i == 3:
                raise IndexError
            return i
    def f(): return Batches()
    """
    assert list(program(textwrap.dedent(source), parameters=0).f()) == [0, 1, 2]


def test_loaders_with_workers_load_here(program: Program) -> None:
    """``num_workers`` is taken as 0: no process can be started, and no right solution fails."""
    source = """
    import torch
    from torch.utils.data import DataLoader, TensorDataset
    def f(x):
        data = TensorDataset(x)
        return [b for b, in DataLoader(data, 2, num_workers=2, prefetch_factor=4)]
    """
    assert [b.tolist() for b in program(textwrap.dedent(source)).f(torch.arange(3.0))] == [
        [0.0, 1.0],
        [2.0],
    ]


def test_a_tensor_handed_over_twice_is_one_object_there(program: Program) -> None:
    """What a function remembers by object is found again, with the tensor's numbers of today."""
    student = program(
        "seen = {}\ndef f(x):\n    seen[x] = seen.get(x, 0) + 1\n    return [seen[x], x.tolist()]\n"
    )
    tensor, other = torch.zeros(2), torch.zeros(2)
    assert student.f(tensor) == [1, [0.0, 0.0]]
    tensor += 1
    assert student.f(tensor) == [2, [1.0, 1.0]]
    assert student.f(other) == [1, [0.0, 0.0]]


def test_state_kept_by_parameter_shows(program: Program) -> None:
    """Momentum that is kept for each parameter moves it in a step without a gradient too."""
    student = program(
        "import torch\n"
        "speed = {}\n"
        "def f(ps):\n"
        "    with torch.no_grad():\n"
        "        for p in ps:\n"
        "            speed[p] = speed.get(p, 0) * 0.5 + p.grad\n"
        "            p -= speed[p]\n"
        "            p.grad.zero_()\n"
    )
    weight = torch.tensor([4.0], requires_grad=True)
    weight.grad = torch.tensor([2.0])
    student.f([weight])
    student.f([weight])
    assert weight.tolist() == [1.0]


def test_what_is_left_behind_on_an_argument_is_reported(program: Program) -> None:
    """A hook, which would run in the caller's program later, shows."""
    student = program("def f(w): w.register_hook(print)")
    student.f(torch.ones(2, requires_grad=True))
    assert student.effects.global_state == ["a hook on an argument"]


def test_settings_of_pytorch_are_global_state(program: Program) -> None:
    """Print options, anomaly detection and the precision of matrix products are settings too."""
    for statement, name in (
        ("set_printoptions(precision=2)", "print options"),
        ("autograd.set_detect_anomaly(True)", "anomaly detection"),
        ("set_float32_matmul_precision('medium')", "precision of matrix products"),
    ):
        student = program(f"import torch\ndef f(): torch.{statement}")
        student.f()
        assert student.effects.global_state == [name]


def test_a_default_device_of_the_students_changes_no_argument(program: Program) -> None:
    """Later arguments still arrive whole; the change itself is reported."""
    student = program(
        "import torch\ndef f(x):\n    torch.set_default_device('meta')\n    return x + 1"
    )
    student.f(torch.ones(2))
    assert torch.equal(student.f(torch.ones(3)), torch.full((3,), 2.0))
    assert "default device" in student.effects.global_state


def test_a_pause_of_the_whole_run_is_nobodys_time(program: Program) -> None:
    """Ctrl-Z and fg, or a machine that sleeps: the clock goes on, and nobody could work."""
    student = program("import time\ndef f(x):\n    time.sleep(1)\n    return x\n")
    pause = "sleep 0.3; kill -STOP $0; sleep 7; kill -CONT $0"
    with subprocess.Popen(["sh", "-c", pause, str(os.getpid())], start_new_session=True):
        assert student.f(3) == 3
        assert student.f(4) == 4


def test_large_items_of_a_whole_pass_come_in_parts(program: Program) -> None:
    """More than fits into one message: a pass may be as long as it likes."""
    student = program(
        "import torch\ndef f(n):\n    for k in range(n):\n"
        "        yield torch.full((3_000_000,), float(k))\n"
    )
    found = [float(item[-1]) for item in whole_pass(student.f(12))]
    assert found == [float(k) for k in range(12)]


def test_a_yielded_tensor_that_is_turned_in_place(program: Program) -> None:
    """The same memory, read in another order: the test sees it as it is now."""
    student = program(
        "import torch\ndef f():\n    t = torch.tensor([[1., 2.], [3., 4.]])\n    yield t\n"
        "    t.t_()\n    yield torch.zeros(1)\n"
    )
    first, _ = iter(student.f())
    assert torch.equal(first, torch.tensor([[1.0, 3.0], [2.0, 4.0]]))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("guards.append(torch.inference_mode()); guards[-1].__enter__()", "inference mode"),
        ("torch.set_default_device('cuda:7')", "default device"),
    ],
)
def test_what_is_left_on_lasts(program: Program, line: str, name: str) -> None:
    """It would fail whoever comes next in that process: it is reported, and the process goes."""
    student = program(f"import torch\nguards = []\ndef f(x):\n    {line}\n    return 1\n")
    student.f(1)
    assert name in student.effects.global_state
    assert student.effects.lasts


def test_a_request_that_can_not_be_sent_begins_no_test(program):
    """The call after it brings the seed along, and nothing of an earlier test is left."""
    source = """
import torch
seen = []
def f(x):
    seen.append(x)
    return torch.rand(1), len({id(one) for one in seen})
"""
    student = program(source, seed=1)
    x = torch.ones(2)
    first, _ = student.f(x)

    student._conversation.begin("f", 1)
    again = Student(student._conversation, "f")
    with pytest.raises(TypeError, match="can't be handed"):
        again.f(object())
    second, objects = again.f(torch.ones(2))

    assert torch.equal(first, second)
    assert objects == 2


@pytest.mark.parametrize(
    ("before", "change"),
    [
        (torch.tensor([1 + 1j]), "x.data = x.data.conj()"),
        (torch.zeros(2), "x.data = x.data.int()"),
        (torch.zeros(2), "x.data = torch.zeros(2, 1)"),
    ],
)
def test_elements_that_only_look_the_same_have_changed(program, before, change):
    """Other numbers from the same bytes; another dtype, which is impossible, or another shape."""
    student = program(f"import torch\ndef f(x):\n    {change}")
    given = before.clone()
    try:
        student.f(given)
    except CandidateFault:
        assert "int" in change
    else:
        assert given.shape != before.shape or not torch.equal(given, before)
