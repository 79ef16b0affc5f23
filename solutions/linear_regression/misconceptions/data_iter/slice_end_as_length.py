# %% [markdown] lang="en"
# # The end of the slice stays put
#
# In a slice, the second number says how many elements to take.
#
# Your first batch is right, and after it come only empty batches. The second number of a slice is a
# position, the place where it stops, and not a length. For the first batch, which starts at 0, the
# two are the same, and so a look at the first batch shows nothing wrong.
#
# When the start moves on and the end stays where it is, the start soon stands behind the end, and
# Python gives you an empty piece without any complaint. Take a list of ten numbers and try some
# slices by hand. Which slice gives you the fourth, fifth and sixth element?

# %% [markdown] lang="zh"
# # 切片的终点没有跟着走
#
# 切片里的第二个数表示要取几个元素。
#
# 你的第一个批量是对的，后面的批量却全是空的。切片的第二个数是一个位置，表示到哪里为止，而不是长度。
# 第一个批量从 0 开始，这时位置和长度恰好相等，所以只看第一个批量发现不了问题。
#
# 起点往后走而终点不动，起点很快就超过了终点，这时 Python 不报错，只给你一段空的。写一个有十个数的
# 列表，动手试几个切片：怎样才能取出第四、第五、第六个元素？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start:batch_size]
        yield features[chosen], labels[chosen]
