# %% [markdown] lang="en"
# # Room for a thousand examples
#
# There are 1000 examples, so 1000 places are enough.
#
# Your function prepares 1000 places and fills as many as it needs. For every minibatch, and even
# for all the data of the lesson, this is right. But the number is a property of today's data and
# not of the model: with example 1001 it stops with an error about sizes. Limits like this are found
# late, when the program has been used for months and the data have grown. Where does the number of
# examples stand when your function is called?

# %% [markdown] lang="zh"
# # 只留了一千个位置
#
# 一共有 1000 个样本，所以 1000 个位置就够了。
#
# 你的函数准备了 1000 个位置，用多少填多少。对每个小批量，甚至对这一课的全部数据，这都是对的。可是这
# 个数是今天的数据的性质，而不是模型的性质：来了第 1001 个样本，程序就会因为大小不合而报错。这样的限
# 制往往很晚才被发现，那时程序已经用了几个月，数据也变多了。函数被调用时，样本的个数可以从哪里看出
# 来？

# %% fails="test_weights"
import torch


def linreg(X, w, b):
    y_hat = torch.zeros(1000, 1, device=X.device)
    y_hat[: len(X)] = torch.matmul(X, w) + b
    return y_hat[: len(X)]
