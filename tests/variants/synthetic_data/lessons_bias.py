import torch

true_w = torch.tensor([2, -3.4])
true_b = 4.2

def synthetic_data(w, bias, num_examples):
    X = torch.randn(num_examples, len(w))
    e = torch.randn(num_examples, 1) * 1e-2
    y = torch.mm(X, w.reshape(-1, 1)) + e
    y = y + true_b
    return X, y

features, labels = synthetic_data(true_w, true_b, 1000)
print('features:', features[0], '\nlabel:', labels[0])
