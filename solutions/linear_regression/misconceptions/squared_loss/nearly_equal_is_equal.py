# %% [markdown] lang="en"
# # Nearly equal counts as equal
#
# Decimal numbers are never exact, so a prediction that is nearly right should have no loss.
#
# It is good advice not to compare decimal numbers for exact equality. But a loss is no comparison.
# It should say how large the error is, also when the error is small. Your tolerance is relative: it
# grows with the numbers. For a label of 10000 an error of 0.5 already counts as none, and there the
# gradient is zero too, so training stops too early. For small numbers you hardly notice any of
# this. Move a prediction slowly towards a label of 10000, and print your loss for each step. What
# do you see just before the goal?

# %% [markdown] lang="zh"
# # 差不多就当作相等
#
# 小数从来不精确，所以预测差不多对了，就不应该有损失。
#
# 不要用“完全相等”去比较小数，这是好建议。但损失不是比较，它要说出误差有多大，误差小的时候也一样。你
# 用的是相对容差，数越大，容差越大。标签是 10000 时，0.5 的误差已经被当作没有，那里的梯度也是零，训
# 练就会停得太早。数小的时候，几乎看不出来。让预测一点一点靠近标签 10000，每一步都打印损失：快到目标
# 时，你看到了什么？

# %% fails="test_close_large_numbers"
import torch


def squared_loss(y_hat, y):
    y = y.reshape(y_hat.shape)
    close = torch.isclose(y_hat, y, rtol=1e-4)
    return torch.where(close, 0.0, (y_hat - y) ** 2 / 2)
