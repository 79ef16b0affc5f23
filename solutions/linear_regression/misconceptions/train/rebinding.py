# %% [markdown] lang="en"
# # A new tensor under the old name
#
# `w = w - …` changes the tensor `w`, just as it would change a number.
#
# The first step seems to work, the second one fails: suddenly `w.grad` is `None`. An assignment
# doesn't change a tensor. It computes a new one and hangs the old name on it. The new tensor is the
# result of a computation and no longer a leaf, so PyTorch stores no gradient in it. And the caller
# still holds the old tensor, which has never moved. Print `id(w)` and `w.is_leaf` before and after
# your step. Is it the same object?

# %% [markdown] lang="zh"
# # 旧名字指向了新张量
#
# `w = w - …` 会改变张量 `w`，就像改变一个数一样。
#
# 第一步好像没问题，第二步就出错了：`w.grad` 忽然成了 `None`。赋值并不改变张量，而是算出一个新张量，
# 再把旧名字挂到它上面。新张量是计算的结果，不再是叶子，PyTorch 不会在里面存梯度。而调用者手里还是那
# 个旧张量，它从来没有动过。在这一步前后分别打印 `id(w)` 和 `w.is_leaf`：还是同一个对象吗？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            w = w - lr * w.grad / batch_size
            b = b - lr * b.grad / batch_size
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
