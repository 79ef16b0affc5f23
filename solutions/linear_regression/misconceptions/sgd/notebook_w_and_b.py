# %% [markdown] lang="en"
# # Only the notebook's own parameters are used
#
# The parameters of the model are called `w` and `b`, and the function can use them directly.
#
# Your function never looks at the list that it is given. It works on two tensors that you made in
# the notebook, and as long as your training uses just these two, all is well. When anybody hands
# over other parameters, those don't move, and here even an error appears, because nobody has
# computed gradients for your `w` and `b`. An argument has a purpose: it lets one function serve
# many models. Make a tensor with another name, give it a gradient, and call your function with it.
# What happens to it?

# %% [markdown] lang="zh"
# # 只用了笔记本里的参数
#
# 模型的参数就叫 `w` 和 `b`，函数可以直接用它们。
#
# 你的函数从来没有看过传给它的列表。它用的是你在笔记本里建的两个张量；只要训练时恰好用的就是这两个，
# 一切都好。换了别的参数，它们就不会动；这里甚至会报错，因为没有人给你的 `w` 和 `b` 算过梯度。把张量
# 传给函数是有用处的：这样一个函数就能用于许多模型。建一个叫别的名字的张量，让它有梯度，用它调用你的
# 函数：它会怎样？

# %% fails="test_step_is_scaled_by_the_batch"
import torch

w = torch.zeros((2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in [w, b]:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
