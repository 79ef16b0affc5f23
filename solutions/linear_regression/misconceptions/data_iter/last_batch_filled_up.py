# %% [markdown] lang="en"
# # The last batch is filled up
#
# Every batch needs exactly `batch_size` examples, so a short one is filled up from the start.
#
# Your last batch is as long as the others, because it takes examples from the beginning of the
# order once more. So some examples come twice in a pass and count twice in the training. If
# `batch_size` is larger than the data, the same few examples come several times in a single batch.
#
# It seems tidy, and for divisible numbers nothing is different. But a mean over the epoch is then
# no longer the mean over the data. With 10 examples in batches of 4, count how often each example
# comes. Does the sum of your batch sizes fit the number of examples?

# %% [markdown] lang="zh"
# # 最后一个批量被补满了
#
# 每个批量必须正好有 `batch_size` 个样本，不够就从头补。
#
# 你的最后一个批量和别的一样长，因为它又从顺序的开头取了几个样本。于是有些样本在一遍里出现两次，训
# 练时也算了两次。如果 `batch_size` 比数据还大，同样几个样本会在一个批量里出现好几次。
#
# 这样看上去很整齐，能整除的时候也没有区别。可是这时一轮的平均值就不再是全部数据的平均值了。10 个
# 样本，每批 4 个，数一数每个样本出现几次：各批量大小之和等于样本数吗？

# %% fails="test_last_batch_is_shorter" source="https://github.com/pytorch/pytorch/issues/36872"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[torch.arange(start, start + batch_size) % len(features)]
        yield features[chosen], labels[chosen]
