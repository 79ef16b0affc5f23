# %% [markdown] lang="en"
# # Batches of ten, whatever is asked
#
# A minibatch has 10 examples, as in the lesson.
#
# Your batches always have 10 examples, because the number stands in the body of the function, and
# the argument `batch_size` is never looked at. In the lesson the size happens to be 10, so there
# everything works. As soon as somebody else calls your function with another size, they get what
# they did not ask for, and no error tells them.
#
# A parameter is a question to the caller, and your function should listen to the answer. Look at
# each number that you wrote into the body: where does it come from, and could a caller want another
# one?

# %% [markdown] lang="zh"
# # 不管要多少，总给十个
#
# 一个小批量有 10 个样本，课里就是这样。
#
# 你的批量总是 10 个样本，因为这个数写死在函数里，参数 `batch_size` 根本没有用到。课里的大小碰巧是
# 10，所以在那里一切正常。别人换一个大小来调用时，得到的就不是他要的，而且没有任何报错。
#
# 参数就是在问调用者“你要多少”，函数应当听他的回答。看一看你写在函数里的每一个数：它从哪里来？调用
# 者会不会想要另一个数？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), 10):
        chosen = order[start : start + 10]
        yield features[chosen], labels[chosen]
