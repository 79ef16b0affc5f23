# %% [markdown] lang="en"
# # Turned over when the sizes happen to fit
#
# When `X` has as many rows as `w`, it has to be transposed.
#
# You tried to recognise features that lie on their side by their shape. But a minibatch may have
# just as many examples as there are features. Then your function turns it over though nothing was
# wrong, no error appears, and every prediction mixes all examples. Such a batch comes rarely, so
# the mistake stays hidden for long. Call your function with 3 examples of 3 features, and then with
# the first of them alone. Do the answers agree?

# %% [markdown] lang="zh"
# # 行列数碰巧相等时被转置了
#
# 只要 `X` 的行数和 `w` 的行数相同，就应该转置。
#
# 你想根据形状来判断特征是不是放反了。可是一个小批量里，样本的个数完全可能和特征的个数相等。这时本来
# 没有问题，你的函数却把它转置了，也不报错，每个预测都混进了所有样本。这样的批量很少出现，所以错误能
# 藏很久。用 3 个样本、3 个特征调用你的函数，再单独用第一个样本调用：两次的答案一致吗？

# %% fails="test_weights"
import torch


def linreg(X, w, b):
    if X.shape[0] == w.shape[0]:
        X = X.T
    return torch.matmul(X, w) + b
