import torch

def synthetic_data(w, b, num_examples):
    # design matrix with intercept, theta = (b, w)
    theta = torch.cat((torch.tensor([float(b)]), w))
    X = torch.randn(num_examples, len(theta))
    X[:, 0] = 1.0
    y = X @ theta + 0.01 * torch.randn(num_examples)
    return X, y.unsqueeze(1)
