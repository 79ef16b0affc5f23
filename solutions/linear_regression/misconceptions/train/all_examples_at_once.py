# %% [markdown] lang="en"
# # All the data in every step
#
# Inside the loop the loss is computed from `features` and `labels`, the data that train the model.
#
# You draw minibatches, but you don't use them: every step computes the loss of all examples. The
# sum is then far too large for a division by the batch size, so the steps are too long and the loss
# may explode. And each step costs as much as a whole epoch. The names are close to each other, so
# this is easily overlooked. The loop hands you two variables with the examples that are meant for
# this step. Where in your loop are they used?

# %% [markdown] lang="zh"
# # 每一步都用上全部数据
#
# 循环里的损失用 `features` 和 `labels` 来算，模型就是用它们训练的。
#
# 你取了小批量，却没有用：每一步算的都是全部样本的损失。这个和太大，只除以批量大小远远不够，步子太
# 长，损失可能会爆炸。而且每一步的计算量都和一整轮一样。这些名字很像，所以容易看漏。循环每次交给你两
# 个变量，里面就是这一步该用的样本。在你的循环里，它们用在了哪里？

# %% fails="test_steps_follow_the_gradient"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(features, w, b), labels).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
