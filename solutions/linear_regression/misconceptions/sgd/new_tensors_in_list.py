# %% [markdown] lang="en"
# # New tensors are put into the list
#
# The parameters are what is in the list, so they are updated when the list gets new entries.
#
# The list holds moved values, but the tensors that the caller calls `w` and `b` are where they
# were. Look at how the function is called: `sgd([w, b], …)` makes a list only for this one call.
# Nobody looks at it afterwards, and the model goes on computing with the old tensors. Also, your
# new tensors don't require gradients. Make a tensor `w`, put it into a list, give the list's first
# place another tensor, and print `w`. Has it changed?

# %% [markdown] lang="zh"
# # 把新张量放进了列表
#
# 参数就是列表里的东西，所以给列表换上新的元素，参数就更新了。
#
# 列表里确实是走了一步以后的值，可是调用者叫作 `w` 和 `b` 的那两个张量还在原地。看看函数是怎么被调用
# 的：`sgd([w, b], …)` 里的列表只是为这一次调用临时做的，之后没有人会再看它，模型还是用旧的张量计
# 算。另外，你的新张量也不再需要梯度。建一个张量 `w`，把它放进列表，再把列表的第一个位置换成另一个张
# 量，然后打印 `w`：它变了吗？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for i, param in enumerate(params):
            params[i] = param - lr * param.grad / batch_size
            param.grad.zero_()
