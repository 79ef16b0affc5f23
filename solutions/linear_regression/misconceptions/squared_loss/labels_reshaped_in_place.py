# %% [markdown] lang="en"
# # The caller's labels change shape
#
# Methods of a tensor give back a new one, whatever their names look like.
#
# Your losses are right. But the labels that came in flat leave as a column: the caller's own tensor
# has another shape now. In PyTorch the underscore at the end of a method name is a sign. It means
# that the tensor itself is changed, in place, and not a new one made. You won't notice this here,
# but the next cell, which still expects flat labels, may suddenly compute with a table of all
# pairs. Print `y.shape` before and after the call. Then look for two methods whose names differ
# only in this underscore: what does each of them do to the original?

# %% [markdown] lang="zh"
# # 调用者的标签变了形状
#
# 张量的方法都会返回一个新张量，不管名字长什么样。
#
# 你的损失是对的，但标签进来时是一维的，出去时成了一列：调用者自己的张量换了形状。在 PyTorch 里，方
# 法名末尾的下划线是个记号，意思是直接改这个张量本身，而不是新建一个。在这里看不出来，可是下一个单元
# 格还以为标签是一维的，就可能突然算出一张“两两相减”的表。在调用前后各打印一次 `y.shape`。再找两个只
# 差一个下划线的方法：它们各对原来的张量做了什么？

# %% fails="test_nothing_else_changes"
import torch


def squared_loss(y_hat, y):
    y.resize_(y_hat.shape)
    return (y_hat - y) ** 2 / 2
