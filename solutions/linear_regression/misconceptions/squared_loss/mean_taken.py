# %% [markdown] lang="en"
# # The mean instead of each loss
#
# A loss is one number, so the function has to average over the examples before it returns.
#
# Your function gives back a single number, although five examples came in. Many ready-made losses
# do this by default, so it feels natural. But once the mean is taken, nobody can tell any more
# which example was predicted badly. There is a second trap: in this lesson `sgd` divides by the
# batch size. If the loss has divided already, every step becomes far too small. Take three losses,
# 9, 0 and 0, and then 3, 3 and 3. What does the mean tell you about the difference between these
# two cases?

# %% [markdown] lang="zh"
# # 把每个损失换成了平均值
#
# 损失就是一个数，所以函数在返回之前要先对样本求平均。
#
# 传进来五个样本，你的函数却只返回一个数。很多现成的损失函数默认就求平均，所以这样写显得很自然。可是
# 一旦求了平均，就再也看不出哪个样本预测得差。还有一个陷阱：本课的 `sgd` 会除以批量大小，如果损失已
# 经除过一次，每一步就会小得多。想一想：三个损失是 9、0、0，或者是 3、3、3，平均值能告诉你这两种情况
# 有什么不同吗？

# %% fails="test_half_of_the_squared_difference" common="yes" source="https://abdumhmd.github.io/posts/loss-reduction-in-regression"
import torch


def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).mean()
