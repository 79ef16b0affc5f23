# %% [markdown] lang="en"
# # The data itself asks for gradients
#
# Training needs gradients, so the features have to require them.
#
# Gradients tell how to change the parameters. The data is not changed by training, so nobody needs
# its gradient. You switch it on with a method whose name ends in an underscore, and so in the
# caller's own tensor: after your call it requires gradients for ever. From then on PyTorch records
# every step that is done with the data, memory is used up, and `features.numpy()` or an in-place
# change raise errors.
#
# The values of your batches stay right, so it is not seen at first. Print `features.requires_grad`
# before and after a pass. Which tensors of the lesson should say `True`?

# %% [markdown] lang="zh"
# # 数据自己也要起梯度来
#
# 训练需要梯度，所以特征也要能求梯度。
#
# 梯度告诉我们怎样改变参数。数据不会在训练中改变，所以没人需要它的梯度。你用的方法名以下划线结尾，
# 改的是调用者自己的张量：从此它就一直需要梯度。以后 PyTorch 会记录对数据做的每一步，多占内存，而
# `features.numpy()` 或者原地修改都会报错。
#
# 批量的数值没有错，所以一开始看不出来。走一遍数据之前和之后，各打印一次 `features.requires_grad`：
# 这一课里，哪些张量应当是 `True`？

# %% fails="test_data_and_batches_stay"
import torch


def data_iter(batch_size, features, labels):
    features.requires_grad_()
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
