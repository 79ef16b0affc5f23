# %% [markdown] lang="en"
# # A gradient switched on too late
#
# If the result requires gradients, then gradients reach the parameters.
#
# You cut the result off and then mark it as a tensor that requires gradients. The error message of
# PyTorch is gone, and backward runs. But it goes just one step and ends at your result, which is
# now the beginning of everything and knows nothing of `w` and `b`. Both parameters stay without a
# gradient, and the model never learns. The mark says where gradients should be collected. It does
# not build a way to get there. After one backward pass, look at the gradients of `w`, of `b` and of
# your result. Where did it go?

# %% [markdown] lang="zh"
# # 梯度开关开得太晚
#
# 只要结果要求梯度，梯度就能传到参数。
#
# 你先把结果和前面的计算切断，再给它标上“要求梯度”。PyTorch 的报错消失了，`backward` 也能运行，但只
# 走一步，就停在你的结果上：它成了一切的起点，根本不知道 `w` 和 `b`。两个参数都得不到梯度，模型永远
# 学不会。这个标记只说明要在哪里收集梯度，并不会铺出通到那里的路。反向传播一次之后，看看 `w`、`b` 和
# 结果各自的梯度：梯度到哪里去了？

# %% fails="test_gradients_reach_the_parameters" source="https://github.com/ronghuaiyang/arcface-pytorch/issues/56"
import torch


def linreg(X, w, b):
    y_hat = torch.matmul(X, w) + b
    return y_hat.detach().requires_grad_()
