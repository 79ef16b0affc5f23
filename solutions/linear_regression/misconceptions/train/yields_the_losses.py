# %% [markdown] lang="en"
# # A generator instead of a function
#
# Each loss can be handed out with `yield` as soon as it is known, as in `data_iter`.
#
# Calling your function does nothing at all: `w` and `b` stay as they are. A function with a `yield`
# inside is a generator. A call of it runs none of its lines; it only makes an object that will run
# when somebody asks it for values. For `data_iter` that is what one wants. But a caller who trains
# a model expects it to be trained when the call is over. Call your function, look at `w`, then put
# `list(…)` around the call and look again. What is different?

# %% [markdown] lang="zh"
# # 写成了生成器
#
# 每个损失一算出来就用 `yield` 交出去，和 `data_iter` 一样。
#
# 调用你的函数，什么也不会发生，`w` 和 `b` 都没变。里面有 `yield` 的函数是生成器，调用它时一行也不运
# 行，只是做出一个对象，等有人来要值的时候才运行。对 `data_iter` 来说这正合适；但是训练模型的人，希
# 望调用结束时模型就训练好了。调用你的函数，看看 `w`；再在调用外面套上 `list(…)`，再看一次：有什么不
# 同？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            yield float(loss(net(features, w, b), labels).mean())
