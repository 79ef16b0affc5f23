# %% [markdown] lang="en"
# # The result is only returned
#
# A function takes values and returns new ones. The caller will take the updated parameters from the
# result.
#
# You compute the right numbers, but they only exist in the list that you return. The parameters
# that were handed in stay as they were, and their gradients too. In some libraries this is the
# normal way to work, so the idea is not strange. But the training loop of this lesson calls `sgd`
# and ignores what comes back. Write a short loop with your function, like the one under the task,
# and print the parameter after every call. Does it ever move?

# %% [markdown] lang="zh"
# # 结果只是返回了
#
# 函数接受一些值，返回新的值。调用者会从返回值里取走更新后的参数。
#
# 你算出的数是对的，但它们只存在于你返回的那个列表里。传进来的参数没有变，它们的梯度也没有变。在有些
# 库里，这是正常的写法，所以这个想法并不奇怪。可是这一课的训练循环调用 `sgd` 之后，并不理会返回值。
# 用你的函数写一个小循环，就像任务下面的那个，每次调用之后打印参数：它动过吗？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        return [param - lr * param.grad / batch_size for param in params]
