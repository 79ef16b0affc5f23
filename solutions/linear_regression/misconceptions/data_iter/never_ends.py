# %% [markdown] lang="en"
# # The pass never ends
#
# A data loader should always have a next batch, so that training can go on as long as it likes.
#
# Your function shuffles the data again after each pass and goes on without end. Each batch for
# itself is right. But the caller's loop over one epoch never comes to its end: the loss is never
# printed, and the notebook seems to hang. Some libraries do work this way, and there the training
# loop counts the steps itself.
#
# Here one call stands for one pass, and the caller decides how many passes there are. Put a counter
# into your loop in the notebook and leave it after 100 batches. How many batches would one pass
# over your data have had?

# %% [markdown] lang="zh"
# # 一遍永远走不完
#
# 数据读取器应该总有下一个批量，这样想训练多久就训练多久。
#
# 你的函数走完一遍后重新打乱，再接着走，没有尽头。每个批量单独看都对，可是调用者那个“一轮”的循环永
# 远不会结束：损失一直打印不出来，笔记本像卡住了一样。有些库确实这样设计，那里由训练循环自己数步数。
#
# 在这里，调用一次就是走一遍，要走几遍由调用者决定。在笔记本的循环里加一个计数器，到 100 个批量就
# 退出。你的数据走一遍本来应该有几个批量？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    while True:
        order = torch.randperm(len(features))
        for start in range(0, len(features), batch_size):
            chosen = order[start : start + batch_size]
            yield features[chosen], labels[chosen]
