# %% [markdown] lang="en"
# # An activation at the end
#
# Every layer of a network ends in an activation function, so this one does too.
#
# Your model can't say anything below zero: every negative prediction is cut off. In later chapters
# there are such functions between layers, and that is where the habit comes from. Here the model is
# one straight line, and a label may be any number. Where the result was cut off, no gradient flows
# either, so those examples can't teach the parameters anything. Call your model with `X` and with
# `-X`, with the bias at 0. What would you expect of a linear model, and what do you see?

# %% [markdown] lang="zh"
# # 结尾多了激活函数
#
# 神经网络的每一层都以激活函数结尾，这里也一样。
#
# 你的模型说不出小于零的数：负的预测全被截成了 0。后面的章节里，层与层之间有这样的函数，习惯就是这样
# 来的。可是这里的模型只是一条直线，标签可以是任何数。被截断的地方也没有梯度，那些样本就教不了参数任
# 何东西。把偏置设为 0，分别用 `X` 和 `-X` 调用你的模型：一个线性模型应该给出什么，你看到的又是什
# 么？

# %% fails="test_weights" source="https://community.deeplearning.ai/t/can-relu-activation-be-used-in-the-last-layer-of-a-neural-network/549422"
import torch


def linreg(X, w, b):
    return torch.relu(torch.matmul(X, w) + b)
