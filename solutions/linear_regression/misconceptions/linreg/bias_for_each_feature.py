# %% [markdown] lang="en"
# # The bias is counted several times
#
# The bias can be added to the products before they are summed up.
#
# Before the sum, an example still has one product for each feature. What you add at that point is
# added to each of them, so the sum holds the bias as many times as there are features. With two
# features the model simply learns a bias that is half as large, and the loss looks perfect. With
# one feature there is no difference at all. Use features that are all 0, a bias of 1, and then 1, 2
# and 5 features. Which numbers come out?

# %% [markdown] lang="zh"
# # 偏置被加了好几次
#
# 偏置可以在求和之前加到乘积上。
#
# 求和之前，一个样本的每个特征都还有一个乘积。这时加上的数会加到每个乘积上，求和之后，有几个特征，偏
# 置就算了几次。有两个特征时，模型只是学到一半大的偏置，损失看起来很完美；只有一个特征时，完全没有差
# 别。把特征全部设为 0，偏置设为 1，特征数分别取 1、2 和 5：得到的是哪些数？

# %% fails="test_bias"
def linreg(X, w, b):
    return (X * w.T + b).sum(dim=1, keepdim=True)
