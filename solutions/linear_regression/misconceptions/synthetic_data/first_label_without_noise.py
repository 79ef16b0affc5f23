# %% [markdown] lang="en"
# # The loop begins at the second example
#
# Counting begins at 1, so a loop over the examples goes from 1 to n.
#
# One label has no noise: the very first. Python counts from 0, so a loop that begins at 1 leaves
# out the example with the number 0. Among 1000 labels nobody sees it, and no mean and no picture
# will show it. With one example, though, there is no noise at all. Mistakes like this sit at the
# ends, which is why it pays to look at the first and the last element, and to try the smallest
# case. Make a data set with one example, five times, and compute its error. What do you get?

# %% [markdown] lang="zh"
# # 循环从第二个样本开始
#
# 计数从 1 开始，所以遍历样本的循环是从 1 到 n。
#
# 有一个标签没有噪声：最前面的那个。Python 从 0 开始计数，循环从 1 开始，就漏掉了编号为 0 的样本。
# 在 1000 个标签里谁也注意不到，平均值和图都看不出来；可是只有一个样本时，就完全没有噪声了。
# 这类错误总是藏在两端，所以值得看一看第一个和最后一个元素，也试一试最小的情形。
# 造五次只有一个样本的数据，算出它的误差：你得到了什么？

# %% fails="test_every_call_is_new"
import random

import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    y = X @ w + b
    for i in range(1, num_examples):
        y[i] += random.gauss(0, 0.01)
    return X, y.reshape(-1, 1)
