# %% [markdown] lang="en"
# # A seed inside the function
#
# A fixed seed makes the training repeatable, so it belongs into the function.
#
# Your training is right, and it gives the same result each time. But the random generator belongs
# to the whole program. After each call of your function, everybody draws the same numbers again:
# new data, new starting values, a new shuffle are all the ones from before. An experiment with ten
# repetitions is then only one experiment, shown ten times. Whoever wants to repeat something can
# set a seed outside, once. Call your function and then `torch.randn(3)`, and do this twice. What do
# you see?

# %% [markdown] lang="zh"
# # 在函数里设了随机种子
#
# 固定种子能让训练可以重复，所以应该写在函数里。
#
# 你的训练是对的，每次的结果也一样。可是随机数生成器是整个程序共用的。每次调用你的函数之后，大家抽到
# 的又是同样的数：新的数据、新的初始值、新的打乱，全都和之前一样。重复十次的实验，其实只是一次实验看
# 了十遍。谁想重复结果，可以自己在外面设一次种子。先调用你的函数，再运行 `torch.randn(3)`，这样做两
# 遍：你看到了什么？

# %% fails="test_learns"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    torch.manual_seed(42)
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
