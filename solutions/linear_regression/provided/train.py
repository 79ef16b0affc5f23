"""Public code for exercise train: set into the student's program, steered by plain data.

``data_iter`` and ``sgd`` stand over the student's own. A hidden test calls ``begin`` first, which can
fix the order of batches, and reads with ``path`` and ``counts`` what was done.
"""

import torch

_script = []
_path = []
_passes = []


def begin(batches=()):
    """Forget what earlier tests have recorded. With ``batches``, lists of example numbers, every
    later pass yields these, in this order."""
    _script[:] = batches
    _path.clear()
    _passes.clear()


def path():
    """The first number of each parameter after each step, and copies of the parameters after the
    last one (none where no step was taken)."""
    firsts = [[float(param.flatten()[0]) for param in step] for step in _path]
    return firsts, list(_path[-1]) if _path else []


def counts():
    """How many steps were taken, and how many passes over the data were begun."""
    return len(_path), len(_passes)


class _Minibatches:
    """Pairs of features and labels; each pass over them is a new one. The order is random or, for
    that batch size, scripted."""

    def __init__(self, batch_size, features, labels):
        self.batch_size = batch_size
        self.features, self.labels = features, labels

    def __len__(self):
        return -(-len(self.features) // self.batch_size)

    def __iter__(self):
        _passes.append(self.batch_size)
        scripted = _script and len(_script[0]) == self.batch_size
        shuffled = torch.randperm(len(self.features)).split(self.batch_size)
        for batch in list(_script) if scripted else shuffled:
            yield self.features[batch], self.labels[batch]


def data_iter(batch_size, features, labels):
    """The data in minibatches; iterated again, it is a new pass."""
    return _Minibatches(batch_size, features, labels)


def sgd(params, lr, batch_size):
    """One step against the gradient of the summed loss; sets the gradients to zero."""
    params = list(params)
    with torch.no_grad():  # what torch.optim.SGD comes to, in a tenth of its time
        for param in params:
            if param.grad is not None:
                param.add_(param.grad, alpha=-lr / batch_size)
                param.grad.zero_()
    _path.append([param.detach().clone() for param in params])


def linear(X, w, b):
    """A linear model."""
    return torch.nn.functional.linear(X, w.T, b)


def scaled(X, w, b):
    """Another model: twice the weights, minus the bias."""
    return X @ (2 * w) - b


def half_squares(y_hat, y):
    """Half the squared difference of each element."""
    return (y_hat - y).square() / 2


def lopsided(y_hat, y):
    """A loss that punishes too large predictions far more than too small ones."""
    difference = y_hat - y
    return torch.where(difference > 0, 3 * difference, -0.7 * difference) * difference.abs() / 2
