"""Plain values and tensors survive the wire; everything else is refused or stands as opaque."""

from __future__ import annotations

import math
import random
from typing import Any

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import WireError
from grader.wire.values import Decoder, Encoder, Opaque


def through(value: Any) -> Any:
    encoder = Encoder()
    header = encoder.header(value)
    return Decoder(header, bytearray(b"".join(map(bytes, encoder.buffers)))).tree


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(1 << 200), max_value=1 << 200)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.binary(max_size=50)
    | st.complex_numbers(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(plain)
def test_plain_values_come_back_equal(value: Any) -> None:
    """Numbers, texts and containers arrive as what they were."""
    assert through(value) == value


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.int64, torch.bool])
def test_tensors_keep_shape_dtype_and_elements(shape: tuple[int, ...], dtype: torch.dtype) -> None:
    """A tensor arrives with its shape, dtype and elements."""
    tensor = torch.arange(math.prod(shape)).reshape(shape).to(dtype)
    back = through(tensor)
    assert back.dtype == dtype
    assert torch.equal(back, tensor)


def test_a_transposed_tensor_keeps_its_order() -> None:
    """Elements cross in row-major order, whatever the strides were."""
    tensor = torch.arange(6.0).reshape(2, 3).T
    assert torch.equal(through(tensor), tensor)


@pytest.mark.parametrize(
    "tensor",
    [
        torch.ones(3, 1).expand(3, 4),
        torch.arange(12.0).reshape(3, 4)[::2, 1:],
        torch.tensor([1 + 2j, 3j]).conj(),
        torch.tensor([1 + 2j, 3j]).conj().imag,  # lazily negated
        torch.randn(200, 100).T,  # more than is copied at once
        torch.nn.Parameter(torch.ones(2)),
        torch.ones(2, requires_grad=True) * 3,
        torch.tensor(2.5).half(),
    ],
)
def test_tensors_that_lie_oddly_arrive_whole(tensor: torch.Tensor) -> None:
    """Views, repeated and lazily changed elements: what arrives are the elements."""
    back = through(tensor)
    assert type(back) is torch.Tensor
    assert back.dtype == tensor.dtype
    assert torch.equal(back.detach(), tensor.detach())


def test_tensors_of_no_grad_and_inference_mode_arrive() -> None:
    """Also those that PyTorch keeps no versions of."""
    with torch.inference_mode():
        tensor = torch.arange(4.0)
    assert torch.equal(through(tensor), tensor)


def test_the_same_tensor_twice_is_one_tensor_there() -> None:
    """Identity holds within a message."""
    tensor = torch.ones(2)
    first, (second, other) = through([tensor, (tensor, torch.ones(2))])
    assert first is second
    assert first is not other


def test_gradients_cross_with_their_tensor() -> None:
    """requires_grad and .grad arrive."""
    weight = torch.ones(2, requires_grad=True)
    weight.grad = torch.tensor([3.0, 4.0])
    back = through(weight)
    assert back.requires_grad
    assert torch.equal(back.grad, weight.grad)


def test_numpy_arrays_stay_arrays() -> None:
    """An array arrives as an array."""
    back = through(np.arange(3))
    assert isinstance(back, np.ndarray)
    assert back.tolist() == [0, 1, 2]


def test_other_objects_become_opaque() -> None:
    """What may not cross arrives as its type's name, without any behaviour."""
    back = through([object(), random.Random])
    assert all(type(item) is Opaque for item in back)
    assert back[0].type_name == "object"


def test_lone_surrogates_do_not_break_the_wire() -> None:
    """Text that is no valid Unicode arrives as text that is."""
    assert through("a\ud800b") == "a?b"


@pytest.mark.parametrize("depth", [60, 5000])
def test_deep_nesting_is_refused(depth: int) -> None:
    """A list nested too deeply is refused, not followed into a stack overflow."""
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    with pytest.raises(WireError):
        through(value)


def test_a_list_that_contains_itself_is_refused() -> None:
    """A cycle is refused."""
    value: list[Any] = []
    value.append(value)
    with pytest.raises(WireError):
        through(value)


def test_a_huge_integer_is_refused() -> None:
    """An integer of a million bits does not cross."""
    with pytest.raises(WireError):
        through(1 << 1_000_000)


ENTRIES = {
    "dtype out of range": [99, [2], 0, 0, 0, -1],
    "negative size": [0, [-2], 0, 0, 0, -1],
    "outside of the body": [0, [100], 0, 0, 0, -1],
    "unaligned": [0, [1], 3, 0, 0, -1],
    "size no number": [0, ["2"], 0, 0, 0, -1],
    "zero times huge": [0, [0, 1 << 50], 0, 0, 0, -1],
    "gradient of itself out of range": [0, [2], 0, 1, 0, 7],
    "integer that requires a gradient": [2, [1], 0, 1, 0, -1],
    "unknown device": [0, [2], 0, 0, 9, -1],
    "too many dimensions": [0, [1] * 40, 0, 0, 0, -1],
    "too short": [0, [2]],
    "true for a number": [True, [2], 0, 0, 0, -1],
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES.keys())
def test_malformed_tensor_entries_are_refused(entry: list[Any]) -> None:
    """A table that lies about a tensor is a wire error and nothing else."""
    encoder = Encoder()
    encoder.header(torch.ones(2))
    encoder.table[0][:] = entry
    tree = msgpack.packb(msgpack.ExtType(1, b"\0\0\0\0"))
    header = msgpack.packb([encoder.table, tree])
    with pytest.raises(WireError):
        Decoder(header, bytearray(16))


def test_mutated_frames_are_refused_or_decoded() -> None:
    """Ten thousand mutated messages: each is a value or a WireError, never anything else."""
    chance = random.Random(7)
    encoder = Encoder()
    weight = torch.ones(3, 2, requires_grad=True)
    weight.grad = torch.zeros(3, 2)
    header = encoder.header([weight, (1, {"a": [1.5, "x", {2}]}), np.arange(4), 1 << 90])
    body = b"".join(map(bytes, encoder.buffers))
    decoded = refused = 0
    for _ in range(10_000):
        mutated = bytearray(header)
        for _ in range(chance.randint(1, 4)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        try:
            Decoder(bytes(mutated), bytearray(body))
            decoded += 1
        except WireError:
            refused += 1
    assert decoded
    assert refused


@pytest.mark.parametrize(
    "tree",
    [
        {1 << 70: 1},
        {(1, 2): 1},
        {1 << 61},
        torch.zeros((1,) * 9),
        torch.empty(1 << 17, 0),
    ],
    ids=["large key", "tuple as key", "large element", "nine dimensions", "rows of nothing"],
)
def test_what_costs_the_receiver_too_much_is_refused(tree: Any) -> None:
    """Keys that could all have one hash, and shapes that cost no bytes but time and memory."""
    encoder = Encoder()
    header = encoder.header(tree)
    body = bytearray(b"".join(bytes(buffer) for buffer in encoder.buffers))
    if isinstance(tree, torch.Tensor) and tree.dim() > 8:
        assert isinstance(Decoder(header, body).tree, Opaque)  # it does not leave as a tensor
        return
    with pytest.raises(WireError):
        Decoder(header, body)
