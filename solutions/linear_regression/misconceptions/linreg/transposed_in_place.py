# %% [markdown] lang="en"
# # The caller's features are transposed
#
# A method with an underscore at the end is the same as the one without.
#
# Your predictions are right. But the underscore at the end of a method's name says: do it to the
# tensor itself. `X` in your function is the caller's own tensor, not a copy, so after the call the
# rows and columns of the caller's data are exchanged. The first call is fine, and the second one
# with the same data fails or, if there are as many examples as features, gives wrong numbers. Print
# the shape of `X` before and after a call. Which other methods with an underscore do you know?

# %% [markdown] lang="zh"
# # 调用者的特征被翻转了
#
# 名字末尾带下划线的方法，和不带下划线的一样。
#
# 你的预测是对的。可是方法名末尾的下划线表示：直接改动这个张量本身。函数里的 `X` 就是调用者的那个张
# 量，不是副本，所以调用之后，调用者的数据行列互换了。第一次调用没有问题，用同样的数据再调用一次就会
# 报错；如果样本数和特征数恰好相等，还会给出错误的数。在调用前后各打印一次 `X` 的形状。你还知道哪些
# 带下划线的方法？

# %% fails="test_bias"
import torch


def linreg(X, w, b):
    y_hat = torch.matmul(w.T, X.t_()) + b
    return y_hat.T
