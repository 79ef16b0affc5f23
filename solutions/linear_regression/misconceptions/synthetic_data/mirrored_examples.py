# %% [markdown] lang="en"
# # The second half mirrors the first
#
# To be fair to both sides, every example needs a partner with the opposite sign.
#
# The second half of your table is the first half with all signs changed. So the mean is exactly 0,
# and each number alone is a fair draw. But the second half tells nothing new: whoever knows one
# half knows the other. The task asks for independent examples. Balance between both sides comes by
# itself, roughly, when there are many of them, and it should not be exact. Print the first row of
# `X` and the first row of its second half. How likely is that in independent
# draws?

# %% [markdown] lang="zh"
# # 后一半是前一半的镜像
#
# 为了两边公平，每个样本都要配一个符号相反的同伴。
#
# 你的表后一半就是前一半全部变号。这样均值正好是 0，单看每个数也都是公平抽取的。
# 可是后一半没有带来任何新东西：知道了一半，就知道了另一半，而题目要的是独立的样本。样本多了，
# 两边自然会大致平衡，但不应该分毫不差。打印 `X` 的第一行，再打印后一半的第一行。如果是独立抽取的，
# 出现这种情形的机会有多大？

# %% fails="test_features_are_standard_normal"
import torch


def synthetic_data(w, b, num_examples):
    half = torch.randn(-(-num_examples // 2), len(w))
    X = torch.cat([half, -half])[:num_examples]
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
