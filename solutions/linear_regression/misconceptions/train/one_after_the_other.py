# %% [markdown] lang="en"
# # First w learns, then b
#
# Each parameter needs its own turn: predict, go backward, step; first for `w`, then for `b`.
#
# Your `b` moves in another way than it should. Going backward computes the gradients of both
# parameters at once and adds them to what is stored. With two turns per minibatch, `b` gets its
# gradient twice before its step, and something for the next minibatch is left over in `w`. Besides,
# the second turn already sees the new `w`. In gradient descent all parameters move together, from
# the same point. Print `b.grad` before each call of `sgd` in the first minibatch. What do you
# notice in the second one?

# %% [markdown] lang="zh"
# # 先学 w，再学 b
#
# 每个参数都要单独来一遍：预测、反向传播、走一步，先是 `w`，再是 `b`。
#
# 你的 `b` 走得和应有的不一样。反向传播会同时算出两个参数的梯度，并加到已有的梯度上。一个小批量做两
# 遍，`b` 走之前梯度就加了两次，`w` 里又给下一个小批量留下了一份。而且第二遍看到的已经是新的 `w`。在
# 梯度下降里，所有参数从同一个点出发，一起走。在第一个小批量里，每次调用 `sgd` 之前打印 `b.grad`：第
# 二次你发现了什么？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w], lr, batch_size)
            loss(net(X, w, b), y).sum().backward()
            sgd([b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
