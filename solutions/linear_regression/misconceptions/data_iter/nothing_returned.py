# %% [markdown] lang="en"
# # The batches never leave the function
#
# When the list of batches is filled, the work is done.
#
# Your function builds all batches, and then they are gone: it ends without giving anything back, so
# the caller gets `None`. It is easy to overlook when you look at the list inside the function,
# because there everything is right. But the names inside a function live only as long as the call;
# what the caller should see has to be handed over.
#
# There are two ways to hand over: all at the end, or each batch as soon as it is ready. Print the
# result of a call of your function. In which line would a batch leave it?

# %% [markdown] lang="zh"
# # 批量没有离开函数
#
# 把批量都放进列表，事情就做完了。
#
# 你的函数做好了所有的批量，然后它们就消失了：函数结束时什么也没有交出来，调用者得到的是 `None`。
# 在函数里面查看那个列表，一切都对，所以这个错误容易被忽略。可是函数内部的名字只在这次调用中存在，
# 要让调用者看到的东西必须交出来。
#
# 交出来有两种办法：最后一起交，或者做好一个交一个。打印一次调用你的函数得到的结果：批量是在哪一行
# 离开函数的？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    batches = []
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        batches.append((features[chosen], labels[chosen]))
