# %% [markdown] lang="en"
# # The examples left over are dropped
#
# All batches have the same size, and what does not fill a batch is left out.
#
# When the number of examples is not divisible by `batch_size`, your function leaves the last few
# out. And when `batch_size` is larger than the data, nothing comes at all and the training loop
# does nothing, without an error. With 1000 examples in batches of 10 you would never see it.
#
# Real loaders offer this as an option, because some models need batches of one size. Here every
# example should come in every pass, and most computations don't mind a shorter batch. Try 10
# examples with a `batch_size` of 4 and then of 20. How many examples come out?

# %% [markdown] lang="zh"
# # 剩下的样本被丢掉了
#
# 所有批量大小相同，凑不满一个批量的就不要了。
#
# 样本数不能被 `batch_size` 整除时，你的函数会漏掉最后几个样本。`batch_size` 比数据还大时，一个批
# 量也没有，训练循环什么也不做，也不报错。1000 个样本、每批 10 个，就永远发现不了。
#
# 真正的读取器把这作为一个选项，因为有些模型要求批量大小一致。这里要求每一遍都要用到每个样本，而大
# 多数计算并不在乎批量短一点。用 10 个样本，`batch_size` 先取 4，再取 20：各出来几个样本？

# %% fails="test_last_batch_is_shorter" common="yes" source="https://github.com/pytorch/pytorch/issues/17075"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features) - batch_size + 1, batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
