# %% [markdown] lang="en"
# # `chunk` counts chunks, not examples
#
# To get batches of a size, it is enough to know how many there are.
#
# You work out the number of batches and let `chunk` do the cutting. For 10 examples in batches of 4
# that gives 4, 4 and 2, just as asked, and so it looks right. But `chunk` knows only the number and
# chooses the size itself, as small as it can be: 9 examples in batches of 4 come as 3, 3 and 3.
#
# Whether the two agree depends on the numbers, and a single test can easily be one where they do.
# Go through 5 to 12 examples with a `batch_size` of 4. For which of them do your batches have the
# wrong size?

# %% [markdown] lang="zh"
# # `chunk` 数的是份数，不是样本
#
# 要得到某个大小的批量，知道有几个批量就够了。
#
# 你算出批量的个数，再让 `chunk` 去切。10 个样本、每批 4 个，得到 4、4、2，正是所要的，所以看上去
# 是对的。可是 `chunk` 只知道份数，大小由它自己定，而且取尽可能小的：9 个样本、每批 4 个，得到的是
# 3、3、3。
#
# 两者是否一致要看具体的数，只试一次很容易碰上一致的情况。让 `batch_size` 等于 4，样本数从 5 试到
# 12：哪些情况下批量的大小不对？

# %% fails="test_last_batch_is_shorter" source="https://github.com/pytorch/pytorch/issues/9382"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    count = -(-len(features) // batch_size)
    for chosen in order.chunk(count):
        yield features[chosen], labels[chosen]
