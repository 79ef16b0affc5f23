import torch

def synthetic_data(w, b, num_examples):
    gen = torch.Generator()      # own generator so that the global one is not touched
    X = torch.normal(0.0, 1.0, (num_examples, len(w)), generator=gen)
    y = X.mv(w) + b
    y = y + torch.normal(0.0, 0.01, (num_examples,), generator=gen)
    return X, y.view(-1, 1)
