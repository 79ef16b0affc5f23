"""An empty tensor, filled element by element."""

import torch


def squared_loss(y_hat, y):
    predictions, labels = y_hat.flatten(), y.flatten()
    loss = torch.empty_like(predictions)
    for i in range(predictions.numel()):
        loss[i] = 0.5 * (predictions[i] - labels[i]) ** 2
    return loss.reshape(y_hat.shape)
