# %% [markdown] lang="en"
# # Everything is moved to the CPU
#
# Before training, all tensors should be brought to one device, and the CPU is always there.
#
# On the CPU your function does what it should; on a GPU the caller's parameters never change. For a
# tensor that is already in place, moving gives back the same tensor. Otherwise it makes a new one,
# and you train, or try to train, something that the caller doesn't hold. The moved parameters are
# also no leaves any more, so their gradients end up elsewhere. The caller has chosen the device.
# Check with `is` whether `w.cpu()` and `w` are the same object. On which machines is the answer
# yes?

# %% [markdown] lang="zh"
# # 把一切都搬到了 CPU
#
# 训练之前要把所有张量放到同一个设备上，而 CPU 总是有的。
#
# 在 CPU 上，你的函数没有问题；在 GPU 上，调用者的参数却从来不变。张量如果已经在那里，搬动得到的还是
# 它自己；如果不在，就会做出一个新张量，你训练的就不是调用者手里的那个了。搬过的参数也不再是叶子，梯
# 度会存到别处去。用哪个设备，调用者已经选好了。用 `is` 检查 `w.cpu()` 和 `w` 是不是同一个对象：在什
# 么样的机器上答案是“是”？

# %% fails="test_steps_follow_the_gradient" source="https://discuss.pytorch.org/t/how-to-define-a-leaf-tensor-in-pytorch-0-4-1/28461"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    features, labels, w, b = features.cpu(), labels.cpu(), w.cpu(), b.cpu()
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
