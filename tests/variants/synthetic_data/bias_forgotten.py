import torch


def synthetic_data(weights, bias, n):
    """Generate y = Xw + noise."""
    X = torch.normal(mean=0.0, std=1.0, size=(n, weights.numel()))
    y = torch.mv(X, weights)
    y = y + torch.normal(mean=0.0, std=0.01, size=y.shape)
    return X, y.unsqueeze(1)
