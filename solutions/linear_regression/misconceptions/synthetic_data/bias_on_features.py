# %% [markdown] lang="en"
# # The bias is added before the product
#
# Weights and bias belong to the features, and it doesn't matter which of them comes first.
#
# Your labels are shifted by a wrong amount. You add `b` to every feature, and afterwards the
# weights are applied to it as well. So what arrives in the label is not `b` but `b` times the sum
# of all weights. When the weights happen to add up to 1 the result is even right, which makes this
# hard to find. Take weights 2 and 3, a bias of 10, and one example with both features 0. Work out
# the label on paper, once by the formula of the task and once by your program. Where do the two
# part?

# %% [markdown] lang="zh"
# # 偏置在相乘之前就加上了
#
# 权重和偏置都作用在特征上，先后顺序无所谓。
#
# 你的标签移动的距离不对。你把 `b` 加到了每个特征上，接着权重又乘了它一遍，
# 于是进到标签里的不是 `b`，而是 `b` 乘以所有权重之和。要是权重之和恰好是 1，结果甚至是对的，
# 所以这个错误不好找。取权重 2 和 3、偏置 10，以及一个两个特征都是 0 的样本，
# 在纸上按题目的公式算一遍，再按你的程序算一遍：两者从哪一步开始不同？

# %% fails="test_labels_follow_the_model"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = (X + b) @ w + noise
    return X, y.reshape(-1, 1)
