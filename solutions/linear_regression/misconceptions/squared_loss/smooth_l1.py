# %% [markdown] lang="en"
# # Another loss that looks the same
#
# The smooth L1 loss is half the square of the difference, so the built-in function can be used.
#
# For small errors you are right: up to an error of 1, the smooth L1 loss is exactly half the
# square. That is why a quick try with small numbers looks perfect. Beyond 1 it goes on as a
# straight line, so that wild outliers don't pull too strongly. This is a good idea for some data,
# but it is a different loss. A test with convenient numbers can't show it. Draw your loss for
# errors from -3 to 3 next to the curve of the formula. Where do the two curves part?

# %% [markdown] lang="zh"
# # 用了另一个看起来一样的损失
#
# 平滑 L1 损失就是差的平方的一半，所以直接用现成的函数就行。
#
# 误差小的时候你是对的：误差不超过 1 时，平滑 L1 损失正好是平方的一半，所以用小数字随便一试，一切都
# 很完美。可是超过 1以后，它就变成一条直线，免得离谱的样本影响太大。对某些数据来说这是个好主意，但那
# 是另一种损失，用方便的小数字是试不出来的。把误差从 -3 到 3 的损失画出来，再画上公式的曲线：两条线
# 从哪里开始分开？

# %% fails="test_half_of_the_squared_difference"
import torch
import torch.nn.functional as F


def squared_loss(y_hat, y):
    return F.smooth_l1_loss(y_hat, y.reshape(y_hat.shape), reduction="none")
