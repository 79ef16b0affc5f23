# %% [markdown] lang="en"
# # Absolute value instead of the square
#
# The square is only there to get rid of the minus sign, so the absolute value does the same job.
#
# Your losses are never negative, and they are zero for a perfect prediction. So far, so good. But
# the square does more than remove a sign: it makes large errors count much more than small ones,
# and near the goal its slope gets smaller and smaller. With the absolute value the slope is the
# same everywhere, so training keeps jumping around the goal. Compute your loss for errors of 1, 2
# and 4. How does it grow when the error doubles, and how should it grow here?

# %% [markdown] lang="zh"
# # 用绝对值代替了平方
#
# 平方只是为了去掉负号，所以用绝对值也一样。
#
# 你的损失不会是负数，预测完全正确时也等于零，到这里都没问题。但平方的作用不只是去掉负号：它让大误差
# 比小误差重要得多，而且越接近目标，坡度越小。换成绝对值，坡度处处一样，训练就会在目标附近跳来跳去。
# 分别对误差 1、2、4 算一下你的损失：误差变成两倍时，它变成了几倍？按题目的公式又应该变成几倍？

# %% fails="test_half_of_the_squared_difference" common="yes"
import torch


def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)).abs() / 2
