# %% [markdown] lang="en"
# # Labels first, features second
#
# In what order the two parts of a pair come does not matter, as long as both are there.
#
# Your batches hold the right numbers, but the labels come first. The caller unpacks the pair by
# position, so their `X` is filled with labels and their `y` with features. Python can't know that
# this was not meant. If both happened to have the same shape, there would be no error at all: the
# model would learn to predict the features from the labels.
#
# The order in a tuple is a promise like the order of arguments. Where in the lesson is your pair
# unpacked, and into which names?

# %% [markdown] lang="zh"
# # 标签和特征的次序反了
#
# 一对里面的两部分谁先谁后无所谓，只要都在就行。
#
# 你的批量里数都对，可是标签排在了前面。调用者是按位置拆开这一对的，所以他的 `X` 里装的是标签，`y`
# 里装的是特征。Python 没法知道这不是你的本意。如果两者的形状碰巧一样，就根本不会报错：模型会去学
# 怎样由标签预测特征。
#
# 元组里的次序和参数的次序一样，是一种约定。在课里，你给出的这一对是在哪里拆开的，分别给了哪些名字？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield labels[chosen], features[chosen]
