# %% [markdown] lang="en"
# # Right mean and spread, wrong shape
#
# Numbers with mean 0 and standard deviation 1 are standard normal.
#
# Your features have the right mean and the right standard deviation, and still they are not normal.
# Mean and standard deviation say where a distribution lies and how wide it is. They do not say what
# it looks like. Yours is flat like a table and ends suddenly on both sides; a normal one is a bell
# whose sides never quite end. So two numbers alone can't tell one from the other. Draw 10000 of
# your numbers and count how many lie above 2. For a bell it is about one in 44: what do you get?

# %% [markdown] lang="zh"
# # 均值和标准差对了，形状不对
#
# 均值为 0、标准差为 1 的数就服从标准正态分布。
#
# 你的特征均值是对的，标准差也是对的，却不是正态分布。均值和标准差只说明分布在哪里、有多宽，
# 并不说明它长什么样。你的分布平得像桌面，到两边突然就没有了；正态分布是一口钟，两侧慢慢变低，
# 永远不会完全到头。所以光看这两个数分不出它们。抽 10000 个你的数，数一数大于 2 的有多少。
# 钟形分布大约每 44 个里有一个，你得到多少？

# %% fails="test_features_are_standard_normal"
import torch


def synthetic_data(w, b, num_examples):
    X = (torch.rand(num_examples, len(w)) - 0.5) * 12**0.5
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
