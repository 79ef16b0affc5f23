# %% [markdown] lang="en"
# # Divided by the batch size twice
#
# The loss of a minibatch is the mean over its examples, and `sgd` takes care of the rest.
#
# Your loop learns, but much too slowly: each step is shorter than it should be, and by a factor
# that grows with the minibatch. A mean is a sum that has already been divided. Then your gradient
# reaches `sgd`, which divides as well. Books differ here: some divide in the loss, others in the
# optimiser, and code copied from both does it twice. Train with minibatches of 1 and then of 50,
# and compare how far `w` moves in one step. Which of the two is still right?

# %% [markdown] lang="zh"
# # 除了两次批量大小
#
# 小批量的损失就是各个样本的平均，剩下的交给 `sgd`。
#
# 你的循环在学习，但是太慢：每一步都比应有的短，而且批量越大，短得越多。平均值就是已经除过一次的和。
# 梯度到了 `sgd` 里，又被除了一次。各本书的做法不同：有的在损失里除，有的在优化器里除，把两边的代码
# 拼在一起，就除了两次。分别用大小为 1 和 50 的小批量训练，比较 `w` 一步走了多远：哪一次仍然是对的？

# %% fails="test_steps_follow_the_gradient" common="yes" source="https://github.com/d2l-ai/d2l-en/pull/1000"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).mean().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
