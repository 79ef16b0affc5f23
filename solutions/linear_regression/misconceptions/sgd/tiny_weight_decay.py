# %% [markdown] lang="en"
# # A tiny pull towards zero
#
# A very small weight decay can't hurt, so it may be there by default.
#
# In one step the difference is too small to be seen. But it is there in every step, and training
# has thousands of them: a parameter whose gradient is zero still gets smaller and smaller. Training
# then doesn't end where the loss is smallest, and large parameters are pulled the most. Plain
# descent moves a parameter only where there is a slope. Hand over a parameter of 100000 with a
# gradient of zero, and use a learning rate of 1. Does it stay exactly where it is?

# %% [markdown] lang="zh"
# # 轻轻地往零拉
#
# 很小的权重衰减没有坏处，所以可以默认就加上。
#
# 只看一步，差别小得看不出来。可是每一步都有它，而训练有成千上万步：梯度为零的参数也会越来越小。于是
# 训练不会停在损失最小的地方，而且越大的参数被拉得越厉害。最普通的下降只在有坡的时候才移动参数。给函
# 数一个等于 100000 的参数，梯度是零，学习率用 1：它会一点不动地留在原处吗？

# %% fails="test_any_rate_and_batch_size"
import torch


def sgd(params, lr, batch_size, weight_decay=1e-5):
    with torch.no_grad():
        for param in params:
            param -= lr * (param.grad / batch_size + weight_decay * param)
            param.grad.zero_()
