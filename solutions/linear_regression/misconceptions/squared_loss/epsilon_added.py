# %% [markdown] lang="en"
# # A small number added for safety
#
# A loss should never be exactly zero, so a small number is added for safety.
#
# A tiny number is a good protection where one divides, takes a root or a logarithm. Here none of
# these happens, so there is nothing to protect from. Instead, a perfect prediction now has a loss,
# and at the end of training this matters: in this lesson the losses come down to about 0.00005, and
# other data can go much lower. Then the constant hides the progress that is still made. Code copied
# from another loss often brings such guests along. What is your loss for a prediction that equals
# its label, and what does the formula say?

# %% [markdown] lang="zh"
# # 为了保险加了一个小数
#
# 损失不应该正好等于零，所以为了保险要加一个很小的数。
#
# 在做除法、开根号或取对数的地方，加一个很小的数是很好的保护。这里没有这些运算，也就没有什么需要防
# 的。结果，完全正确的预测现在也有了损失。到训练末尾，这就有影响了：本课的损失会降到 0.00005 左右，
# 别的数据还会低得多，这时这个常数就把仍在发生的进步盖住了。从别的损失里抄来的代码，常常带着这样的
# “客人”。预测等于标签时，你的损失是多少？公式又说是多少？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2 + 1e-6
