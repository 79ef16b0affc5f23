# %% [markdown] lang="en"
# # One loss for each row
#
# Each row is one example and an example has one loss, so the numbers in a row are added up.
#
# With a single column your function is right, because adding up one number changes nothing. With
# four columns, the four losses of a row melt into one, and for a flat prediction everything becomes
# one number. In some books the loss of an example with several outputs is indeed such a sum. The
# task here says something else: each element has its own loss. When the sum is wanted, the caller
# can still take it; the other way round is impossible. Try a prediction of shape `(3, 4)`. How many
# numbers go in, and how many come out?

# %% [markdown] lang="zh"
# # 每行只有一个损失
#
# 一行是一个样本，一个样本只有一个损失，所以要把一行里的数加起来。
#
# 只有一列时你的函数是对的，因为一个数加起来还是它自己。有四列时，一行的四个损失就合成了一个；预测是
# 一维时，全部都合成了一个数。有些书里，有多个输出的样本，损失确实是这样一个和。但这里的题目说的是：
# 每个元素都有自己的损失。需要和的时候，调用的人可以再求和；反过来却做不到。试一个形状 `(3, 4)` 的预
# 测：进去几个数，出来几个数？

# %% fails="test_any_shape"
import torch


def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).sum(dim=-1, keepdim=True)
