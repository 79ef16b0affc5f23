# %% [markdown] lang="en"
# # The noise is added to the features
#
# Measurements are not exact, so the features get the noise before the labels are computed.
#
# The error in your labels depends on the weights. You disturb the features first, and afterwards
# the weights make each disturbance larger or smaller. With the weights of this lesson the labels
# are off by about 0.04 in place of 0.01, and with weights of 0 there would be no noise at all. In
# the model the features are known exactly, and only the measured label is uncertain. Take the
# formula and mark the place where ε stands. Which letters is it multiplied by there, and which ones
# in your program?

# %% [markdown] lang="zh"
# # 噪声加到了特征上
#
# 测量总有误差，所以要先给特征加上噪声，再算标签。
#
# 你的标签误差有多大，取决于权重。你先扰动了特征，然后权重又把每个扰动放大或缩小。用这一课的权重，
# 标签的误差大约是 0.04，而不是 0.01；要是权重全为 0，就根本没有噪声了。在这个模型里，
# 特征是准确知道的，不确定的只是测得的标签。在公式里找到 ε 的位置：它在那里和哪些字母相乘？
# 在你的程序里呢？

# %% fails="test_noise"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples, len(w)) * 0.01
    y = (X + noise) @ w + b
    return X, y.reshape(-1, 1)
