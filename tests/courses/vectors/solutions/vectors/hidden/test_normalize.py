import pytest
import torch

from grader.exam import assert_close, assert_shape, assert_unchanged, check, parameter


@pytest.mark.weight(2)
@pytest.mark.hints(
    "How long is the vector (3, 4), and how long should the result be?",
    "Divide both numbers of (3, 4) by 2, then by 4. What becomes of the length, and what of the "
    "direction?",
    "Read the page of `torch.linalg.vector_norm`.",
)
def test_direction_and_length(student, device, rng):
    """The result points the way of the vector and has length 1."""
    for size in (1, 2, 7):
        v = torch.randn(size, generator=rng).to(device)
        u = student.normalize(v.clone())
        assert_shape(u, (size,), device=device)
        length = float(u.detach().norm())
        check(abs(length - 1) < 1e-4, "The result has length {length}.", length=round(length, 4))
        assert_close(u, v / v.norm())


@pytest.mark.needs("test_direction_and_length")
@pytest.mark.hints("Which of your steps leave only a bare number behind?")
def test_gradient(student, device):
    """Gradients flow through the function."""
    v = parameter([3.0, 4.0], device=device)
    student.normalize(v).sum().backward()
    assert_close(v.grad, [0.032, -0.024], name="v.grad")


def test_zero_vector(student, device):
    """The zero vector stays as it is."""
    zero = torch.zeros(3, device=device)
    assert_close(student.normalize(zero.clone()), zero)


@pytest.mark.kept("says in words what test_gradient shows as an error of PyTorch's")
def test_argument_is_kept(student):
    """The vector that is handed over is not changed."""
    v = torch.tensor([6.0, 8.0])
    student.normalize(v)
    assert_unchanged(v, torch.tensor([6.0, 8.0]), name="v")
