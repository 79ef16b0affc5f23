# %% [markdown] lang="en"
# # The largest element becomes 1
#
# A vector has length 1 when its largest element is 1.
#
# Your result points the right way, and the zero vector stays as it is. But dividing by the largest
# element makes that element 1, while the others add to the length too. In the plane, the arrow
# from the origin to (1, 1) is longer than 1: it is the diagonal of a square. Draw the vector (3, 4)
# on squared paper and measure it with a ruler. By which number do you have to divide, and what does
# your function divide by?

# %% [markdown] lang="zh"
# # 最大的元素变成了 1
#
# 最大的元素是 1 的向量，长度就是 1。
#
# 你的结果方向是对的，零向量也保持原样。但除以最大的元素，只是让这个元素变成 1，其余的元素同样会增加长
# 度。在平面上，从原点到 (1, 1) 的箭头比 1 长：它是正方形的对角线。在方格纸上画出向量 (3, 4)，用尺子量
# 一量：应该除以几？你的函数除以的又是几？

# %% fails="test_direction_and_length" common="yes"
import torch


def normalize(v):
    return v / v.abs().max().clamp_min(1e-12)
