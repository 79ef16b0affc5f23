# %% [markdown] lang="en"
# # An empty batch at the end
#
# After the full batches there is always one more batch with the rest.
#
# When the number of examples is divisible by `batch_size`, nothing is left over, but your loop
# makes one more batch all the same: an empty one. It has the right number of columns and zero rows.
# A sum over it is 0, so you may never notice. A mean over it is `nan`, and one single step with
# `nan` spoils all weights.
#
# You count the batches by a division and then add one. For which numbers of examples is that right?
# Take a `batch_size` of 4 and go through 7, 8 and 9 examples by hand.

# %% [markdown] lang="zh"
# # 末尾多出一个空批量
#
# 在完整的批量之后，总还有一个装剩余样本的批量。
#
# 样本数能被 `batch_size` 整除时，没有剩余的样本，你的循环却还是多给了一个批量：一个空的批量，列数
# 对，行数为零。对它求和得 0，所以你可能一直没有发现；对它求平均却得到 `nan`，只要用 `nan` 更新一
# 次，所有的权重就都坏了。
#
# 你先用除法算出批量的个数，再加上一。样本数是多少的时候这样才对？取 `batch_size` 为 4，把 7、8、9
# 个样本的情况亲手算一遍。

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for number in range(len(features) // batch_size + 1):
        start = number * batch_size
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
