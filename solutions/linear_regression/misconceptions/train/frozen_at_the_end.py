# %% [markdown] lang="en"
# # The trained parameters are frozen
#
# When training is over, the parameters need no gradients any more.
#
# Your losses and your parameters are right, but `w` and `b` come back changed in another way: they
# don't require gradients any more. Whoever wants to train them further, with other data or a
# smaller learning rate, gets an error at the first `backward`. You can't know whether the training
# is over: your function may be called again with the same parameters. Run the cell with your
# training twice, without making new parameters in between. What happens the second time?

# %% [markdown] lang="zh"
# # 训练好的参数被冻结了
#
# 训练结束了，参数就不再需要梯度。
#
# 你的损失和参数值都是对的，但 `w` 和 `b` 在另一个地方变了：它们不再需要梯度。谁想用别的数据或者更小
# 的学习率接着训练，第一次 `backward` 就会出错。训练到底有没有结束，你没法知道，别人也许会用同样的参
# 数再调用一次你的函数。不要重新生成参数，把训练的单元连续运行两次：第二次会发生什么？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    w.requires_grad_(False)
    b.requires_grad_(False)
    return losses
