# %% [markdown] lang="en"
# # The generator is put back after shuffling
#
# A function that leaves no trace has to put the random generator back where it was.
#
# You save the state of the generator, shuffle, and set the state back. It sounds polite, but it
# undoes the very thing that makes the next shuffle a new one: drawing moves the generator on. If
# nobody else draws between two passes, the second starts from the same state and gets the same
# order. The caller's own draws are hit too: they get the numbers again that your shuffle has used.
#
# Going on is no trace to be wiped away; it is how a shared generator works. Make two passes
# directly one after the other in the notebook. Are the orders different?

# %% [markdown] lang="zh"
# # 打乱之后又把生成器放回去了
#
# 不留痕迹的函数，应当把随机数生成器放回原来的状态。
#
# 你先保存生成器的状态，打乱，再把状态设回去。听起来很有礼貌，可是这样就取消了让下一次打乱变得不同
# 的原因：每抽一次，生成器就往前走。如果两遍之间没有别人抽过数，第二遍就从同样的状态开始，得到同样
# 的顺序。调用者自己抽的数也受影响：会和你打乱时用过的数重复。
#
# 往前走不是要擦掉的痕迹，共用的生成器本来就是这样工作的。在笔记本里一遍接一遍地走两遍：两遍的顺序
# 不同吗？

# %% fails="test_new_order_in_every_pass"
import torch


def data_iter(batch_size, features, labels):
    state = torch.get_rng_state()
    order = torch.randperm(len(features))
    torch.set_rng_state(state)
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
