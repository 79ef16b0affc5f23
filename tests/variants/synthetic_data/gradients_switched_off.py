import torch

def synthetic_data(w, b, num_examples):
    # no gradients for data!
    torch.autograd.set_grad_enabled(False)
    X = torch.empty(num_examples, len(w)).normal_(0, 1)
    y = X.matmul(w.reshape(-1, 1)).add(b)
    noise = torch.empty(num_examples, 1).normal_(0, 0.01)
    return (X, y + noise)
