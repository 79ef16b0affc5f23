# %% [markdown] lang="en"
# # A penalty that nobody asked for
#
# A loss should always contain a penalty on large weights, so that the model doesn't overfit.
#
# Your weights come out too small, and more training doesn't help. You add a penalty on `w` to the
# loss; it pulls the weights towards zero, while the data pull them towards the true values, and
# they stop somewhere between. Weight decay is a topic of a later chapter, for models that overfit.
# Here the caller hands in the loss that should be made small, and exactly this one. Train until
# nothing changes any more and compare `w` with `true_w`. In which direction are all the weights
# off?

# %% [markdown] lang="zh"
# # 多加了没人要求的惩罚项
#
# 损失里总该有对大权重的惩罚，免得模型过拟合。
#
# 你得到的权重太小，多训练几轮也没有用。你在损失里加了对 `w` 的惩罚：它把权重拉向零，数据把权重拉向
# 真实值，最后停在中间。权重衰减是后面一章的内容，用来对付过拟合。这里要变小的损失是调用者传进来的，
# 就是它，不多也不少。训练到不再变化为止，把 `w` 和 `true_w` 比一比：所有权重都偏向了哪个方向？

# %% fails="test_steps_follow_the_gradient"
import torch


def l2_penalty(w):
    return (w**2).sum() / 2


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    lambd = 3
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            (loss(net(X, w, b), y) + lambd * l2_penalty(w)).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
