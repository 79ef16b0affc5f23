# %% [markdown] lang="en"
# # 0.01 is added to the noise
#
# Noise of 0.01 is a standard normal number and 0.01.
#
# Your noise is a hundred times too strong, and 0.01 hardly matters in it. Adding a number to random
# numbers moves all of them by the same distance. How far they spread stays as it was. What the task
# tells you with 0.01 is how far they spread. In the picture of the lesson the cloud of points
# becomes a little thicker, which is not easy to see. Draw 10000 numbers, add 5 to them, and print
# the mean and the standard deviation before and after. Which of the two has changed, and which one
# did you want to change?

# %% [markdown] lang="zh"
# # 把 0.01 加到了噪声上
#
# 大小为 0.01 的噪声，就是标准正态分布的随机数加上 0.01。
#
# 你的噪声强了一百倍，那个 0.01 在里面几乎不起作用。给随机数加上一个数，
# 只是让它们一起移动同样的距离，散开的程度不变；而题目里的 0.01 说的正是散开的程度。在这一课的图上，
# 点云只会变厚一些，不容易看出来。抽 10000 个数，给它们加上 5，打印前后的均值和标准差：哪一个变了？
# 你想改变的又是哪一个？

# %% fails="test_labels_follow_the_model"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) + 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
