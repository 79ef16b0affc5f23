# %% [markdown] lang="en"
# # The data track gradients
#
# Tensors that are used for training must have `requires_grad=True`.
#
# Your features ask PyTorch to remember everything that is computed from them, and so the labels
# hang on that record too. Gradients are needed for what is to be learned. Data are given: nobody
# wants to improve them. The training would still run, but every step would also work out a
# derivative that nobody uses, and turning the labels into a numpy array for a picture raises an
# error. In the lesson, which tensors change from step to step, and which ones stay as they are?

# %% [markdown] lang="zh"
# # 数据也记录了梯度
#
# 用来训练的张量都要设 `requires_grad=True`。
#
# 你的特征要求 PyTorch 记住由它们算出的一切，标签也就连在了这份记录上。只有要学习的东西才需要梯度，
# 而数据是给定的，没有人要去改进它们。训练仍然能进行，但每一步都会多算一个没人用的导数；要画图时，
# 把标签转成 numpy 数组还会报错。想一想：这一课里，哪些张量会一步一步地变，哪些始终不变？

# %% fails="test_shapes"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w), requires_grad=True)
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
