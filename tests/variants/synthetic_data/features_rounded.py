import random
import torch

def synthetic_data(w, b, num_examples):
    data = []
    for i in range(num_examples):
        data.append([round(random.gauss(0, 1), 3) for _ in w])
    X = torch.tensor(data)
    y = torch.matmul(X, w) + b
    y += torch.tensor([random.gauss(0, 0.01) for _ in range(num_examples)])
    return X, y.reshape((-1, 1))
