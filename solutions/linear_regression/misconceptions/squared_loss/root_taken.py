# %% [markdown] lang="en"
# # A square root at the end
#
# After squaring, a root has to be taken, so that the loss has the same unit as the labels again.
#
# A root of a squared error is a good thing for a report: people like to read an error in metres and
# not in square metres. But the loss here is made for training, and the root undoes what the square
# did. Large errors no longer count so much more than small ones. There is also a danger at a perfect
# prediction: the slope of the root grows without limit at zero. Let `y_hat` require a gradient,
# make it equal to `y`, run `backward` on the sum of your losses, and look at `y_hat.grad`. What do
# you find there?

# %% [markdown] lang="zh"
# # 最后多开了一次根号
#
# 平方以后还要开根号，这样损失的单位才和标签一样。
#
# 写报告时，把平方误差开根号是好事：大家更愿意看“米”，而不是“平方米”。但这里的损失是用来训练的，开根
# 号会把平方的作用抵消掉，大误差不再比小误差重要得多。预测完全正确时还有一个危险：根号在零点处的坡度是
# 无穷大。让 `y_hat` 需要梯度，并且让它等于 `y`，对损失之和运行 `backward`，再看看 `y_hat.grad`：里
# 面是什么？

# %% fails="test_half_of_the_squared_difference" source="https://e-com-net.com/article/1610540118618177536.htm"
import torch


def squared_loss(y_hat, y):
    return torch.sqrt((y_hat - y.reshape(y_hat.shape)) ** 2 / 2)
