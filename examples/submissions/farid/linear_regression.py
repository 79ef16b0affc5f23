import random
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w + b
    y = y + torch.randn(num_examples) * 0.01
    return X, y.reshape(-1, 1)


def data_iter(batch_size, features, labels):
    n = len(features)
    order = list(range(n))
    random.shuffle(order)
    for start in range(0, n, batch_size):
        pick = torch.tensor(order[start:start + batch_size])
        yield features[pick], labels[pick]


def linreg(X, w, b):
    return torch.matmul(X, w) + b


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / batch_size
            p.grad.zero_()


if __name__ == "__main__":
    true_w = torch.tensor([2, -3.4])
    features, labels = synthetic_data(true_w, 4.2, 1000)
    print(features[0], labels[0])
