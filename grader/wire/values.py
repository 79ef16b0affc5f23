"""Which values may cross, and how: msgpack for the tree, raw bytes beside it for tensors.

A tensor is an entry of a table (dtype, shape, where its bytes are, flags, its gradient's entry);
the same object twice is the same entry, so identity survives within one message. What may not
cross becomes an ``Opaque``: the name of its type and a short text. The receiver rebuilds its own
tensors from bytes and never calls a method of an object that the sender made.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgpack
import numpy as np
import torch

from grader.errors import WireError
from grader.wire.frames import Buffer
from grader.wire.tensors import elements

MAX_TENSORS = 65536
MAX_DIMENSIONS = 8
MAX_DEPTH = 48
MAX_INTEGER_BITS = 8192
_MAX_EMPTY_ROWS = 1 << 16
_ALIGNMENT = 16
# Copying so few bytes is faster than making views of them.
_FEW_BYTES = 1 << 14
_PADDING = [bytes(-count % _ALIGNMENT) for count in range(_ALIGNMENT)]

# Codes of msgpack extension types: ours, then the references that users of this module make.
_TENSOR, _TUPLE, _SET, _INTEGER, _COMPLEX, _DTYPE, _DEVICE, _OPAQUE, _PART = range(1, 10)
ARGUMENT, YIELDED, ITERABLE, PROVIDED = range(32, 36)

_DTYPES = (
    torch.float32,
    torch.float64,
    torch.int64,
    torch.int32,
    torch.bool,
    torch.uint8,
    torch.int8,
    torch.int16,
    torch.float16,
    torch.bfloat16,
    torch.complex64,
    torch.complex128,
)
_DTYPE_NUMBER = {dtype: number for number, dtype in enumerate(_DTYPES)}
_SIZES = tuple(dtype.itemsize for dtype in _DTYPES)
_DIFFERENTIABLE = tuple(dtype.is_floating_point or dtype.is_complex for dtype in _DTYPES)
_NUMPY_NAMES = ("float32", "float64", "int64", "int32", "bool", "uint8", "int8", "int16", "float16")
_NUMPY_DTYPES = {np.dtype(name): getattr(torch, name) for name in _NUMPY_NAMES}
# What NumPy calls them; it has no bfloat16.
_AS_NUMPY = tuple(
    None if dtype is torch.bfloat16 else torch.empty(0, dtype=dtype).numpy().dtype
    for dtype in _DTYPES
)
_DEVICES = ("cpu", "cuda", "pretend")

# Subclasses of these cross as their base class.
_BASES: tuple[Any, ...] = (float, str, list, dict, bytes)

REQUIRES_GRAD, LEAF, NUMPY = 1, 2, 4

Reference: TypeAlias = tuple[int, bytes]
Refer: TypeAlias = Callable[[object], Reference | None]
Resolve: TypeAlias = Callable[[int, bytes], object]
Entry: TypeAlias = list[Any]


@dataclass(frozen=True)
class Opaque:
    """Stands for a value that may not cross: its type's name and a short text, no more."""

    type_name: str
    summary: str

    def __repr__(self) -> str:
        return f"<{self.type_name}: {self.summary}>"


class Encoder:
    """Encodes one message; ``tensors`` afterwards lists what the table's entries stand for.

    Args:
        refer: turns the user's own objects into references (code, data), or gives None.
        copy: take each tensor's bytes now rather than when the message is sent.
    """

    def __init__(self, refer: Refer | None = None, *, copy: bool = False) -> None:
        self.tensors: list[torch.Tensor | np.ndarray[Any, Any]] = []
        self.buffers: list[Buffer] = []
        self.table: list[Entry] = []
        self._numbers: dict[int, int] = {}
        self._refer = refer
        self._copy = copy
        self._offset = 0
        self._depth = 0

    @property
    def size(self) -> int:
        """How many bytes of tensors there are by now."""
        return self._offset

    def header(self, tree: object) -> bytes:
        """Encode ``tree``; send it with ``buffers`` as the frame's body."""
        packed = self._pack(tree)
        header: bytes = msgpack.packb([self.table, packed])
        return header

    def part(self, tree: object) -> msgpack.ExtType:
        """Encode a part of the tree ahead; put what is returned into the tree."""
        return msgpack.ExtType(_PART, self._pack(tree))

    def _pack(self, tree: object) -> bytes:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise WireError("a value is nested too deeply to cross")
        try:
            packed: bytes = msgpack.packb(
                tree, default=self._other, strict_types=True, unicode_errors="replace"
            )
            return packed
        except (ValueError, OverflowError, RecursionError) as error:
            if isinstance(error, WireError):
                raise
            raise WireError(f"a value can't cross: {error}") from error
        finally:
            self._depth -= 1

    def _other(self, value: object) -> object:
        if isinstance(value, torch.Tensor | np.ndarray | np.generic):
            return self._array(value)
        return self._scalar_or_container(value)

    def _array(self, value: Any) -> object:
        number = self._numbers.get(id(value))
        if number is None:
            if self._refer is not None:
                reference = self._refer(value)
                if reference is not None:
                    return msgpack.ExtType(*reference)
            if isinstance(value, torch.Tensor):
                if not _can_cross(value):
                    return _opaque(value)
            elif value.dtype not in _NUMPY_DTYPES:
                return _opaque(value)
            elif isinstance(value, np.generic):
                return value.item()
            number = self._add(value)
        return msgpack.ExtType(_TENSOR, number.to_bytes(4, "little"))

    def _add(self, value: torch.Tensor | np.ndarray[Any, Any]) -> int:
        number = self._numbers[id(value)] = len(self.tensors)
        self.tensors.append(value)
        entry: Entry = []
        self.table.append(entry)
        gradient = -1
        if isinstance(value, np.ndarray):
            flags, tensor = NUMPY | LEAF, torch.from_numpy(np.ascontiguousarray(value))
        else:
            tensor = value
            flags = REQUIRES_GRAD * tensor.requires_grad | LEAF * tensor.is_leaf
        offset = self._put(tensor)
        if flags == REQUIRES_GRAD | LEAF and tensor.grad is not None:
            known = self._numbers.get(id(tensor.grad))
            gradient = self._add(tensor.grad) if known is None else known
        entry += [
            _DTYPE_NUMBER[tensor.dtype],
            list(tensor.shape),
            offset,
            flags,
            _DEVICES.index(tensor.device.type),
            gradient,
        ]
        return number

    def _put(self, tensor: torch.Tensor) -> int:
        """Take the elements' bytes; every tensor begins at a multiple of the alignment."""
        array, offset = elements(tensor), self._offset
        size: int = array.nbytes
        padding = _PADDING[size % _ALIGNMENT]
        if self._copy or size <= _FEW_BYTES:
            self.buffers.append(array.tobytes() + padding)
        else:
            flat = array.reshape(-1).view(np.uint8)
            self.buffers += [flat.data, padding]
        self._offset = offset + size + len(padding)
        return offset

    def _scalar_or_container(self, value: object) -> object:
        if isinstance(value, tuple):
            return msgpack.ExtType(_TUPLE, self._pack(list(value)))
        if isinstance(value, set | frozenset):
            return msgpack.ExtType(_SET, self._pack(list(value)))
        if isinstance(value, int):
            return _integer(value)
        if isinstance(value, complex):
            return msgpack.ExtType(_COMPLEX, struct.pack("<dd", value.real, value.imag))
        if isinstance(value, torch.dtype):
            return msgpack.ExtType(_DTYPE, bytes([_DTYPE_NUMBER[value]]))
        if isinstance(value, torch.device):
            return msgpack.ExtType(_DEVICE, bytes([_DEVICES.index(value.type)]))
        for base in _BASES:
            if isinstance(value, base):
                return base(value)
        if isinstance(value, bytearray | memoryview):
            return bytes(value)
        if self._refer is not None:
            reference = self._refer(value)
            if reference is not None:
                return msgpack.ExtType(*reference)
        return _opaque(value)


def _can_cross(tensor: torch.Tensor) -> bool:
    return (
        tensor.layout is torch.strided
        and tensor.dtype in _DTYPE_NUMBER
        and tensor.device.type in _DEVICES
        and tensor.dim() <= MAX_DIMENSIONS
    )


def _integer(value: int) -> object:
    if -(1 << 63) <= value < 1 << 64:
        return int(value)
    if value.bit_length() > MAX_INTEGER_BITS:
        raise WireError("an integer is too large to cross")
    size = value.bit_length() // 8 + 1
    return msgpack.ExtType(_INTEGER, value.to_bytes(size, "little", signed=True))


def _opaque(value: object) -> msgpack.ExtType:
    try:
        summary = repr(value)[:200]
    except Exception:  # a student's own __repr__ may raise anything
        summary = "?"
    packed = msgpack.packb([type(value).__name__[:100], summary], unicode_errors="replace")
    return msgpack.ExtType(_OPAQUE, packed)


def lists_in(value: object) -> list[list[Any]]:
    """All lists in ``value``, outermost first: both sides number a call's lists in this order."""
    found: list[list[Any]] = [value] if isinstance(value, list) else []
    children: Iterable[object] = ()
    if isinstance(value, list | tuple):
        children = value
    elif isinstance(value, dict):
        children = value.values()
    for child in children:
        found += lists_in(child)
    return found


def tensors_in(value: object) -> Iterator[torch.Tensor]:
    """All tensors in a call's arguments, in the order in which both sides count them."""
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from tensors_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from tensors_in(item)


class Decoder:
    """Rebuilds one message. ``made`` maps table numbers to the tensors that were rebuilt.

    Args:
        header: the frame's header.
        body: the frame's body; CPU tensors share its memory.
        resolve: turns references (code, data) into the user's own objects.
    """

    def __init__(self, header: bytes, body: bytearray, resolve: Resolve | None = None) -> None:
        self.body = body
        self.made: dict[int, Any] = {}
        self._resolve = resolve
        self._depth = 0
        try:
            table, packed = msgpack.unpackb(header)
            self.table = _checked_table(table, len(body))
            if type(packed) is not bytes:
                raise WireError("a message has no tree")
            self.tree: Any = self._unpack(packed)
        except WireError:
            raise
        except _MALFORMED as error:
            raise WireError(f"malformed message: {type(error).__name__}: {error}") from error

    def _unpack(self, packed: bytes) -> Any:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise WireError("a value is nested too deeply")
        tree = msgpack.unpackb(
            packed, ext_hook=self._extension, strict_map_key=False, object_pairs_hook=_dict
        )
        self._depth -= 1
        if self._depth == 0 and len(packed) > MAX_DEPTH:
            _check_depth(tree)  # once for all: a part's parts are parts of the whole
        return tree

    def _extension(self, code: int, data: bytes) -> object:
        if code == _TENSOR:
            if len(data) != 4:
                raise WireError("no number of a tensor")
            return self.tensor(int.from_bytes(data, "little"))
        if code == _PART:
            return self._unpack(data)
        if code in (_TUPLE, _SET):
            items = self._unpack(data)
            if type(items) is not list:
                raise WireError("a tuple or a set is not a sequence")
            return tuple(items) if code == _TUPLE else set(map(_key, items))
        if code == _INTEGER:
            if len(data) > MAX_INTEGER_BITS // 8 + 1:
                raise WireError("an integer is too large")
            number = int.from_bytes(data, "little", signed=True)
            if number.bit_length() > MAX_INTEGER_BITS:
                raise WireError("an integer is too large")
            return number
        if code == _COMPLEX:
            return complex(*struct.unpack("<dd", data))
        if code == _DTYPE:
            return _DTYPES[data[0]]
        if code == _DEVICE:
            return torch.device(_DEVICES[data[0]])
        if code == _OPAQUE:
            name, summary = msgpack.unpackb(data)
            return Opaque(str(name)[:100], str(summary)[:200])
        if self._resolve is not None:
            return self._resolve(code, data)
        raise WireError(f"extension {code} is not allowed here")

    def tensor(self, number: int, *, as_gradient: bool = False) -> Any:
        """The tensor (or array) of a table entry, made once."""
        if number in self.made:
            return self.made[number]
        if not 0 <= number < len(self.table):
            raise WireError("no such tensor in the message")
        dtype_number, shape, offset, flags, device, gradient = self.table[number]
        # Over the body's bytes, but no view of anything: students may call detach_() on it.
        if 0 in shape:
            tensor = torch.empty(shape, dtype=_DTYPES[dtype_number], device="cpu")
        elif _AS_NUMPY[dtype_number] is None:
            tensor = _without_numpy(self.body, _DTYPES[dtype_number], shape, offset)
        else:
            tensor = torch.from_numpy(np.ndarray(shape, _AS_NUMPY[dtype_number], self.body, offset))
        if flags & NUMPY:
            self.made[number] = tensor.numpy()
            return self.made[number]
        if device:
            tensor = _moved(tensor, _DEVICES[device])
        if flags & REQUIRES_GRAD:
            tensor.requires_grad_(True)
            if gradient >= 0 and not as_gradient:
                tensor.grad = self._gradient(gradient, tensor)
        self.made[number] = tensor
        return tensor

    def _gradient(self, number: int, of: torch.Tensor) -> torch.Tensor:
        gradient = self.tensor(number, as_gradient=True)
        if not isinstance(gradient, torch.Tensor):
            raise WireError("a gradient is no tensor")
        if gradient.shape != of.shape or gradient.dtype != of.dtype:
            raise WireError("a gradient does not fit its tensor")
        return gradient


def _without_numpy(
    body: bytearray, dtype: torch.dtype, shape: list[int], offset: int
) -> torch.Tensor:
    """A tensor over the body's bytes, of a dtype that only PyTorch has."""
    flat = torch.frombuffer(body, dtype=dtype, count=math.prod(shape), offset=offset)
    storage, start = flat.untyped_storage(), flat.storage_offset()
    empty: Any = torch.empty(0, dtype=dtype, device="cpu")
    tensor: torch.Tensor = empty.set_(storage, start, shape)
    return tensor


def _moved(tensor: torch.Tensor, device: str) -> torch.Tensor:
    try:
        return tensor.to(device)
    except (AssertionError, RuntimeError, NotImplementedError) as error:
        raise WireError(f"a tensor is for the device {device}, which is not here") from error


_MALFORMED = (
    ValueError,  # msgpack's own errors and UnicodeDecodeError are ValueErrors too
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    RecursionError,
    RuntimeError,
    struct.error,
)


def _checked_table(table: Any, body_length: int) -> list[Entry]:
    if type(table) is not list or len(table) > MAX_TENSORS:
        raise WireError("the table of tensors is missing or too long")
    for entry in table:
        dtype, shape, offset, flags, device, gradient = entry
        integers = type(dtype) is type(offset) is type(flags) is type(device) is type(gradient)
        if not integers or type(dtype) is not int or len(shape) > MAX_DIMENSIONS:
            raise WireError("a tensor's entry is malformed")
        count, largest = 1, 0
        for size in shape:
            if type(size) is not int or size < 0:
                raise WireError("a tensor's shape is malformed")
            count *= size
            largest = max(largest, size)
        if not (
            0 <= dtype < len(_DTYPES)
            and 0 <= flags <= REQUIRES_GRAD | LEAF | NUMPY
            and 0 <= device < len(_DEVICES)
            and -1 <= gradient < len(table)
        ):
            raise WireError("a tensor's entry is malformed")
        if offset < 0 or offset % _ALIGNMENT or offset + count * _SIZES[dtype] > body_length:
            raise WireError("a tensor lies outside of its message")
        # Without elements a tensor costs no bytes, but whoever walks over its rows pays for them.
        if count == 0 and largest > _MAX_EMPTY_ROWS:
            raise WireError("a tensor without elements has too many rows")
        if flags & REQUIRES_GRAD and not _DIFFERENTIABLE[dtype]:
            raise WireError("an integer tensor can't require a gradient")
    return table


def _dict(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
    return {_key(key): value for key, value in pairs}


def _key(value: Any) -> Any:
    """Only what hashes unforeseeably, or has too few values to collide: text and small numbers.

    Thousands of keys with one hash (large integers, tuples of them) would take for ever.
    """
    small = type(value) is int and abs(value) < 1 << 60
    if small or value is None or type(value) in (str, bytes, bool, float):
        return value
    raise WireError("a key of a dict, or an element of a set, is neither text nor a small number")


def _check_depth(tree: object) -> None:
    level: list[object] = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for value in level for child in _children(value)]
        if not level:
            return
    raise WireError("a value is nested too deeply")


def _children(value: object) -> list[object]:
    if type(value) is list or type(value) is tuple:
        return [item for item in value if type(item) in _CONTAINERS]
    if type(value) is dict:
        return [item for item in value.values() if type(item) in _CONTAINERS]
    return []


_CONTAINERS = (list, tuple, dict)
