import torch

def squared_loss(prediction: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
    if prediction.ndim == 1 and label.ndim == 2:
        # both flat now
        label.squeeze_(1)
    t = label.reshape(prediction.shape)
    return (prediction - t).square().div(2)
