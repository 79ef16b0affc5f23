# %% [markdown] lang="en"
# # Noise and features share their numbers
#
# A random number can be used a second time, as long as it stands in another row.
#
# The errors of your labels are the first numbers of the feature table, only smaller. They don't
# belong to the same row, so a picture of errors against features shows no pattern, and mean and
# spread are right. But the noise is not independent: whoever has `X` can work out every error, and
# clean the labels completely. Even the first example shows it, because its error is its own first
# feature. Take three weights, divide the errors `y[:, 0] - (X @ w + b)` by 0.01 and print the first
# six next to `X[:2]`. What do you notice?

# %% [markdown] lang="zh"
# # 噪声和特征用了同一批数
#
# 一个随机数只要放到别的行，就可以再用一次。
#
# 你的标签误差就是特征表开头的那些数，只是缩小了。它们大多不在同一行，
# 所以把误差对特征画图看不出规律，均值和标准差也都对。但噪声并不独立：谁手里有 `X`，
# 谁就能算出每一个误差，把标签完全还原。第一个样本就看得出来，因为它的误差正是它自己的第一个特征。
# 取三个权重，把误差 `y[:, 0] - (X @ w + b)` 除以 0.01，打印前六个，和 `X[:2]` 放在一起看。
# 你注意到了什么？

# %% fails="test_noise"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = X.flatten()[:num_examples] * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
