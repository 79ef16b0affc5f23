"""The hidden tests of linear regression: right programs in many styles pass, wrong ones don't.

One compact program per style and per mistake, all graded in one run. A wrong one names the first
hidden test that it must not pass.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.batch.pool import Pool
from grader.exam.protocol import Setup
from grader.intake.submissions import Submission
from grader.outcome import ExerciseResult, Outcome

ROOT = Path(__file__).parent.parent
HEAD = "import random\nimport numpy as np\nimport torch\nimport torch.nn.functional as F\n"
TRAIN = "def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):\n"

RIGHT = {
    "synthetic_data": {
        "normal": """
def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y.reshape((-1, 1))
""",
        "numpy": """
def synthetic_data(w, b, n):
    X = np.random.normal(size=(n, len(w)))
    y = X @ w.numpy() + b + np.random.normal(scale=0.01, size=n)
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)[:, None]
""",
        "random": """
def synthetic_data(w, b, n):
    rows = [[random.gauss(0, 1) for _ in w] for _ in range(n)]
    X = torch.tensor(rows)
    y = [sum(x * float(v) for x, v in zip(r, w)) + b + random.gauss(0, 0.01) for r in rows]
    return [X, torch.tensor(y).view(n, 1)]
""",
        "distributions": """
def synthetic_data(w, b, n):
    X = torch.distributions.Normal(0.0, 1.0).sample((n, w.shape[0]))
    noise = torch.distributions.Normal(0.0, 0.01).sample((n, 1))
    return X, torch.einsum("ij,j->i", X, w).unsqueeze(1) + b + noise
""",
        "mv": """
def synthetic_data(w, b, n, noise=0.01):
    X = torch.empty(n, w.numel()).normal_()
    return X, (X.mv(w) + b + torch.randn(n) * noise).unsqueeze(-1)
""",
    },
    "data_iter": {
        "shuffle": """
def data_iter(batch_size, features, labels):
    n = len(features)
    indices = list(range(n))
    random.shuffle(indices)
    for i in range(0, n, batch_size):
        j = torch.tensor(indices[i:min(i + batch_size, n)])
        yield features[j], labels[j]
""",
        "list": """
def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    return [(features[i], labels[i]) for i in order.split(batch_size)]
""",
        "loader": """
from torch.utils.data import DataLoader, TensorDataset
def data_iter(batch_size, features, labels):
    return DataLoader(TensorDataset(features, labels), batch_size, shuffle=True)
""",
        "class": """
class Batches:
    def __init__(self, batch_size, features, labels):
        self.size, self.X, self.y = batch_size, features, labels
    def __iter__(self):
        order = np.random.permutation(len(self.X))
        for i in range(0, len(order), self.size):
            j = order[i:i + self.size]
            yield [self.X[j], self.y[j]]
def data_iter(batch_size, features, labels):
    return Batches(batch_size, features, labels)
""",
        "index_select": """
def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features), device=features.device)
    X, y = features.index_select(0, order), labels.index_select(0, order)
    return zip(X.split(batch_size), y.split(batch_size))
""",
        "sampler": """
from torch.utils.data import BatchSampler, RandomSampler
def data_iter(batch_size, features, labels):
    for j in BatchSampler(RandomSampler(range(len(features))), batch_size, drop_last=False):
        yield features[j], labels[j]
""",
    },
    "linreg": {
        "operator": "def linreg(X, w, b):\n    return X @ w + b\n",
        "mm": "def linreg(X, w, b):\n    return torch.mm(X, w).add(b)\n",
        "linear": "def linreg(X, w, b):\n    return F.linear(X, w.T, b)\n",
        "addmm": "def linreg(X, w, b):\n    return torch.addmm(b, X, w)\n",
        "einsum": "def linreg(X, w, b):\n    return torch.einsum('nd,do->no', X, w) + b\n",
        "sums": "def linreg(X, w, b):\n    return (X * w.T).sum(1, keepdim=True) + b\n",
        "mv": "def linreg(X, w, b):\n    return (X.mv(w[:, 0]) + b).unsqueeze(1)\n",
        "rows": "def linreg(X, w, b):\n"
        "    return torch.stack([(x * w[:, 0]).sum() + b[0] for x in X]).reshape(-1, 1)\n",
        "lambda": "linreg = lambda X, w, b: torch.matmul(X, w) + b\n",
    },
    "squared_loss": {
        "lesson": "def squared_loss(y_hat, y):\n"
        "    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2\n",
        "view": "def squared_loss(y_hat, y):\n    return 0.5 * (y_hat - y.view_as(y_hat)).pow(2)\n",
        "mse": "def squared_loss(y_hat, y):\n"
        "    return F.mse_loss(y_hat, y.reshape_as(y_hat), reduction='none') / 2\n",
        "square": "def squared_loss(y_hat, y):\n"
        "    d = y_hat.reshape(-1) - y.reshape(-1)\n    return (d * d / 2).reshape(y_hat.shape)\n",
        "builtin": "def squared_loss(y_hat, y):\n"
        "    return torch.nn.MSELoss(reduction='none')(y_hat, y.reshape(y_hat.shape)).div(2)\n",
    },
    "sgd": {
        "lesson": """
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
""",
        "data": """
def sgd(params, lr, batch_size):
    for p in params:
        p.data = p.data - lr / batch_size * p.grad
        p.grad.data.zero_()
""",
        "none": """
@torch.no_grad()
def sgd(params, lr, batch_size):
    for p in params:
        p.sub_(p.grad, alpha=lr / batch_size)
        p.grad = None
""",
        "copy": """
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p.copy_(p - p.grad * (lr / batch_size))
    for p in params:
        p.grad = torch.zeros_like(p)
    return params
""",
        "foreach": """
def sgd(params, lr, batch_size):
    params = list(params)
    with torch.no_grad():
        torch._foreach_add_(params, [p.grad for p in params], alpha=-lr / batch_size)
        torch._foreach_zero_([p.grad for p in params])
""",
    },
    "train": {
        "lesson": TRAIN
        + """
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            train_l = loss(net(features, w, b), labels)
            print(f'epoch {epoch + 1}, loss {float(train_l.mean()):f}')
            losses.append(train_l.mean())
    return losses
""",
        "mean": TRAIN
        + """
    out = np.zeros(num_epochs)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).mean().backward()
            sgd([b, w], lr, 1)
        out[epoch] = loss(net(features, w, b), labels).mean().item()
    return out
""",
        "ones": TRAIN
        + """
    out = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size=batch_size, features=features, labels=labels):
            for p in (w, b):
                p.grad = None
            l = loss(net(X, w, b), y)
            l.backward(torch.ones_like(l))
            sgd(params=[w, b], lr=lr, batch_size=len(X))
        out.append(loss(net(features, w, b), labels).detach().mean())
    return torch.stack(out)
""",
        "autograd-grad": TRAIN
        + """
    out = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            w.grad, b.grad = torch.autograd.grad(loss(net(X, w, b), y).sum(), [w, b])
            sgd([w, b], lr, batch_size)
        total = 0.0
        for X, y in data_iter(batch_size, features, labels):
            total += float(loss(net(X, w, b), y).sum())
        out.append(total / len(features))
    return tuple(out)
""",
        "own-optimiser": TRAIN
        + """
    out = []
    optimizer = torch.optim.SGD([w, b], lr=lr)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            optimizer.zero_grad()
            loss(net(X, w, b), y).mean().backward()
            optimizer.step()
        out.append(loss(net(features, w, b), labels).mean().item())
    return out
""",
    },
}


def synthetic(*, X: str = "torch.randn(n, len(w))", noise: str, y: str = "y.reshape(-1, 1)") -> str:
    return (
        f"def synthetic_data(w, b, n):\n    X = {X}\n    y = X @ w + b\n    y = y + {noise}\n"
        f"    return X, {y}\n"
    )


def iterator(*lines: str) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f"def data_iter(batch_size, features, labels):\n    n = len(features)\n{body}"


def loop(*, before: str = "", each: str, after: str = "", end: str) -> str:
    """A train loop with these steps in the usual places."""
    return (
        f"{TRAIN}    losses = []\n    for epoch in range(num_epochs):\n        {before or 'pass'}\n"
        f"        for X, y in data_iter(batch_size, features, labels):\n            {each}\n"
        f"        {after or 'pass'}\n        losses.append({end})\n    return losses\n"
    )


LAST = "float(loss(net(features, w, b), labels).mean())"
STEP = "loss(net(X, w, b), y).sum().backward(); sgd([w, b], lr, batch_size)"

# The program, and the first test that it must not pass.
WRONG = {
    "synthetic_data": {
        "no-noise": (synthetic(noise="0"), "test_noise"),
        "noise-0.1": (synthetic(noise="torch.randn(n) * 0.1"), "test_noise"),
        "one-noise": (synthetic(noise="random.gauss(0, 0.01)"), "test_noise"),
        "uniform-noise": (synthetic(noise="(torch.rand(n) - 0.5) * 0.0346"), "test_noise"),
        "noise-of-x": (synthetic(noise="X[:, 0] * 0.01"), "test_noise"),
        "uniform-features": (
            synthetic(X="torch.rand(n, len(w))", noise="torch.randn(n) * 0.01"),
            "test_features_are_standard_normal",
        ),
        "same-rows": (
            synthetic(
                X="torch.randn(-(-n // 2), len(w)).repeat_interleave(2, 0)[:n]",
                noise="torch.randn(n) * 0.01",
            ),
            "test_features_are_standard_normal",
        ),
        "flat": (synthetic(noise="torch.randn(n) * 0.01", y="y"), "test_shapes"),
        "two-features": (
            synthetic(X="torch.randn(n, 2)", noise="torch.randn(n) * 0.01"),
            "test_shapes",
        ),
        "float64": (
            synthetic(X="torch.randn(n, len(w))", noise="torch.randn(n).double() * 0.01"),
            "test_shapes",
        ),
        "seeded": (
            synthetic(
                X="torch.manual_seed(0) and torch.randn(n, len(w))", noise="torch.randn(n) * 0.01"
            ),
            "test_every_call_is_new",
        ),
        "no-bias": (
            (
                "def synthetic_data(w, b, n):\n    X = torch.randn(n, len(w))\n"
                "    return X, (X @ w + 0.01 * torch.randn(n))[:, None]\n"
            ),
            "test_labels_follow_the_model",
        ),
        "lessons-bias": (
            (
                "def synthetic_data(w, b, n):\n    X = torch.randn(n, len(w))\n"
                "    return X, (X @ w + 4.2 + 0.01 * torch.randn(n))[:, None]\n"
            ),
            "test_labels_follow_the_model",
        ),
        "same-noise": (
            "torch.manual_seed(3)\nNOISE = torch.randn(9999) * 0.01\n"
            + synthetic(noise="NOISE[:n]"),
            "test_every_call_is_new",
        ),
        "no-noise-for-few": (
            synthetic(noise="torch.randn(n) * 0.01 * (n > 100)"),
            "test_every_call_is_new",
        ),
        "rows-repeated": (
            synthetic(
                X="torch.randn(1000, len(w)).repeat(-(-n // 1000), 1)[:n]",
                noise="torch.randn(n) * 0.01",
            ),
            "test_features_are_standard_normal",
        ),
        "last-column-copied": (
            synthetic(
                X="torch.randn(n, len(w)); X[:, -1] = X[:, 0]", noise="torch.randn(n) * 0.01"
            ),
            "test_features_are_standard_normal",
        ),
        "changes-w": (
            (
                "def synthetic_data(w, b, n):\n    X = torch.randn(n, len(w))\n"
                "    y = (X @ w + b + 0.01 * torch.randn(n))[:, None]\n    w += 1\n    return X, y\n"
            ),
            "test_every_call_is_new",
        ),
    },
    "data_iter": {
        "never-shuffles": (
            iterator(
                "for i in range(0, n, batch_size):",
                "    yield features[i:i + batch_size], labels[i:i + batch_size]",
            ),
            "test_new_order_in_every_pass",
        ),
        "multiplied-order": (
            iterator(
                "k = random.randrange(n)",
                "m = random.choice([7, 11, 13, 17, 19, 23])",
                "p = (torch.arange(n) * m + k) % n",
                "if len(set(p.tolist())) < n: p = torch.randperm(n)",
                "for i in range(0, n, batch_size):",
                "    yield features[p[i:i + batch_size]], labels[p[i:i + batch_size]]",
            ),
            "test_any_example_at_any_place",
        ),
        "shuffles-separately": (
            iterator(
                "p, q = torch.randperm(n), torch.randperm(n)",
                "for i in range(0, n, batch_size):",
                "    yield features[p[i:i + batch_size]], labels[q[i:i + batch_size]]",
            ),
            "test_pairs_stay_together",
        ),
        "drops-the-rest": (
            iterator(
                "p = torch.randperm(n)",
                "for i in range(n // batch_size):",
                "    j = p[i * batch_size:(i + 1) * batch_size]",
                "    yield features[j], labels[j]",
            ),
            "test_last_batch_is_shorter",
        ),
        "with-replacement": (
            iterator(
                "for i in range(0, n, batch_size):",
                "    j = torch.randint(0, n, (min(batch_size, n - i),))",
                "    yield features[j], labels[j]",
            ),
            "test_every_example_comes_once",
        ),
        "same-order": (
            iterator(
                "p = list(range(n)); random.Random(0).shuffle(p)",
                "for i in range(0, n, batch_size):",
                "    yield features[p[i:i + batch_size]], labels[p[i:i + batch_size]]",
            ),
            "test_new_order_in_every_pass",
        ),
        "seeds": (
            iterator(
                "torch.manual_seed(1); p = torch.randperm(n)",
                "for i in range(0, n, batch_size):",
                "    yield features[p[i:i + batch_size]], labels[p[i:i + batch_size]]",
            ),
            "test_new_order_in_every_pass",
        ),
        "returns-first": (
            iterator(
                "p = torch.randperm(n)",
                "for i in range(0, n, batch_size):",
                "    return features[p[i:i + batch_size]], labels[p[i:i + batch_size]]",
            ),
            "test_batches_have_the_right_size",
        ),
        "only-batches": (
            iterator(
                "starts = list(range(0, n, batch_size)); last = starts.pop()",
                "random.shuffle(starts)",
                "for i in starts + [last]:",
                "    yield features[i:i + batch_size], labels[i:i + batch_size]",
            ),
            "test_any_example_at_any_place",
        ),
        "within-batches": (
            iterator(
                "for i in range(0, n, batch_size):",
                "    j = i + torch.randperm(min(batch_size, n - i))",
                "    yield features[j], labels[j]",
            ),
            "test_any_example_at_any_place",
        ),
        "rotation": (
            iterator(
                "s = random.randrange(n); p = [(s + k) % n for k in range(n)]",
                "for i in range(0, n, batch_size):",
                "    yield features[p[i:i + batch_size]], labels[p[i:i + batch_size]]",
            ),
            "test_any_example_at_any_place",
        ),
        "fixed-groups": (
            iterator(
                "g = list(range(0, n, batch_size)); last = g.pop(); random.shuffle(g)",
                "for i in g + [last]:",
                "    j = i + torch.randperm(min(batch_size, n - i))",
                "    yield features[j], labels[j]",
            ),
            "test_any_example_at_any_place",
        ),
        "squeezed": (
            iterator(
                "p = torch.randperm(n)",
                "for i in range(0, n, batch_size):",
                "    yield features[p[i:i + batch_size]], labels[p[i:i + batch_size]].squeeze(1)",
            ),
            "test_batches_have_the_right_size",
        ),
        "reused-buffer": (
            iterator(
                "p = torch.randperm(n); X = torch.zeros(batch_size, *features.shape[1:])",
                "for i in range(0, n, batch_size):",
                "    j = p[i:i + batch_size]; X[:len(j)] = features[j]",
                "    yield X[:len(j)], labels[j]",
            ),
            "test_data_and_batches_stay",
        ),
        "reorders-the-callers": (
            iterator(
                "p = torch.randperm(n); features[:] = features[p]; labels[:] = labels[p]",
                "for i in range(0, n, batch_size):",
                "    yield features[i:i + batch_size].clone(), labels[i:i + batch_size].clone()",
            ),
            "test_data_and_batches_stay",
        ),
        "endless": (
            iterator(
                "while True:",
                "    for j in torch.randperm(n).split(batch_size):",
                "        yield features[j], labels[j]",
            ),
            "test_batches_have_the_right_size",
        ),
    },
    "linreg": {
        "no-bias": ("def linreg(X, w, b):\n    return X @ w\n", "test_bias"),
        "times": ("def linreg(X, w, b):\n    return X * w + b\n", "test_shape"),
        "times-t": ("def linreg(X, w, b):\n    return X * w.T + b\n", "test_shape"),
        "transposed": ("def linreg(X, w, b):\n    return X @ w.T + b\n", "test_shape"),
        "two-features": (
            "def linreg(X, w, b):\n    return (X[:, 0] * w[0] + X[:, 1] * w[1] + b)[:, None]\n",
            "test_shape",
        ),
        "first-two-if-there": (
            "def linreg(X, w, b):\n    return X[:, :2] @ w[:2] + b\n",
            "test_weights",
        ),
        "detached": (
            "def linreg(X, w, b):\n    return (X @ w + b).detach()\n",
            "test_gradients_reach_the_parameters",
        ),
        "no-grad": (
            "@torch.no_grad()\ndef linreg(X, w, b):\n    return X @ w + b\n",
            "test_gradients_reach_the_parameters",
        ),
        "detached-bias": (
            "def linreg(X, w, b):\n    return X @ w + b.item()\n",
            "test_gradients_reach_the_parameters",
        ),
        "flat": ("def linreg(X, w, b):\n    return (X @ w + b).flatten()\n", "test_shape"),
        "minus": ("def linreg(X, w, b):\n    return X @ w - b\n", "test_bias"),
        "adds-in-place": (
            "def linreg(X, w, b):\n    X += 0.5\n    return (X - 0.5) @ w + b\n",
            "test_nothing_else_changes",
        ),
        "no-grad-for-good": (
            (
                "def linreg(X, w, b):\n    y = X @ w + b\n    torch.set_grad_enabled(False)\n"
                "    return y\n"
            ),
            "test_nothing_else_changes",
        ),
    },
    "squared_loss": {
        "huber": (
            (
                "def squared_loss(y_hat, y):\n    return torch.nn.functional.huber_loss("
                "y_hat, y.reshape(y_hat.shape), reduction='none', delta=4.0)\n"
            ),
            "test_half_of_the_squared_difference",
        ),
        "clipped": (
            (
                "def squared_loss(y_hat, y):\n"
                "    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).clamp(max=1e3)\n"
            ),
            "test_half_of_the_squared_difference",
        ),
        "reshapes-callers-y": (
            (
                "def squared_loss(y_hat, y):\n    y.resize_(y_hat.shape)\n"
                "    return (y_hat - y) ** 2 / 2\n"
            ),
            "test_nothing_else_changes",
        ),
        "no-half": (
            "def squared_loss(y_hat, y):\n    return (y_hat - y.reshape(y_hat.shape)) ** 2\n",
            "test_half_of_the_squared_difference",
        ),
        "mean": (
            (
                "def squared_loss(y_hat, y):\n"
                "    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean()\n"
            ),
            "test_half_of_the_squared_difference",
        ),
        "sum": (
            "def squared_loss(y_hat, y):\n    return ((y_hat - y) ** 2 / 2).sum()\n",
            "test_half_of_the_squared_difference",
        ),
        "no-reshape": (
            "def squared_loss(y_hat, y):\n    return (y_hat - y) ** 2 / 2\n",
            "test_y_is_taken_in_the_shape_of_y_hat",
        ),
        "shape-of-y": (
            "def squared_loss(y_hat, y):\n    return (y_hat.reshape(y.shape) - y) ** 2 / 2\n",
            "test_y_is_taken_in_the_shape_of_y_hat",
        ),
        "column-always": (
            (
                "def squared_loss(y_hat, y):\n"
                "    return (y_hat.reshape(-1, 1) - y.reshape(-1, 1)) ** 2 / 2\n"
            ),
            "test_any_shape",
        ),
        "absolute": (
            "def squared_loss(y_hat, y):\n    return (y_hat - y.reshape(y_hat.shape)).abs() / 2\n",
            "test_half_of_the_squared_difference",
        ),
        "half-inside": (
            "def squared_loss(y_hat, y):\n    return ((y_hat - y.reshape(y_hat.shape)) / 2) ** 2\n",
            "test_half_of_the_squared_difference",
        ),
        "detached": (
            (
                "def squared_loss(y_hat, y):\n"
                "    return (y_hat.detach() - y.reshape(y_hat.shape)) ** 2 / 2\n"
            ),
            "test_gradient",
        ),
        "expanded": (
            (
                "def squared_loss(y_hat, y):\n    y = y.reshape(y_hat.shape)\n"
                "    return (y_hat ** 2 - 2 * y_hat * y + y ** 2) / 2\n"
            ),
            "test_close_large_numbers",
        ),
        "reshapes-in-place": (
            (
                "def squared_loss(y_hat, y):\n    y.resize_(y_hat.shape)\n    y -= y_hat\n"
                "    return y ** 2 / 2\n"
            ),
            "test_nothing_else_changes",
        ),
    },
    "sgd": {
        "not-divided": (
            (
                "def sgd(ps, lr, bs):\n    with torch.no_grad():\n        for p in ps:\n"
                "            p -= lr * p.grad\n            p.grad.zero_()\n"
            ),
            "test_step_is_scaled_by_the_batch",
        ),
        "not-reset": (
            (
                "def sgd(ps, lr, bs):\n    with torch.no_grad():\n        for p in ps:\n"
                "            p -= lr * p.grad / bs\n"
            ),
            "test_gradients_are_reset",
        ),
        "reset-before": (
            (
                "def sgd(ps, lr, bs):\n    with torch.no_grad():\n        for p in ps:\n"
                "            p.grad.zero_()\n            p -= lr * p.grad / bs\n"
            ),
            "test_step_is_scaled_by_the_batch",
        ),
        "new-tensor": (
            (
                "def sgd(ps, lr, bs):\n    for p in ps:\n        p = p - lr * p.grad / bs\n"
                "    for p in ps:\n        p.grad.zero_()\n"
            ),
            "test_step_is_scaled_by_the_batch",
        ),
        "new-list": (
            (
                "def sgd(ps, lr, bs):\n    with torch.no_grad():\n"
                "        for i, p in enumerate(ps):\n"
                "            new = (p - lr * p.grad / bs).requires_grad_()\n"
                "            p.copy_(new); p.grad = None; ps[i] = new\n"
            ),
            "test_parameters_stay_the_same_tensors",
        ),
        "first-only": (
            (
                "def sgd(ps, lr, bs):\n    with torch.no_grad():\n"
                "        ps[0] -= lr * ps[0].grad / bs\n        ps[0].grad.zero_()\n"
            ),
            "test_all_parameters",
        ),
        "returns-in-loop": (
            (
                "def sgd(ps, lr, bs):\n    with torch.no_grad():\n        for p in ps:\n"
                "            p -= lr * p.grad / bs\n            p.grad.zero_()\n            return p\n"
            ),
            "test_all_parameters",
        ),
        "plus": (
            (
                "def sgd(ps, lr, bs):\n    with torch.no_grad():\n        for p in ps:\n"
                "            p += lr * p.grad / bs\n            p.grad.zero_()\n"
            ),
            "test_step_is_scaled_by_the_batch",
        ),
        "lessons-rate": (
            (
                "lr = 0.03\ndef sgd(ps, rate, bs):\n    with torch.no_grad():\n        for p in ps:\n"
                "            p -= lr * p.grad / bs\n            p.grad.zero_()\n"
            ),
            "test_step_is_scaled_by_the_batch",
        ),
        "lessons-batch": (
            (
                "def sgd(ps, lr, batch_size):\n    with torch.no_grad():\n        for p in ps:\n"
                "            p -= lr * p.grad / 5\n            p.grad.zero_()\n"
            ),
            "test_any_rate_and_batch_size",
        ),
        "with-gradient": (
            (
                "def sgd(ps, lr, bs):\n    for p in ps:\n        p -= lr * p.grad / bs\n"
                "        p.grad.zero_()\n"
            ),
            "test_step_is_scaled_by_the_batch",
        ),
        "decay": (
            (
                "def sgd(ps, lr, bs):\n    with torch.no_grad():\n        for p in ps:\n"
                "            p -= lr * (p.grad + 0.1 * p) / bs\n            p.grad.zero_()\n"
            ),
            "test_step_is_scaled_by_the_batch",
        ),
        "momentum": (
            (
                "old = {}\ndef sgd(ps, lr, bs):\n    with torch.no_grad():\n"
                "        for i, p in enumerate(ps):\n"
                "            old[i] = 0.9 * old.get(i, 0) + p.grad / bs\n"
                "            p -= lr * old[i]\n            p.grad = None\n"
            ),
            "test_any_rate_and_batch_size",
        ),
        "clipping": (
            (
                "def sgd(ps, lr, bs):\n    with torch.no_grad():\n        for p in ps:\n"
                "            p -= lr * p.grad.clamp(-100, 100) / bs\n            p.grad.zero_()\n"
            ),
            "test_plain_descent",
        ),
        "detaches": (
            (
                "def sgd(ps, lr, bs):\n    for p in ps:\n        p.data -= lr * p.grad / bs\n"
                "        p.grad.zero_()\n        p.requires_grad_(False)\n"
            ),
            "test_parameters_stay_the_same_tensors",
        ),
        "optimizer": (
            (
                "def sgd(ps, lr, bs):\n    o = torch.optim.SGD(ps, lr=lr / bs)\n    o.step()\n"
                "    o.zero_grad()\n"
            ),
            "test_step_is_scaled_by_the_batch",
        ),
    },
    "train": {
        "mean-and-divided": (
            loop(each=STEP.replace("sum", "mean"), end=LAST),
            "test_steps_follow_the_gradient",
        ),
        "vector-backward": (
            loop(each=STEP.replace(".sum()", ""), end=LAST),
            "test_steps_follow_the_gradient",
        ),
        "step-per-epoch": (
            loop(
                each="loss(net(X, w, b), y).sum().backward()",
                after="sgd([w, b], lr, batch_size)",
                end=LAST,
            ),
            "test_steps_follow_the_gradient",
        ),
        "last-minibatch": (
            loop(
                each="l = loss(net(X, w, b), y); l.sum().backward(); sgd([w, b], lr, batch_size)",
                end="float(l.mean())",
            ),
            "test_losses_are_of_all_examples",
        ),
        "running-mean": (
            loop(
                before="total = 0.0",
                each="l = loss(net(X, w, b), y); total += float(l.sum()); l.sum().backward(); "
                "sgd([w, b], lr, batch_size)",
                end="total / len(features)",
            ),
            "test_losses_are_of_all_examples",
        ),
        "sum-of-losses": (
            loop(each=STEP, end=LAST.replace("mean", "sum")),
            "test_losses_are_of_all_examples",
        ),
        "new-parameters": (
            loop(before="w.data.normal_(0, 0.01); b.data.zero_()", each=STEP, end=LAST),
            "test_steps_follow_the_gradient",
        ),
        "three-epochs": (
            loop(each=STEP, end=LAST).replace("range(num_epochs)", "range(3)"),
            "test_steps_follow_the_gradient",
        ),
        "lessons-rate": (
            loop(each=STEP.replace("lr", "0.03"), end=LAST),
            "test_steps_follow_the_gradient",
        ),
        "lessons-batch": (
            loop(each=STEP.replace("batch_size", "10"), end=LAST),
            "test_steps_follow_the_gradient",
        ),
        "own-model": (
            loop(each=STEP.replace("net(X, w, b)", "(X @ w + b)"), end=LAST),
            "test_given_model",
        ),
        "own-batch-size": (
            loop(each=STEP, end=LAST).replace("data_iter(batch_size,", "data_iter(10,"),
            "test_steps_follow_the_gradient",
        ),
        "own-model-in-report": (
            loop(each=STEP, end="float(loss(features @ w + b, labels).mean())"),
            "test_losses_are_of_all_examples",
        ),
        "own-loss-in-report": (
            loop(each=STEP, end="float(((net(features, w, b) - labels) ** 2 / 2).mean())"),
            "test_losses_are_of_all_examples",
        ),
        "own-loss": (
            loop(
                each=STEP.replace("loss(net(X, w, b), y)", "((net(X, w, b) - y) ** 2 / 2)"),
                end=LAST,
            ),
            "test_given_loss",
        ),
        "one-batch": (
            loop(each=STEP + "; break", end=LAST),
            "test_steps_follow_the_gradient",
        ),
        "own-copies": (
            loop(each=STEP, end=LAST).replace(
                "    losses = []\n",
                "    losses = []\n    w = w.detach().clone().requires_grad_()\n"
                "    b = b.detach().clone().requires_grad_()\n",
            ),
            "test_steps_follow_the_gradient",
        ),
        "one-number": (
            loop(each=STEP, end=LAST).replace("return losses", "return losses[-1]"),
            "test_one_loss_per_epoch",
        ),
        "nothing": (
            loop(each=STEP, end=LAST).replace("return losses", "print(losses)"),
            "test_one_loss_per_epoch",
        ),
        "returns-early": (
            loop(each=STEP, end=LAST).replace("    return losses", "        return losses"),
            "test_epochs_go_on",
        ),
        "one-order": (
            loop(each=STEP, end=LAST)
            .replace(
                "    losses = []\n",
                "    losses = []\n    batches = list(data_iter(batch_size, features, labels))\n",
            )
            .replace(
                "in data_iter(batch_size, features, labels):\n            loss",
                "in batches:\n            loss",
            ),
            "test_epochs_go_on",
        ),
        "forgets-bias": (
            loop(each=STEP.replace("[w, b]", "[w]"), end=LAST),
            "test_steps_follow_the_gradient",
        ),
        "all-at-once": (
            loop(each=STEP.replace("X", "features").replace(", y)", ", labels)"), end=LAST),
            "test_steps_follow_the_gradient",
        ),
    },
}


def grade(folder: Path, device: str, programs: dict[str, str]) -> dict[str, ExerciseResult]:
    """Grade programs that are named exercise@style, each as a student's one file."""
    submissions = []
    for name, program in programs.items():
        exercise = name.split("@")[0]
        path = folder / name / f"{exercise}.py"
        path.parent.mkdir(parents=True)
        path.write_text(HEAD + program)
        submissions.append(Submission(name, (path.parent,)))
    setup = Setup(str(ROOT), "linear_regression", seed="styles", device=device, past_due=True)
    with Pool(setup, jobs=2, file_mb=20) as pool:
        assert pool.prepare(len(submissions)).problems == {}
        results = [item.result for item in pool.grade(submissions)]
    return {
        result.student: next(
            item for item in result.exercises if item.exercise == result.student.split("@")[0]
        )
        for result in results
    }


RIGHT_CASES = {f"{e}@{n}": program for e, group in RIGHT.items() for n, program in group.items()}
WRONG_CASES = {f"{e}@{n}": case for e, group in WRONG.items() for n, case in group.items()}


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ExerciseResult]:
    # On two devices: "pretend" is the CPU and one that stands in for a GPU.
    return grade(tmp_path_factory.mktemp("right"), "pretend", RIGHT_CASES)


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ExerciseResult]:
    programs = {name: program for name, (program, _) in WRONG_CASES.items()}
    return grade(tmp_path_factory.mktemp("wrong"), "cpu", programs)


def story(result: ExerciseResult) -> list[str]:
    return [
        f"{test.test}: {test.outcome}: {test.failure.messages[0].english()}"
        for test in result.tests
        if test.failure is not None and test.failure.messages
    ]


@pytest.mark.parametrize("name", RIGHT_CASES)
@pytest.mark.xdist_group("right-styles")
def test_right_programs_get_full_marks(name: str, right: dict[str, ExerciseResult]) -> None:
    """A right program passes every test on every device, in whatever style it is written."""
    assert right[name].score == right[name].max_score, story(right[name])


@pytest.mark.parametrize("name", WRONG_CASES)
@pytest.mark.xdist_group("wrong-programs")
def test_wrong_programs_fail_where_it_says_so(name: str, wrong: dict[str, ExerciseResult]) -> None:
    """A wrong program does not pass, and the first test that it fails is the one that names it."""
    bad = {Outcome.FAILED, Outcome.RAISED}
    failed = [test.test for test in wrong[name].tests if test.outcome in bad]
    assert wrong[name].score is not None
    assert wrong[name].score < wrong[name].max_score
    assert failed[:1] == [WRONG_CASES[name][1]], story(wrong[name])
