# %% [markdown] lang="en"
# # Only the last gradient is cleared
#
# First all parameters take their steps, and afterwards one line clears the gradients.
#
# The last parameter of the list is treated correctly, and with a list of one parameter you see no
# mistake at all. All the others keep their gradients: the next `backward` adds to them, and their
# next steps are too long. After a `for` loop has ended, its variable still exists, but it is only
# one object. Call your function with two parameters and print the gradient of each one afterwards.
# Which one was cleared, and why this one?

# %% [markdown] lang="zh"
# # 只清掉了最后一个梯度
#
# 先让所有的参数各走一步，然后用一行代码把梯度清掉。
#
# 列表里的最后一个参数是对的；如果列表里只有一个参数，就完全看不出错。其他参数的梯度都留了下来：下一
# 次 `backward`会往上加，它们的下一步就太长了。`for` 循环结束以后，循环变量还在，但它只是一个对象。
# 用两个参数调用你的函数，然后分别打印它们的梯度：哪一个被清掉了？为什么偏偏是它？

# %% fails="test_gradients_are_reset"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
        param.grad.zero_()
