# %% [markdown] lang="en"
# # Enormous losses are cut off
#
# Nobody has a loss above ten million, so a limit there can't hurt.
#
# Your losses are right up to ten million, and above that they are all the same. Such losses are
# nothing strange: for house prices an error of 5000 already gives more. Where the loss is cut off,
# it is flat and has no slope, so the predictions that are most wrong are never corrected. And a
# limit that is reached only with some data is harder to find than one that is always there. Take a
# label of 250000 and a prediction of 0, as at the start of a training. What are the loss and its
# gradient in your function?

# %% [markdown] lang="zh"
# # 特别大的损失被截断了
#
# 没有人的损失会超过一千万，在那里设个上限没有坏处。
#
# 一千万以内，你的损失是对的；再大的就全都一样了。这么大的损失并不奇怪：预测房价时，误差 5000 就已经
# 超过了。被截断的地方是平的，没有坡度，错得最厉害的预测就永远得不到纠正。而且，只在某些数据上才碰到
# 的上限，比总是存在的上限更难发现。取标签250000，预测为 0，就像训练刚开始时那样：在你的函数里，损失
# 和梯度各是多少？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).clamp(max=1e7)
