# %% [markdown] lang="en"
# # The predictions leave PyTorch
#
# Numbers are numbers: it makes no difference whether a tensor or an array comes back.
#
# Your numbers are right, but they come back as a numpy array. An array knows nothing of how it was
# made. On the way out you even had to cut the result off from `w` and `b` by hand, otherwise
# PyTorch would have refused. After this, no loss can tell the parameters in which direction to
# move, and on a GPU every call copies the data to the main memory. Try to call `backward` on the
# sum of your result. What does Python answer?

# %% [markdown] lang="zh"
# # 预测离开了 PyTorch
#
# 数就是数，返回张量还是数组都一样。
#
# 你的数是对的，但返回的是 numpy 数组。数组不记得自己是怎样算出来的。转换之前，你还不得不亲手把结果
# 和 `w`、`b` 的联系切断，否则 PyTorch 会拒绝。这样一来，损失再也无法告诉参数该往哪个方向走；在 GPU
# 上，每次调用还要把数据搬回内存。对你的结果求和，再试着调用 `backward`：Python 怎么回答？

# %% fails="test_shape"
import torch


def linreg(X, w, b):
    y_hat = torch.matmul(X, w) + b
    return y_hat.detach().cpu().numpy()
