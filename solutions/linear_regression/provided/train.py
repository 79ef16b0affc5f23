"""Public code for exercise train: set into the student's program, steered by plain data.

``data_iter`` and ``sgd`` stand over the student's own. A hidden test can fix the order of batches
with ``script_batches`` and read with ``path`` where w and b have been; ``reset`` comes first.
"""

import torch
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, TensorDataset

_script = []
_path = []
_passes = []


def reset():
    """Forget what earlier tests have set and recorded."""
    _script.clear()
    _path.clear()
    _passes.clear()


def script_batches(batches):
    """Every later pass yields these lists of example numbers, in this order."""
    _script[:] = batches


def path():
    """Copies of the parameters after each step: a list of lists of tensors."""
    return [list(step) for step in _path]


def passes():
    """The batch size of each pass over the data that was begun."""
    return list(_passes)


def data_iter(batch_size, features, labels):
    """One pass over the data in minibatches, in random or, for that batch size, scripted order."""
    _passes.append(batch_size)
    data = TensorDataset(features, labels)
    scripted = _script and len(_script[0]) == batch_size
    batches = list(_script) if scripted else BatchSampler(RandomSampler(data), batch_size, False)
    return DataLoader(data, sampler=batches, batch_size=None)


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
    return torch.nn.functional.mse_loss(y_hat, y.reshape(y_hat.shape), reduction="none") / 2


def lopsided(y_hat, y):
    """A loss that punishes too large predictions three times as much as too small ones."""
    difference = y_hat - y.reshape(y_hat.shape)
    return torch.where(difference > 0, 3 * difference, -difference) * difference.abs() / 2
