# %% [markdown] lang="en"
# # The noise is added to the weights
#
# The labels become noisy when the weights that make them are a little noisy.
#
# Your labels still lie exactly on a straight model, only on a slightly different one. The weights
# are disturbed once in each call, and then all examples use the same disturbed weights. So the
# errors of the examples belong together: where a feature is large, the error is large too. A
# training would find your disturbed weights without any error, and not the ones that the caller
# chose. Noise should be what no model can explain. Draw the difference `y[:, 0] - (X @ w + b)`
# against the first feature, as points. What do you see, a cloud or a pattern?

# %% [markdown] lang="zh"
# # 噪声加到了权重上
#
# 生成标签的权重带一点噪声，标签也就有噪声了。
#
# 你的标签仍然精确地落在一个线性模型上，只是换了一个稍有不同的模型。每次调用只扰动一次权重，
# 之后所有样本都用这同一组权重。于是各个样本的误差是有联系的：特征大的地方，误差也大。
# 训练会毫无误差地找到你扰动过的权重，而不是调用者选定的权重。噪声应该是任何模型都解释不了的部分。
# 以第一个特征为横轴，把 `y[:, 0] - (X @ w + b)` 画成点：是一团云，还是有规律？

# %% fails="test_noise"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(len(w)) * 0.01
    y = X @ (w + noise) + b
    return X, y.reshape(-1, 1)
