# %% [markdown] lang="en"
# # Rows instead of columns
#
# The columns are the second dimension, so the smallest value of a column is taken along
# dimension 1.
#
# Your formula is right, but it is applied to each row: in your result every row runs from 0 to 1.
# The dimension that you name in a reduction is the one that disappears. Taken along dimension 1,
# the columns are gone and one number for each row is left. In a row, rooms and square metres stand
# side by side, and comparing them with each other says nothing. For a table of shape `(3, 2)`, how
# many smallest values do you need, and which dimension has to disappear to leave that many?

# %% [markdown] lang="zh"
# # 把行当成了列
#
# 列是第二个维度，所以求每列的最小值要沿着维度 1。
#
# 你的公式是对的，但用在了每一行上：在你的结果里，每一行都从 0 到 1。求最小值时写的那个维度，就是会消失
# 的维度。沿着维度 1 求，列就没有了，每一行只剩下一个数。同一行里并排放着房间数和平方米，拿它们互相比较
# 没有意义。对形状 `(3, 2)` 的表，你需要几个最小值？哪个维度消失以后，正好剩下这么多？

# %% fails="test_columns_run_from_0_to_1"
import torch


def rescale(X):
    low, high = X.amin(1, keepdim=True), X.amax(1, keepdim=True)
    width = torch.where(high > low, high - low, 1.0)
    return (X - low) / width
