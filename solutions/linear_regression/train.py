# %% [markdown] lang="en"
# # 6. The training loop
#
# Now everything comes together: draw a minibatch, predict, measure the loss, go back through the
# computation for the gradients, take a step. And again.
#
# **You will learn** to write the loop that trains almost every model there is.

# %% [markdown] lang="zh"
# # 6. 训练循环
#
# 现在把所有部分合在一起：取一个小批量，做预测，算损失，反向传播得到梯度，走一步。然后再来一遍。
#
# **你将学会**：写出几乎所有模型训练时都在用的那个循环。

# %% [markdown] lang="en"
# ## What is given
#
# So that this notebook stands alone, it brings its own `data_iter` and `sgd`, made from PyTorch's
# building blocks. Use them by these names.

# %% [markdown] lang="zh"
# ## 已经给出的部分
#
# 为了让这个笔记本可以单独使用，这里带上了用 PyTorch 现成部件做的 `data_iter` 和 `sgd`。请直接用这两个
# 名字。

# %% tags=["given"]
import torch
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, TensorDataset


def data_iter(batch_size, features, labels):
    """One pass over the data in minibatches, in random order."""
    data = TensorDataset(features, labels)
    batches = BatchSampler(RandomSampler(data), batch_size, drop_last=False)
    return DataLoader(data, sampler=batches, batch_size=None)


def sgd(params, lr, batch_size):
    """One step against the gradient of the summed loss; sets the gradients to zero."""
    optimizer = torch.optim.SGD(params, lr=lr / batch_size)
    optimizer.step()
    optimizer.zero_grad(set_to_none=False)


# %% [markdown] lang="en"
# ## Your task
#
# Write `train(net, loss, features, labels, w, b, lr, num_epochs, batch_size)`.
#
# In each of `num_epochs` epochs, for each minibatch of one pass of
# `data_iter(batch_size, features, labels)`:
#
# 1. the loss of the minibatch, `loss(net(X, w, b), y)`: one number for each example;
# 2. the gradient of its **sum**:
#    $\mathbf{g} \leftarrow \partial_{(\mathbf{w},b)} \sum_{i \in \mathcal{B}} l(\mathbf{x}^{(i)}, y^{(i)}, \mathbf{w}, b)$;
# 3. a step, `sgd([w, b], lr, batch_size)`; it divides by the batch size, so don't divide yourself.
#
# After each epoch, compute the mean loss over **all** examples. Give back these means, one number for
# each epoch, in a list for example. `w` and `b` are changed in place. Use the `net`, the `loss` and the numbers that are
# handed in, whatever they are. You may take it that `batch_size` divides the number of examples.
#
# The function changes nothing else: no settings of PyTorch, and it seeds no random generator.

# %% [markdown] lang="zh"
# ## 你的任务
#
# 写出 `train(net, loss, features, labels, w, b, lr, num_epochs, batch_size)`。
#
# 一共 `num_epochs` 轮（epoch）。每一轮里，对 `data_iter(batch_size, features, labels)` 走一遍得到的每个
# 小批量：
#
# 1. 算出小批量的损失 `loss(net(X, w, b), y)`，每个样本一个数；
# 2. 求它们的**和**的梯度：
#    $\mathbf{g} \leftarrow \partial_{(\mathbf{w},b)} \sum_{i \in \mathcal{B}} l(\mathbf{x}^{(i)}, y^{(i)}, \mathbf{w}, b)$；
# 3. 走一步：`sgd([w, b], lr, batch_size)`。它会除以批量大小，所以你自己不要再除。
#
# 每一轮结束后，算出**全部**样本的平均损失。把这些平均值返回，每轮一个数，例如放在一个列表里。`w` 和 `b` 就地更新。`net`、
# `loss` 和各个数值，传进来什么就用什么。可以认为 `batch_size` 能整除样本数。
#
# 除此之外，函数不改变任何别的东西：不改 PyTorch 的设置，也不给随机数生成器设种子。


# %%
def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    """Train w and b in place; give back the mean loss after each epoch."""
    ### BEGIN SOLUTION
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
    ### END SOLUTION


# %% [markdown] lang="en"
# ## Try it
#
# With the lesson's data, a learning rate of 0.03 and three epochs the loss should fall to about
# 0.00005.

# %% [markdown] lang="zh"
# ## 试一试
#
# 用这一课的数据，学习率 0.03，训练三轮，损失应当降到大约 0.00005。

# %%
true_w, true_b = torch.tensor([2, -3.4]), 4.2
features = torch.randn(1000, 2)
labels = (features @ true_w + true_b + 0.01 * torch.randn(1000)).reshape(-1, 1)
w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)


def net(X, w, b):
    return torch.nn.functional.linear(X, w.T, b)


def loss(y_hat, y):
    return torch.nn.functional.mse_loss(y_hat, y, reduction="none") / 2


losses = train(net, loss, features, labels, w, b, lr=0.03, num_epochs=3, batch_size=10)
for epoch, value in enumerate(losses, start=1):
    print(f"epoch {epoch}, loss {float(value):f}")

# %% [markdown] lang="en"
# We made the data, so we know the true parameters. How far off are the learned ones?

# %% [markdown] lang="zh"
# 数据是我们自己造的，所以知道真实的参数。学到的参数差了多少？

# %%
print("true_w - w:", true_w - w.detach().reshape(true_w.shape))
print("true_b - b:", true_b - b.detach())

# %% [markdown] lang="en"
# Don't take it for granted that the true parameters come back so exactly: in most models many sets
# of parameters predict equally well. What matters is that the predictions are good, and gradient
# descent finds good ones surprisingly often, even for very hard problems.
#
# You have now built a whole learning program from tensors and automatic differentiation alone. Try
# another learning rate, or other values of `true_w`. What happens at `lr=3`?

# %% [markdown] lang="zh"
# 不要以为参数总能这样精确地找回来：在大多数模型里，许多不同的参数都能给出同样好的预测。重要的是预测得
# 准，而即使问题很难，梯度下降也常常能找到很好的解。
#
# 现在，你只用张量和自动微分就搭起了一个完整的学习程序。换一个学习率，或者换一组 `true_w` 试试。`lr=3`
# 时会发生什么？

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="zh"
# ## 自己检查

# %% tags=["public"]
w = torch.zeros(2, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
losses = train(net, loss, features, labels, w, b, 0.03, 4, 20)
assert len(losses) == 4, f"{len(losses)} losses for 4 epochs"
assert w.is_leaf and b.is_leaf, "w and b should be updated in place"
assert float(losses[-1]) < 0.01 < float(losses[0]), "the loss should fall from epoch to epoch"
print("fine so far")
