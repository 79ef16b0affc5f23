# %% [markdown] lang="en"
# # A gradient switched on by hand
#
# When a loss must have a gradient, it is enough to set `requires_grad=True` on it.
#
# Now `backward` runs without complaint, and yet nothing is learned: the gradient of the prediction
# stays `None`. You wrapped the loss into a new tensor. It does ask for gradients, but it starts
# from zero and knows nothing of the computation before. So the backward pass ends right where it
# began. The switch says that a tensor is a starting point, like a weight. A loss is no starting
# point; it is the end of a way. Print `grad_fn` of your loss. What should it name, and why is it
# empty?

# %% [markdown] lang="zh"
# # 手动打开的梯度
#
# 损失要有梯度，只要给它设上 `requires_grad=True` 就够了。
#
# 现在 `backward` 不报错了，可还是什么也学不到：预测的梯度一直是 `None`。你把损失包进了一个新的张
# 量，它确实要求梯度，但它是从头开始的，不知道之前的计算，所以反向传播刚出发就结束了。这个开关的意思
# 是：这个张量是起点，就像权重那样。而损失不是起点，它是一条路的终点。打印损失的 `grad_fn`：它本来应
# 该写着什么？现在为什么是空的？

# %% fails="test_gradient" source="https://github.com/huggingface/torchMoji/issues/21"
import torch


def squared_loss(y_hat, y):
    return torch.tensor((y_hat - y.reshape(y_hat.shape)) ** 2 / 2, requires_grad=True)
