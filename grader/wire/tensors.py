"""Tensors' elements and where they lie, with nothing but PyTorch and NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch


def tensor_bytes(tensor: torch.Tensor) -> bytes:
    """A copy of the elements' bytes in row-major order."""
    return elements(tensor).tobytes()


def elements(tensor: torch.Tensor) -> np.ndarray[Any, Any]:
    """The elements as an array in row-major order, of 16-bit integers where they are bfloat16;
    shares memory where the tensor lies in the CPU's, contiguous and as it is."""
    array = elements_themselves(tensor)
    if array is not None:
        return array
    if tensor.device.type != "cpu":
        tensor = tensor.detach().cpu()
    if tensor.dtype is torch.bfloat16:
        tensor = tensor.detach().contiguous().view(torch.int16)
    # A student's subclass may have a ``numpy`` of its own.
    with torch._C.DisableTorchFunctionSubclass():
        array = torch.Tensor.numpy(tensor, force=True)
    return array if array.flags.c_contiguous else array.copy()


def elements_themselves(tensor: torch.Tensor) -> np.ndarray[Any, Any] | None:
    """The elements where they lie; None for those that NumPy can't look at there, in row-major
    order."""
    if type(tensor) is not torch.Tensor:
        return None
    try:
        array: np.ndarray[Any, Any]
        array = (tensor.detach() if tensor.requires_grad else tensor).numpy()
    except (RuntimeError, TypeError):  # of another device, of another dtype, lazily conjugated
        return None
    return array if array.flags.c_contiguous else None


def storage_of(tensor: torch.Tensor) -> int:
    """Where a tensor's storage lies, whichever view of it this is."""
    held: torch.Tensor = getattr(tensor, "held", tensor)  # a tensor of the pretended device
    return held.untyped_storage().data_ptr()
