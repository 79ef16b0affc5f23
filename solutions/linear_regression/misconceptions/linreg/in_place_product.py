# %% [markdown] lang="en"
# # The features are overwritten
#
# `X *= ...` changes only my own variable inside the function.
#
# The predictions and the gradients are right, at the first call. But this short form does not make
# a new tensor: it writes the products into the tensor that the caller handed over. After the call
# the features are gone, and each further call multiplies them once more. A minibatch is mostly a
# copy, so in training nothing happens to the data, and then the measurement of the loss with all
# the data destroys them. Call your function twice with the same `X`. Why are the results different?

# %% [markdown] lang="zh"
# # 特征被覆盖了
#
# `X *= ...` 只会改变函数里我自己的变量。
#
# 第一次调用时，预测和梯度都是对的。可是这种简写并不会造出新的张量，而是把乘积写进调用者传来的那个张
# 量里。调用之后，原来的特征就没有了，每多调用一次，就又乘一遍。小批量大多是副本，所以训练时数据没
# 事；等到用全部数据计算损失时，数据就被毁了。用同一个 `X` 调用你的函数两次：两次的结果为什么不一
# 样？

# %% fails="test_nothing_else_changes" source="https://github.com/pytorch/vision/issues/217"
def linreg(X, w, b):
    X *= w.T
    return X.sum(dim=1, keepdim=True) + b
