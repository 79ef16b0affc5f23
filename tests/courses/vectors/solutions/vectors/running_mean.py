# %% [markdown] lang="en"
# # Running mean
#
# Write `running_mean(values, window)`: `values` is a float32 tensor of shape `(n,)`, n ≥ 1, and
# `window` a whole number ≥ 1, which may be larger than n. The result has shape `(n,)`; its element
# `i` is the average of the last `window` values up to and with `values[i]`, or of all values so
# far while there are fewer. Do not change `values`.
#
# Take each average with the function `average` below: other people may want to put another kind of
# average in its place.

# %% [markdown] lang="zh"
# # 滑动平均
#
# 编写 `running_mean(values, window)`：`values` 是形状为 `(n,)` 的 float32 张量（n ≥ 1）。
# `window` 是不小于 1 的整数，可以大于 n。
# 结果的形状是 `(n,)`；第 `i` 个元素是到 `values[i]` 为止（包括它）最后 `window` 个值的平均。
# 值还不够时，取到目前为止所有值的平均。不要修改 `values`。
#
# 每个平均都用下面的函数 `average` 来求：别人可能会换上另一种平均。

# %% tags=["given"]
import torch


def average(values):
    """The mean of a tensor of shape (k,), k >= 1, as a tensor of shape ()."""
    return values.mean()


# %%
def running_mean(values, window):
    """The average of the last values, at every place.

    values: tensor of shape (n,), n >= 1. It is not changed.
    window: how many values an average takes in, >= 1; at the start there are fewer.
    Returns a tensor of shape (n,). Every element comes from average().
    """
    ### BEGIN SOLUTION
    ends = range(1, len(values) + 1)
    return torch.stack([average(values[max(0, end - window) : end]) for end in ends])
    ### END SOLUTION


# %% [markdown] lang="en"
# Run the next cell to check yourself.

# %% [markdown] lang="zh"
# 运行下一个单元格自己检查一下。

# %% tags=["public"]
assert running_mean(torch.tensor([1.0, 3.0, 5.0, 7.0]), 2).tolist() == [1.0, 2.0, 4.0, 6.0]

# %%
running_mean(torch.arange(6.0), 3)
