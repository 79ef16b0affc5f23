# %% [markdown] lang="en"
# # The model brings its own parameters
#
# A linear layer of PyTorch is the model, so calling it is enough.
#
# The layer does compute a linear model, but with parameters of its own, and it draws them at random
# in every call. The `w` and `b` that you are given play no part. So the answer is different each
# time, and the optimiser moves two tensors that nobody looks at: the loss can never go down. A
# layer is useful when it lives as long as the training does. Call your function twice with the same
# three tensors and compare the two results. What do you see?

# %% [markdown] lang="zh"
# # 模型自带了一套参数
#
# PyTorch 的线性层就是模型，调用它就够了。
#
# 这个层确实在算线性模型，但用的是它自己的参数，而且每次调用都重新随机产生。传给你的 `w` 和 `b` 根本
# 没有用上。所以每次的答案都不一样，优化器更新的是两个没人看的张量，损失永远降不下来。只有和训练同样
# 长久存在的层才有用。用同样的三个张量调用你的函数两次，比较两个结果：你看到了什么？

# %% fails="test_weights"
import torch


def linreg(X, w, b):
    layer = torch.nn.Linear(X.shape[1], 1, device=X.device)
    return layer(X)
