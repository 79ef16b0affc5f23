# %% [markdown] lang="en"
# # Only one direction was thought of
#
# The prediction is always the column, so only a flat label can ever need another shape.
#
# You noticed that a flat `y` must be treated with care, and that case works. But the other way
# round is possible too: a flat prediction with a column of labels. Then your function changes
# nothing, and broadcasting makes a square table out of three pairs. Many models do return flat
# predictions, for example when the last dimension has been removed. A rule for one special case is
# easy to write and easy to outgrow. Call your function with a prediction of shape `(3,)` and labels
# of shape `(3, 1)`. Which shape comes out, and which question about the two shapes would cover both
# cases?

# %% [markdown] lang="zh"
# # 只想到了一个方向
#
# 预测总是一列，所以只有一维的标签才需要变形。
#
# 你注意到一维的 `y` 要小心处理，这种情况也确实对了。但反过来也可能：预测是一维的，标签是一列。这时
# 你的函数什么都不做，广播就把三对数变成了一张方表。很多模型返回的预测正是一维的，比如最后一维被去掉
# 以后。只管一种特殊情况的规则写起来容易，也很快就不够用。用形状 `(3,)` 的预测和形状 `(3, 1)` 的标签
# 调用你的函数：出来什么形状？问两个形状的什么关系，就能把两种情况都包括进去？

# %% fails="test_y_is_taken_in_the_shape_of_y_hat"
import torch


def squared_loss(y_hat, y):
    if y.dim() < y_hat.dim():
        y = y.reshape(y_hat.shape)
    return (y_hat - y) ** 2 / 2
