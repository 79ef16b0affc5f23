# %% [markdown] lang="en"
# # The square acts on the label only
#
# Python works from left to right, so the difference is taken first and the rest is applied to it.
#
# Some of your losses are negative. A squared number can't be, so the square must have hit something
# else. Python doesn't simply go from left to right: powers come first, then products and quotients,
# then sums and differences. In your line, only the label is squared and halved, and after that it
# is taken away from the prediction. No error is raised, as the line is perfectly legal. Write down
# `5 - 3 ** 2 / 2` on paper, mark which operation comes first, second and third, and let Python
# check you. Were you right?

# %% [markdown] lang="zh"
# # 平方只作用在标签上
#
# Python 从左往右算，所以先求差，后面的运算再作用在差上。
#
# 你的损失里有负数。平方不可能是负的，可见平方用错了地方。Python 并不是简单地从左往右算：先算乘方，
# 再算乘除，最后才算加减。在你那一行里，只有标签被平方、被除以二，然后才从预测里减掉。这一行完全合
# 法，所以不会报错。把`5 - 3 ** 2 / 2` 写在纸上，标出哪一步先算、哪一步后算，再让 Python 检查一下：
# 你标对了吗？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return y_hat - y.reshape(y_hat.shape) ** 2 / 2
