# %% [markdown] lang="en"
# # One number for the whole minibatch
#
# A sum over the products gives the prediction.
#
# A sum without any more words adds up everything that it finds, also across the examples. So all
# rows of `X` are melted into one single number, and this number is the prediction of nobody. With a
# minibatch of one example it happens to be right, and that makes it hard to find. Afterwards
# broadcasting even compares this one number with every label, without an error. Call your function
# with 2 examples and then with each of them alone. How do the three results belong together?

# %% [markdown] lang="zh"
# # 整个小批量只有一个数
#
# 把乘积加起来，就得到预测。
#
# 求和时如果不多说一句，就会把所有的数都加起来，连不同样本的也一起加。于是 `X` 的所有行融成了一个
# 数，而这个数不是任何样本的预测。小批量里只有一个样本时，结果碰巧是对的，所以很难发现；之后广播还会
# 拿这一个数去和每个标签比较，也不报错。用 2 个样本调用你的函数，再分别用其中一个样本调用：三个结果
# 之间有什么关系？

# %% fails="test_shape"
import torch


def linreg(X, w, b):
    return torch.sum(X * w.T) + b
