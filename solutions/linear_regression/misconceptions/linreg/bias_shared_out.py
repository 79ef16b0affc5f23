# %% [markdown] lang="en"
# # The bias is divided among the examples
#
# The bias is there once for the minibatch, so each example gets its share.
#
# Dividing by the number of examples is right for a mean, such as the mean loss. A prediction is not
# a mean: it must not depend on how many other examples are asked about at the same time. With your
# model the same house gets one price alone, and another one among ten. In training the minibatches
# all have one size, so the model learns a bias that is ten times too large and nothing looks wrong,
# until you ask it about all the data. What does it then say, and why?

# %% [markdown] lang="zh"
# # 偏置被各个样本平分了
#
# 整个小批量只有一个偏置，所以每个样本分到一份。
#
# 除以样本的个数，对平均值来说是对的，例如平均损失。预测却不是平均值：它不应该取决于同时还问了多少个
# 别的样本。用你的模型，同一座房子单独问是一个价格，和另外九座一起问又是另一个价格。训练时小批量的大
# 小都一样，模型就学到十倍大的偏置，看起来一切正常，直到你用全部数据去问它。这时它会说什么，为什么？

# %% fails="test_bias"
import torch


def linreg(X, w, b):
    return torch.matmul(X, w) + b / X.shape[0]
