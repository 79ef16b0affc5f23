# %% [markdown] lang="en"
# # The square is handed to a function
#
# A function that draws normal numbers wants to know the variance, so 0.01 has to be squared first.
#
# Your noise is a hundred times too weak. It is there, but it is so small that nobody would notice
# it in a picture, and the labels look right to four digits. On paper one writes N(0, 0.01²), with a
# square. A function of a library has its own idea of what its second number means, and only its
# help page tells. Try it out with a number that you can see: draw 10000 numbers with a second
# argument of 5 and look at their `.std()` and their `.var()`. Which of the two is 5?

# %% [markdown] lang="zh"
# # 把平方交给了函数
#
# 抽取正态随机数的函数要的是方差，所以要先把 0.01 平方。
#
# 你的噪声弱了一百倍。噪声是有的，但小得在图上根本看不出来，标签的前四位数字看上去都对。
# 在纸上我们写 N(0, 0.01²)，带着平方；而库函数的第二个参数是什么意思，只有它的说明文档说了算。
# 用一个看得见的数试试：第二个参数取 5，抽 10000 个数，看看它们的 `.std()` 和 `.var()`。
# 哪一个等于 5？

# %% fails="test_noise" source="https://github.com/MaximeRobeyns/bayesian_flow_networks/issues/1"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.normal(0, 0.01**2, (num_examples,))
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
