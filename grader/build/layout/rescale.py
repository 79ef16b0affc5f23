# %% [markdown] lang="en"
# # Columns from 0 to 1
#
# One column of a table counts rooms, another one square metres. Training goes better when all
# columns have the same range.
#
# **You will learn** to compute with whole columns at once.

# %% [markdown] lang="zh"
# # 每一列都在 0 到 1 之间
#
# 一张表里，一列是房间数，另一列是平方米。各列的范围一样时，训练会更顺利。
#
# **你将学会**：一次对整列进行计算。

# %% tags=["given"]
import torch

# %% [markdown] lang="en"
# ## Your task
#
# Write `rescale(X)`. `X` is a float32 tensor of shape `(n, d)`, with n ≥ 1 and d ≥ 1. Return a new
# float32 tensor of the same shape, on the same device. In each of its columns, the smallest value
# of that column of `X` has become 0, the largest 1, and the others lie between them in proportion,
# however narrow or wide the column is:
#
# $$\frac{x - \min}{\max - \min}$$
#
# A column of equal values becomes zeros.
#
# The function changes nothing else: not `X`, no settings of PyTorch, and it seeds no random
# generator. No gradients are needed: `X` is data.

# %% [markdown] lang="zh"
# ## 你的任务
#
# 写出 `rescale(X)`。`X` 是形状为 `(n, d)` 的 float32 张量，n ≥ 1，d ≥ 1。
# 返回一个新的 float32 张量，形状和设备都与 `X` 相同。在它的每一列里，`X` 这一列的最小值变成 0，
# 最大值变成 1，其余的按比例落在中间，无论这一列的范围多窄或多宽：
#
# $$\frac{x - \min}{\max - \min}$$
#
# 如果一列的值全都相等，这一列就变成 0。
#
# 除此之外，函数不改变任何别的东西：不改 `X`，不改 PyTorch 的设置，也不给随机数生成器设种子。
# 不需要梯度：`X` 是数据。


# %%
def rescale(X):
    """Each column of X moved and stretched to run from 0 to 1; equal values become zeros."""
    ### BEGIN SOLUTION
    low, high = X.amin(0), X.amax(0)
    width = high - low
    width[width == 0] = 1.0
    return (X - low) / width
    ### END SOLUTION


# %% [markdown] lang="en"
# ## Try it
#
# Which numbers should come out? Work them out by hand before you run the cell.

# %% [markdown] lang="zh"
# ## 试一试
#
# 应该得到哪些数？先用手算一算，再运行。

# %%
print(rescale(torch.tensor([[2.0, 50.0], [4.0, 90.0], [3.0, 60.0]])))

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="zh"
# ## 自己检查

# %% tags=["public"]
result = rescale(torch.tensor([[1.0, 20.0], [2.0, 60.0], [5.0, 100.0]]))
assert result.shape == (3, 2), f"the shape is {tuple(result.shape)}, not (3, 2)"
expected = torch.tensor([[0.0, 0.0], [0.25, 0.5], [1.0, 1.0]])
assert torch.allclose(result, expected), "the values are wrong"
print("fine so far")
