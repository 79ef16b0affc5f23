# %% [markdown] lang="en"
# # 3. The model
#
# Before anything can be learned there must be parameters to learn, and a model that makes a
# prediction from them.
#
# **You will learn** to write the model for a whole minibatch at once, and what broadcasting does.

# %% [markdown] lang="zh"
# # 3. 模型
#
# 要学习，先得有可以学习的参数，还要有一个用这些参数做预测的模型。
#
# **你将学会**：一次写出整个小批量的预测，以及广播机制做了什么。

# %% tags=["given"]
import torch

# %% [markdown] lang="en"
# ## The parameters at the start
#
# The weights begin as small random numbers (mean 0, standard deviation 0.01), the bias as 0. Both
# say `requires_grad=True`: PyTorch is to work out how the loss changes with them. Doing that by hand
# is dull and easily wrong; automatic differentiation does it for us.

# %% [markdown] lang="zh"
# ## 初始参数
#
# 权重从很小的随机数开始（均值 0，标准差 0.01），偏置从 0 开始。两者都写上 `requires_grad=True`：让
# PyTorch 算出损失怎样随它们变化。手工求导既枯燥又容易出错，自动微分会替我们做好。

# %%
w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)
print(w, b)

# %% [markdown] lang="en"
# ## Your task
#
# $$\hat{\mathbf{y}} = \mathbf{X}\mathbf{w} + b$$
#
# Write `linreg(X, w, b)`.
#
# | | |
# |---|---|
# | `X` | shape `(n, d)` |
# | `w` | shape `(d, 1)` |
# | `b` | shape `(1,)` |
# | gives back | predictions of shape `(n, 1)`, through which gradients reach `w` and `b` |
#
# $\mathbf{X}\mathbf{w}$ has $n$ rows and $b$ is a single number: PyTorch adds it to each row. That is
# *broadcasting*. The inputs are float32, and so is the result.
#
# The function changes nothing else: not its arguments, no settings of PyTorch, and it seeds no random generator.

# %% [markdown] lang="zh"
# ## 你的任务
#
# $$\hat{\mathbf{y}} = \mathbf{X}\mathbf{w} + b$$
#
# 写出 `linreg(X, w, b)`。
#
# | | |
# |---|---|
# | `X` | 形状 `(n, d)` |
# | `w` | 形状 `(d, 1)` |
# | `b` | 形状 `(1,)` |
# | 返回 | 形状为 `(n, 1)` 的预测，梯度能通过它传回 `w` 和 `b` |
#
# $\mathbf{X}\mathbf{w}$ 有 $n$ 行，而 $b$ 只是一个数：PyTorch 会把它加到每一行上。这就是*广播*。输入都是
# float32，结果也是。
#
# 除此之外，函数不改变任何别的东西：不改它的参数，不改 PyTorch 的设置，也不给随机数生成器设种子。


# %%
def linreg(X, w, b):
    """The linear model: one prediction for each row of X."""
    ### BEGIN SOLUTION
    return torch.matmul(X, w) + b
    ### END SOLUTION


# %% [markdown] lang="en"
# ## Try it
#
# Predictions of an untrained model. Why are they all close to 0?

# %% [markdown] lang="zh"
# ## 试一试
#
# 这是还没有训练的模型的预测。为什么它们都接近 0？

# %%
X = torch.randn(5, 2)
print(linreg(X, w, b))

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="zh"
# ## 自己检查

# %% tags=["public"]
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
w = torch.tensor([[10.0], [1.0]], requires_grad=True)
b = torch.tensor([0.5], requires_grad=True)
y_hat = linreg(X, w, b)
assert y_hat.shape == (3, 1), f"the shape is {tuple(y_hat.shape)}, not (3, 1)"
assert torch.allclose(y_hat, torch.tensor([[12.5], [34.5], [56.5]])), "the values are wrong"
y_hat.sum().backward()
assert w.grad is not None and b.grad is not None, "no gradient reached w and b"
print("fine so far")
