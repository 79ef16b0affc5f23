# %% [markdown] lang="en"
# # Length one
#
# Write `normalize(v)`: it takes a float32 tensor `v` of shape `(n,)` and returns a new tensor of
# the same shape that points the same way and has length 1. The zero vector has no direction; it
# stays as it is. Do not change `v` itself, and let gradients flow through the function.

# %% [markdown] lang="zh"
# # 单位长度
#
# 编写 `normalize(v)`：参数 `v` 是形状为 `(n,)` 的 float32 张量。
# 返回一个形状相同、方向相同、长度为 1 的新张量。
# 零向量没有方向，原样返回。
# 不要修改 `v` 本身，并且要让梯度能够通过这个函数。

# %% tags=["given"]
import torch


# %%
def normalize(v):
    """Scale a vector to length 1.

    v: tensor of shape (n,). It is not changed.
    Returns a tensor of shape (n,) with the direction of v; zeros where v is the zero vector.
    """
    ### BEGIN SOLUTION
    length = v.norm()
    return v / length.clamp_min(1e-12)
    ### END SOLUTION


# %% [markdown] lang="en"
# Run the next cell to check yourself.

# %% [markdown] lang="zh"
# 运行下一个单元格自己检查一下。

# %% tags=["public"]
assert torch.allclose(normalize(torch.tensor([3.0, 4.0])), torch.tensor([0.6, 0.8]))
assert normalize(torch.zeros(3)).tolist() == [0.0, 0.0, 0.0]

# %%
normalize(torch.tensor([1.0, 1.0]))
