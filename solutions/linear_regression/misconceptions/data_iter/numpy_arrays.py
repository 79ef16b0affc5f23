# %% [markdown] lang="en"
# # The batches are NumPy arrays
#
# NumPy arrays and tensors are the same thing, and PyTorch takes either.
#
# The values of your batches are right, but they are NumPy arrays and no longer tensors. A printout
# hardly shows the difference. But an array can't live on a GPU and can't take part in automatic
# differentiation, so the training loop fails as soon as it multiplies the batch with the weights.
# On a GPU the conversion itself already raises an error.
#
# The caller gave you tensors. Use NumPy inside as you like, and give tensors back. In the notebook,
# multiply one of your batches with a weight tensor that requires gradients. What does the message
# say?

# %% [markdown] lang="zh"
# # 给出的是 NumPy 数组
#
# NumPy 数组和张量是一回事，PyTorch 两种都能用。
#
# 你的批量数值没错，但它们是 NumPy 数组，已经不是张量了。打印出来几乎看不出区别。可是数组不能放在
# GPU 上，也不能参与自动求导，所以训练时一和权重相乘就会失败；数据在 GPU 上时，转换这一步就会报错。
#
# 调用者给你的是张量。函数内部可以随意用 NumPy，交出去的应当还是张量。在笔记本里，把你的一个批量和
# 一个需要梯度的权重张量相乘：错误信息说了什么？

# %% fails="test_batches_have_the_right_size"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen].numpy(), labels[chosen].numpy()
