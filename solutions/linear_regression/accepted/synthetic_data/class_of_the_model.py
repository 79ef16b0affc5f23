"""A dataclass holds the true model and can be asked for samples."""

from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class TrueModel:
    w: torch.Tensor
    b: float
    sigma: float = 0.01

    def __call__(self, X):
        return (X * self.w).sum(dim=1, keepdim=True) + self.b

    def sample(self, n):
        X = torch.randn(n, self.w.size(0))
        clean = self(X)
        return X, clean + self.sigma * torch.randn_like(clean)


def synthetic_data(w, b, num_examples):
    return TrueModel(w, b).sample(num_examples)
