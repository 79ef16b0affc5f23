import torch

@torch.no_grad()
def sgd(todo, lr, n):
    while len(todo) > 0:
        cur = todo.pop(0)
        cur -= lr * cur.grad / n
        cur.grad.zero_()
