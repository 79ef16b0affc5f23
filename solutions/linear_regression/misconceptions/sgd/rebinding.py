# %% [markdown] lang="en"
# # A new tensor under the old name
#
# Subtracting something from `param` and calling the result `param` again changes the parameter.
#
# Your function stops with an error: something is `None`. The name `param` now stands for a new
# tensor, and a new tensor has no gradient yet. The old tensor, which the caller still holds and
# trains with, has not changed at all. In Python an assignment with `=` only gives a name to a
# different object. Do this in the notebook: print `id(param)` before and after your line. Are these
# two the same object, and which of them does the caller see?

# %% [markdown] lang="zh"
# # 旧名字，新张量
#
# 从 `param` 里减去一些东西，再把结果叫作 `param`，参数就变了。
#
# 你的函数会报错停下来：有个东西是 `None`。这时 `param` 这个名字指的是一个新的张量，而新的张量还没有
# 梯度。调用者手里的那个旧张量，也就是训练时真正用的那个，一点也没变。在 Python 里，用 `=` 赋值只是
# 让名字改指另一个对象。在笔记本里试一试：在你那一行的前后各打印一次 `id(param)`。两次是同一个对象
# 吗？调用者看到的又是哪一个？

# %% fails="test_step_is_scaled_by_the_batch" common="yes" source="https://github.com/BaiTheBest/SparseLLM/issues/13"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param = param - lr * param.grad / batch_size
            param.grad.zero_()
