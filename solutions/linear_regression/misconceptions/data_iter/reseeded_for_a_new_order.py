# %% [markdown] lang="en"
# # A new seed before every pass
#
# Without a new seed the generator would give the same order again.
#
# Your order is new in every pass, but it would be so without the new seed: a generator goes on from
# where it stands, and each draw is a new one by itself. What your call does is to throw away the
# state of the generator that the whole program shares. A caller who set a seed of their own, to be
# able to repeat an experiment, can't repeat it any more.
#
# A function should leave what it shares with others as it found it. In the notebook, set a seed,
# make one pass and draw `torch.rand(1)`. Do this twice. Should the two numbers agree?

# %% [markdown] lang="zh"
# # 每一遍之前都换种子
#
# 不换种子，生成器就会给出同样的顺序。
#
# 你的顺序每一遍都是新的，可是不换种子也会如此：生成器总是从当前状态接着走，每次抽取本来就是新的。
# 你的这个调用只是把全程序共用的生成器状态扔掉了。调用者如果为了重现实验设过种子，现在就再也重现不
# 了。
#
# 和别人共用的东西，函数不应当改动。在笔记本里设一个种子，走一遍数据，再抽一个 `torch.rand(1)`；这
# 样做两次：两个数应该一样吗？

# %% fails="test_nothing_else_changes"
import torch


def data_iter(batch_size, features, labels):
    torch.seed()
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
