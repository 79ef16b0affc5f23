"""What a page tells an instructor to paste makes the same happen as the failed test saw."""

from __future__ import annotations

import base64
import contextlib
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from grader.exam.candidate import Conversation, StudentRaised
from grader.exam.papers import ExerciseSpec
from grader.exam.proxy import Student
from grader.exam.python_code import tensor_code, value_code
from grader.exam.replay import Scene, replay
from grader.exam.tape import MAX_BYTES, MAX_CALLS, Tape
from grader.outcome import Replay
from grader.wire.tensors import tensor_bytes

ROOT = Path(__file__).parent.parent.parent
PROVIDED = ROOT / "solutions" / "linear_regression" / "provided" / "train.py"
SEED = 4611686018427387905


class Taped:
    """A student's program behind the border, and the tape of the test that calls it."""

    def __init__(self, conversation: Conversation, exercise: str, source: str) -> None:
        self._conversation = conversation
        self._source = source
        self.student = Student(conversation, exercise)

    @property
    def tape(self) -> Tape:
        return self._conversation.tape

    def replay(self, **scene: Any) -> Replay:
        name = self.student._exercise
        found = replay(self.tape, Scene(**{"function": name, "name": name, **scene}))
        assert found is not None
        return found

    def run(self, **scene: Any) -> dict[str, Any]:
        """Paste the code below the student's and run both: the variables that are there then."""
        variables: dict[str, Any] = {}
        exec(self._source, variables)
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(self.replay(**scene).code, variables)
        return {**variables, "printed": printed.getvalue()}


Taping = Callable[..., Taped]


@pytest.fixture
def taped(converse: Callable[..., Conversation], make_spec: Callable[..., ExerciseSpec]) -> Taping:
    def make(source: str, exercise: str = "f", parameters: int = 1, **more: Any) -> Taped:
        spec = make_spec(exercise, parameters, **more)
        conversation = converse({"work.py": source.encode()}, [spec])
        conversation.begin(exercise, SEED)
        return Taped(conversation, exercise, source)

    return make


def test_a_step_in_place_with_gradients(taped: Taping) -> None:
    """sgd: the parameters and their gradients are what they were before the step."""
    source = (
        "def sgd(params, lr, batch_size):\n"
        "    for p in params:\n"
        "        p.data -= lr * p.grad\n"
        "        p.grad.zero_()\n"
    )
    work = taped(source, "sgd", 3)
    w = torch.tensor([1.1, -2.0], requires_grad=True)
    w.grad = torch.tensor([0.1, 1 / 3])
    b = torch.tensor([[0.5]], dtype=torch.float64, requires_grad=True)
    b.grad = torch.ones(1, 1, dtype=torch.float64)
    work.student.sgd([w, b, w], 0.1, 5)
    found = work.run()
    assert torch.equal(found["t0"], w)
    assert torch.equal(found["t0"].grad, w.grad)
    assert torch.equal(found["t1"], b)
    assert (found["t1"].dtype, found["t1"].requires_grad) == (torch.float64, True)
    assert "sgd([t0, t1, t0], 0.1, 5)" in work.replay().code
    assert found["printed"].count("tensor") == 4  # what has changed is shown


def test_backward_through_the_model(taped: Taping) -> None:
    """linreg: a backward pass is made again, with the gradient that the test sent back."""
    work = taped("def linreg(X, w, b):\n    return X @ w + 2 * b", "linreg", 3)
    X = torch.randn(7, 2)
    w, b = torch.randn(2, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    result = work.student.linreg(X, w, b)
    (result**2).sum().backward()
    found = work.run()
    assert torch.equal(found["result"], result)
    assert torch.equal(found["t1"].grad, w.grad)
    assert torch.equal(found["t2"].grad, b.grad)


def test_backward_through_one_of_two_results(taped: Taping) -> None:
    """Where a tuple came back, the gradients go to the tensors in it."""
    work = taped("def f(w):\n    return w * 2, w * 3")
    w = torch.ones(2, requires_grad=True)
    work.student.f(w)[1].sum().backward()
    assert work.run()["t0"].grad.tolist() == w.grad.tolist() == [3.0, 3.0]


def test_an_iterator_is_pulled_as_far(taped: Taping) -> None:
    """data_iter: as many items as the test asked for, with the same random order."""
    source = (
        "import torch\n"
        "def data_iter(n, features):\n"
        "    while True:\n"
        "        order = torch.randperm(len(features))\n"
        "        yield features[order[:n]]\n"
    )
    work = taped(source, "data_iter", 2)
    batches = iter(work.student.data_iter(3, torch.arange(100.0)))
    got = [next(batches) for _ in range(6)]
    found = work.run()["items"]
    assert len(found) == 7  # 1, 2 and 4 at a time
    assert all(torch.equal(one, other) for one, other in zip(got, found, strict=False))


def test_two_passes_over_two_results(taped: Taping) -> None:
    """Passes are told apart, and so are results."""
    work = taped("def f(n):\n    return range(n)")
    assert (list(work.student.f(3)), list(work.student.f(2))) == ([0, 1, 2], [0, 1])
    found = work.run()
    assert (found["items1"], found["items2"]) == ([0, 1, 2], [0, 1])


def test_a_loop_with_provided_functions(taped: Taping, monkeypatch: pytest.MonkeyPatch) -> None:
    """train: the provided file is loaded, set over the student's names, and steered as before."""
    source = (
        "def sgd(params, lr, batch_size):\n    raise NotImplementedError\n"
        "def train(net, loss, w, b, X, y, lr, n, epochs):\n"
        "    for _ in range(epochs):\n"
        "        for bx, by in data_iter(n, X, y):\n"
        "            loss(net(bx, w, b), by).sum().backward()\n"
        "            sgd([w, b], lr, n)\n"
        "    return float(loss(net(X, w, b), y).mean())\n"
    )
    given = {"provided": ["data_iter", "sgd"], "provided_source": PROVIDED.read_text("utf-8")}
    work = taped(source, "train", 9, **given)
    student = work.student
    w, b = torch.zeros(2, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    student.provided.begin([[0, 1], [2, 3]])
    X, y = torch.randn(4, 2), torch.randn(4, 1)
    provided = student.provided
    last = student.train(provided.linear, provided.half_squares, w, b, X, y, 0.1, 2, 3)
    monkeypatch.chdir(ROOT)
    path = str(PROVIDED.relative_to(ROOT))
    found = work.run(provided=path, set_over=("data_iter", "sgd"))
    assert found["result"] == last
    assert torch.equal(found["t0"], w)
    assert "provided.begin([[0, 1], [2, 3]])" in work.replay(provided=path).code


def test_an_argument_that_is_overwritten(taped: Taping) -> None:
    """squared_loss: arguments are as before the call, whatever it did to them."""
    source = (
        "def squared_loss(y_hat, y):\n"
        "    y_hat -= y.reshape(y_hat.shape)\n"
        "    y_hat **= 2\n"
        "    return y_hat / 2\n"
    )
    work = taped(source, "squared_loss", 2)
    y_hat = torch.tensor([[1.0], [2.0], [4.0]])
    result = work.student.squared_loss(y_hat, torch.tensor([0.0, 0.5, 1.0]))
    found = work.run()
    assert "t0 = torch.tensor([[1.0], [2.0], [4.0]])" in work.replay().code
    assert torch.equal(found["result"], result)
    assert torch.equal(found["t0"], y_hat)


def test_the_exception_is_the_same(taped: Taping) -> None:
    """A call that raises raises again, with the same message."""
    work = taped("def f(a, b):\n    return a @ b", parameters=2)
    with pytest.raises(StudentRaised) as raised:
        work.student.f(torch.ones(2, 3), torch.ones(2, 3))
    with pytest.raises(RuntimeError) as again:
        work.run()
    assert str(again.value) == raised.value.message


def test_what_the_test_changes_between_calls_is_changed(taped: Taping) -> None:
    """A function that remembers its tensors meets the same ones, as they were then."""
    source = (
        "seen = {}\n"
        "def f(w):\n"
        "    seen[w] = seen.get(w, 0) + 1\n"
        "    w.data += 1\n"
        "    return seen[w], float(w.sum())\n"
    )
    work = taped(source)
    w = torch.zeros(2)
    first = work.student.f(w)
    w[0] = 0  # what the function wrote is undone in part
    second = work.student.f(w)
    found = work.run()
    assert (found["result1"], found["result2"]) == (first, second)


def test_randomness_is_the_same(taped: Taping) -> None:
    """Draws of PyTorch, NumPy and Python come out the same, also in a later call."""
    source = (
        "import random, torch\nimport numpy as np\n"
        "def f(n):\n"
        "    return [*torch.randn(n).tolist(), random.random(), float(np.random.normal())]\n"
    )
    work = taped(source)
    work.student.f(2)
    second = work.student.f(3)
    assert work.run(draws_elsewhere=True)["result2"] == second
    random.seed()
    np.random.seed()


def test_gradient_mode_is_the_same(taped: Taping) -> None:
    """A call that the test makes under no_grad is replayed so."""
    work = taped("def f(w):\n    return (w * 2).requires_grad")
    with torch.no_grad():
        work.student.f(torch.ones(1, requires_grad=True))
    assert work.run()["result"] is False


def test_lists_that_are_changed_are_shown(taped: Taping) -> None:
    """What was appended to a list of arguments can be seen."""
    work = taped("def f(xs):\n    xs.append(4)")
    work.student.f([1, 2])
    assert "[1, 2, 4]" in work.run()["printed"]


def test_arrays_cross_too(taped: Taping) -> None:
    """A NumPy array is one again."""
    work = taped("def f(a):\n    return type(a).__name__, float(a.sum())")
    assert work.student.f(np.array([1.0, 2.5])) == work.run()["result"]


def test_large_arguments_are_left_out_and_counted(taped: Taping) -> None:
    """Too large a tensor is zeros of the same form, and the record says so."""
    work = taped("def f(x):\n    return tuple(x.shape)")
    work.student.f(torch.ones(MAX_BYTES // 4 + 1, 1))
    told = work.replay()
    assert told.emptied == 1
    assert len(told.code) < 500
    assert work.run()["result"] == (MAX_BYTES // 4 + 1, 1)


def test_the_last_calls_are_kept(taped: Taping) -> None:
    """Of many calls or much data the last ones are there, and how many are not is told."""
    work = taped("def f(x):\n    return x")
    for number in range(MAX_CALLS + 3):
        work.student.f(number)
    told = work.replay()
    assert (told.calls, told.left_out) == (MAX_CALLS, 3)
    assert work.run()[f"result{MAX_CALLS}"] == MAX_CALLS + 2
    work = taped("def f(x):\n    return float(x[0])")
    for number in range(5):
        work.student.f(torch.full((MAX_BYTES // 8,), float(number)))
    told = work.replay()
    assert (told.calls, told.left_out) == (2, 3)
    assert work.run()["result2"] == 4.0


def test_without_a_call_there_is_nothing_to_replay(taped: Taping) -> None:
    """A test that failed before it called the function has no replay."""
    work = taped("def f(x):\n    return x")
    assert replay(work.tape, Scene("f", "f")) is None


@pytest.mark.parametrize("name", ["class", "f;import os", "f()", "", "a b"])
def test_a_name_that_is_none_gets_nowhere(taped: Taping, name: str) -> None:
    """Nothing but a plain name of the student's stands in code that an instructor runs."""
    work = taped("def f(x):\n    return x")
    work.student.f("\u202e'; import os #\n")
    code = work.replay(name=name).code
    assert "result = f(" in code
    assert code.isascii()
    assert [line for line in code.split("\n") if line.startswith("import os")] == []


def test_the_students_own_name_is_used(taped: Taping) -> None:
    """What was taken for the function under another name is called by that name."""
    work = taped("def f(x):\n    return x")
    work.student.f(1)
    assert "result = my_f(1)" in work.replay(name="my_f").code


@pytest.mark.parametrize(
    "tensor",
    [
        torch.tensor([0.1, 1 / 3, -0.0, 1e-45, float("inf"), float("-inf"), float("nan")]),
        torch.tensor([[1, -(1 << 62)]]),
        torch.tensor([True, False]),
        torch.tensor(2.5),
        torch.tensor([1.1, 3.0], dtype=torch.bfloat16),
        torch.tensor([1.1, 3.0], dtype=torch.float16),
        torch.tensor([1.1, 1 / 3], dtype=torch.float64),
        torch.tensor([1 + 2j, 0.1j]),
        torch.zeros(0, 3),
        torch.tensor([0x7FC12345], dtype=torch.int32).view(torch.float32),
        torch.randn(40, 5),
        torch.randn(6, 4).T,
        torch.randint(0, 9, (100,), dtype=torch.uint8),
        torch.rand(100) > 0.5,
    ],
    ids=lambda tensor: f"{tensor.dtype}-{tuple(tensor.shape)}",
)
def test_tensors_come_back_to_the_bit(tensor: torch.Tensor) -> None:
    """Whatever its numbers, the expression makes the same tensor."""
    made = eval(tensor_code(tensor), {"torch": torch, "base64": base64})
    assert (made.shape, made.dtype) == (tensor.shape, tensor.dtype)
    assert tensor_bytes(made) == tensor_bytes(tensor)


@pytest.mark.parametrize(
    "value",
    [
        [1, -2.5, "ä\n'", b"\x00", None, True, (), (1,), {"k": [1]}, {3, 4}, set(), 1 << 80],
        (torch.float64, torch.device("cpu"), 1e300, float("inf"), 2 + 3j),
    ],
)
def test_values_come_back(value: Any) -> None:
    """Plain values are written as Python reads them."""
    made = eval(value_code(value, lambda _: None), {"torch": torch})
    assert made == value
