# %% [markdown] lang="en"
# # There is no noise in the labels
#
# The labels are computed from the features by the formula, so they come out exact.
#
# All your labels lie exactly on the model. A learning program would find the weights anyway, even
# faster, so the rest of the lesson would not warn you. But real measurements are never exact, and
# data without any error make every method look perfect. In the formula there is one more term after
# `b`. Compute `y[:, 0] - (X @ w + b)` for ten examples and look at the numbers. What should you see
# there if every label carried a small error of its own?

# %% [markdown] lang="zh"
# # 标签里没有噪声
#
# 标签是用公式从特征算出来的，所以应该分毫不差。
#
# 你的标签全都精确地落在模型上。学习程序照样能找到权重，甚至更快，所以这一课后面的内容不会提醒你。
# 可是真实的测量总有误差，用毫无误差的数据来检验，什么方法看上去都很完美。
# 公式里 `b` 的后面还有一项。取十个样本，算出 `y[:, 0] - (X @ w + b)`，看看这些数。
# 如果每个标签都带着自己的小误差，这里应该出现什么？

# %% fails="test_noise" common="yes"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w + b
    return X, y.reshape(-1, 1)
