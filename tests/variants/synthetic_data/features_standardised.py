import torch

def zscore(t):
    mu = t.mean(dim=0, keepdim=True)
    sigma = ((t - mu) ** 2).mean(dim=0, keepdim=True).sqrt()
    return (t - mu) / sigma.clamp_min(1e-12)

def synthetic_data(w: torch.Tensor, b: float, num_examples: int):
    inputs = zscore(torch.randn(num_examples, w.shape[0]))
    targets = inputs @ w + b
    targets = targets + torch.randn(num_examples).mul(0.01)
    return inputs, targets.view(num_examples, 1)
