# %% [markdown] lang="en"
# # A setting changed for everybody
#
# A setting that I make inside my function is valid inside my function.
#
# Variables of a function end with it, but settings of PyTorch belong to the whole program. After
# the first call of your model every new tensor is made in float64, in every cell, also in code that
# others wrote. The model itself shows no difference, as its arguments are float32 already. The
# error appears somewhere else and much later, when an old tensor meets a new one in a matrix
# product. Show the `dtype` of `torch.zeros(1)` before and after a call of your function. What has
# happened?

# %% [markdown] lang="zh"
# # 改了所有人的设置
#
# 在我的函数里做的设置，只在我的函数里有效。
#
# 函数里的变量随函数结束而消失，但 PyTorch 的设置属于整个程序。你的模型第一次被调用之后，所有单元格
# 里新建的张量都变成 float64，连别人写的代码也一样。模型本身看不出差别，因为传进来的张量已经是
# float32。错误会在很久以后、别的地方出现，例如旧张量和新张量做矩阵乘法时。在调用你的函数之前和之
# 后，各看一次 `torch.zeros(1)` 的 `dtype`：发生了什么？

# %% fails="test_nothing_else_changes" source="https://github.com/cics-nd/gptorch/pull/14"
import torch


def linreg(X, w, b):
    torch.set_default_dtype(torch.float64)
    return torch.matmul(X, w) + b
