# %% [markdown] lang="en"
# # Large losses are cut off
#
# A loss in the thousands would make training explode, so it is safer to limit it.
#
# Your losses are right up to a limit, and everything above becomes the limit itself. It looks like
# a safety belt, but look at the slope: where the loss is flat, the gradient is zero. So the worst
# predictions, which need a correction most of all, get none. Training that begins far from the goal
# would never move. If steps are too long, that is a question of the learning rate and not of the
# loss. Give your function a prediction that is wrong by 1000 and look at its gradient. In which
# direction would training go?

# %% [markdown] lang="zh"
# # 过大的损失被截断了
#
# 损失上千会让训练爆炸，所以给它设个上限更安全。
#
# 在上限以内，你的损失是对的；超过上限的，全都变成了上限本身。看起来像安全带，但请注意坡度：损失变平
# 的地方，梯度等于零。结果，最需要纠正的、错得最厉害的预测反而得不到纠正。如果训练一开始离目标很远，
# 就永远走不动。步子太大是学习率的问题，不是损失的问题。给函数一个偏差为 1000 的预测，看看它的梯度：
# 训练会往哪个方向走？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).clamp(max=100)
