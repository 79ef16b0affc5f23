# %% [markdown] lang="en"
# # 1. Make data that you know the answer to
#
# How would you check a learning program? On real data nobody knows the true answer. So we begin
# with data of our own making: we choose the weights, draw the inputs, compute the labels and add a
# little noise. Later the program has to find the weights that we chose.
#
# **You will learn** to draw random tensors, to write a whole data set as one matrix product, and to
# look at data before using it.

# %% [markdown] lang="zh"
# # 1. 造一份知道答案的数据
#
# 怎样检验一个会学习的程序？真实数据的正确答案谁也不知道。所以我们先自己造数据：自己定好权重，随机
# 生成输入，算出标签，再加上一点点噪声。之后的任务，就是让程序把我们定好的权重找回来。
#
# **你将学会**：生成随机张量，用一次矩阵乘法写出整个数据集，以及在使用数据之前先看一看它。

# %% [markdown] lang="en"
# ## The model behind the data
#
# $$\mathbf{y} = \mathbf{X}\mathbf{w} + b + \boldsymbol\epsilon$$
#
# Every row of $\mathbf{X}$ is one example with $d$ features, each drawn from the standard normal
# distribution. $\epsilon$ stands for errors of measurement: independent normal numbers with mean 0
# and **standard deviation 0.01**, one for each example.

# %% [markdown] lang="zh"
# ## 数据背后的模型
#
# $$\mathbf{y} = \mathbf{X}\mathbf{w} + b + \boldsymbol\epsilon$$
#
# $\mathbf{X}$ 的每一行是一个样本，有 $d$ 个特征，每个特征都独立地取自标准正态分布。$\epsilon$ 表示测量
# 误差：每个样本一个，彼此独立，服从均值为 0、**标准差为 0.01** 的正态分布。

# %% tags=["given"]
import random

import torch

# %% [markdown] lang="en"
# ## Your task
#
# Write `synthetic_data(w, b, num_examples)`.
#
# | | |
# |---|---|
# | `w` | tensor of shape `(d,)`, for any `d` of at least 1 |
# | `b` | a number |
# | `num_examples` | how many examples, `n` |
# | gives back | `X` of shape `(n, d)` and `y` of shape `(n, 1)`, both float32 |
#
# Each call draws new numbers. The function does not seed a random generator (that would change every
# later draw of whoever calls it), and the results don't track gradients. It changes nothing else
# either: not `w`, and no settings of PyTorch.

# %% [markdown] lang="zh"
# ## 你的任务
#
# 写出 `synthetic_data(w, b, num_examples)`。
#
# | | |
# |---|---|
# | `w` | 形状为 `(d,)` 的张量，`d` 至少为 1 |
# | `b` | 一个数 |
# | `num_examples` | 样本个数 `n` |
# | 返回 | 形状为 `(n, d)` 的 `X` 和形状为 `(n, 1)` 的 `y`，都是 float32 |
#
# 每次调用都要抽取新的随机数。函数里不要设定随机种子（那会影响调用者之后的每一次抽取），返回的张量也
# 不需要记录梯度。除此之外也不改变任何别的东西：不改 `w`，不改 PyTorch 的设置。


# %%
def synthetic_data(w, b, num_examples):
    """Draw X from N(0, 1) and make y = Xw + b + noise of standard deviation 0.01."""
    ### BEGIN SOLUTION
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
    ### END SOLUTION


# %% [markdown] lang="en"
# ## Try it
#
# The lesson's true parameters are $\mathbf{w} = [2, -3.4]^\top$ and $b = 4.2$, with 1000 examples.
# A row of `features` is one example, a row of `labels` one number.

# %% [markdown] lang="zh"
# ## 试一试
#
# 这一课的真实参数是 $\mathbf{w} = [2, -3.4]^\top$ 和 $b = 4.2$，共 1000 个样本。`features` 的每一行是一个
# 样本，`labels` 的每一行是一个数。

# %%
true_w = torch.tensor([2, -3.4])
true_b = 4.2
features, labels = synthetic_data(true_w, true_b, 1000)
print(features.shape, labels.shape)
print("features[0]:", features[0], "\nlabels[0]:", labels[0])

# %% [markdown] lang="en"
# A picture says more: the second feature against the labels. Which way should the cloud of points
# slope, and why is it not a thin line although the noise is so small?

# %% [markdown] lang="zh"
# 画张图更清楚：横轴是第二个特征，纵轴是标签。这团点应该朝哪个方向倾斜？噪声明明很小，为什么它不是一条
# 细线？

# %%
try:
    import matplotlib.pyplot as plt
except ImportError:
    print("matplotlib is not installed: no picture")
else:
    plt.scatter(features[:, 1], labels[:, 0], s=1)
    plt.xlabel("features[:, 1]")
    plt.ylabel("labels")
    plt.show()

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="zh"
# ## 自己检查

# %% tags=["public"]
X, y = synthetic_data(torch.tensor([1.0, 2.0, 3.0]), 0.5, 200)
assert X.shape == (200, 3), f"X has the shape {tuple(X.shape)}, not (200, 3)"
assert y.shape == (200, 1), f"y has the shape {tuple(y.shape)}, not (200, 1)"
error = y[:, 0] - (X @ torch.tensor([1.0, 2.0, 3.0]) + 0.5)
assert error.abs().max() < 0.1, "y is not close to Xw + b"
assert error.abs().max() > 0, "there is no noise in y"
print("fine so far")
