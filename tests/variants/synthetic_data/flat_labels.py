import torch

def synthetic_data(w, b, num_examples):
    xs = torch.randn([num_examples, w.shape[0]])
    ys = b + (xs * w).sum(-1)
    ys.add_(torch.randn_like(ys), alpha=0.01)
    return xs, ys
