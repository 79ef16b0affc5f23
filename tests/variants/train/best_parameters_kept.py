import torch

def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    best, best_w, best_b = float("inf"), None, None
    for epoch in range(1, num_epochs + 1):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            cur = loss(net(features, w, b), labels).mean().item()
            if cur < best:
                best = cur
                best_w, best_b = w.clone(), b.clone()
        losses.append(cur)
        print(f"epoch {epoch}: {cur} (best {best})")
    if best_w is not None:
        with torch.no_grad():
            w.copy_(best_w)
            b.copy_(best_b)
    return losses
