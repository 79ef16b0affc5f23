# %% [markdown] lang="en"
# # Noise in the predictions
#
# The labels contain noise, so the model has to add noise as well.
#
# The data were made with noise, because real measurements are never exact. A model does something
# else: it says what is to be expected, and the best guess for the noise is zero. With your version,
# two questions about the same house get two answers, and the loss can't fall as low as it should,
# because your noise is added to that of the labels. It is so small that you hardly see it in a
# plot. Call your function twice with the same arguments and subtract the results.

# %% [markdown] lang="zh"
# # 预测里加了噪声
#
# 标签里有噪声，所以模型也要加上噪声。
#
# 造数据时加噪声，是因为真实的测量从来不会完全准确。模型做的是另一件事：它说出应该期望的值，而对噪声
# 最好的猜测就是零。按你的写法，同一座房子问两次，会得到两个不同的答案；损失也降不到应有的程度，因为
# 标签的噪声之外又多了你的噪声。这个噪声很小，画在图上几乎看不出来。用同样的参数调用你的函数两次，把
# 两个结果相减看看。

# %% fails="test_weights"
import torch


def linreg(X, w, b):
    y_hat = torch.matmul(X, w) + b
    y_hat = y_hat + 0.01 * torch.randn_like(y_hat)
    return y_hat
