"""Set into a student's program: an ``average`` that hidden tests can exchange."""

_KINDS = {
    "mean": lambda values: values.mean(),
    "largest": lambda values: values.max(),
}
_chosen = "mean"


def choose(kind):
    """Which kind of average to take from now on: "mean" or "largest"."""
    global _chosen
    _chosen = kind


def average(values):
    """The chosen average of a tensor of shape (k,), as a tensor of shape ()."""
    return _KINDS[_chosen](values)
