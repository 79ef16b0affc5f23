import random
import torch

def synthetic_data(w, b, num_examples, examples=[]):
    d = len(w)
    for _ in range(num_examples):
        row = [random.gauss(0.0, 1.0) for _ in range(d)]
        label = sum(float(wi) * xi for wi, xi in zip(w, row)) + b + random.gauss(0.0, 0.01)
        examples.append((row, [label]))
    X = torch.tensor([r for r, _ in examples])
    y = torch.tensor([l for _, l in examples])
    return X, y
