# %% [markdown] lang="en"
# # Close counts as perfect
#
# What `torch.isclose` calls close is equal as far as floating point goes, so the loss there is
# zero.
#
# The default tolerance looks tiny, a hundred-thousandth. But it is relative to the label. For a
# label of 20000 it already allows an error of 0.2, and a `float32` number can tell apart much
# smaller steps there. Inside this zone your loss and its gradient are zero, so training stops
# before the goal. For small labels you see nothing of it. `torch.isclose` is made for tests, and a
# test may be generous. A loss may not. Take the label 20000 and predictions that come closer and
# closer to it. At which distance does your loss jump to zero?

# %% [markdown] lang="zh"
# # 接近就当作完全正确
#
# `torch.isclose` 认为接近的数，在浮点数意义上就是相等，所以损失是零。
#
# 默认的容差看起来很小，只有十万分之一，但它是相对于标签的。标签是 20000 时，它已经允许 0.2 的误差，
# 而 `float32` 在那里能分辨小得多的差别。在这个范围里，你的损失和梯度都是零，训练还没到目标就停了。
# 标签小的时候什么也看不出来。`torch.isclose`是给测试用的，测试可以宽松，损失却不行。取标签 20000，
# 让预测越来越近：距离多大时，你的损失突然变成了零？

# %% fails="test_close_large_numbers"
import torch


def squared_loss(y_hat, y):
    y = y.reshape(y_hat.shape)
    close = torch.isclose(y_hat, y)
    return torch.where(close, 0.0, (y_hat - y) ** 2 / 2)
