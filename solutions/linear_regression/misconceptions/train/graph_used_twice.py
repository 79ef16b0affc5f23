# %% [markdown] lang="en"
# # One prediction for the whole epoch
#
# The loss is computed once for each epoch, and every minibatch goes backward from it.
#
# The second minibatch fails with a message about going backward a second time. You compute
# predictions and loss before the inner loop, so all steps of an epoch share one computation.
# PyTorch frees what it has noted as soon as `backward` has used it. Even if it didn't, the gradient
# would be an old one: it belongs to the parameters from before the first step. What has to be
# computed anew when `w` and `b` have changed? Write down, for two minibatches, what happens in
# which order.

# %% [markdown] lang="zh"
# # 整轮只做一次预测
#
# 损失每轮算一次，每个小批量都从它开始反向传播。
#
# 到第二个小批量时程序报错，说第二次对同一个计算图做反向传播。你在内层循环之前就算好了预测和损失，一
# 轮里所有的步都共用这一次计算。`backward` 用过之后，PyTorch 就把记录释放了。就算不释放，梯度也是旧
# 的，它对应的是走第一步之前的参数。`w` 和 `b` 变了以后，什么必须重新算？把两个小批量里发生的事按先
# 后写下来。

# %% fails="test_steps_follow_the_gradient" source="https://discuss.pytorch.org/t/runtimeerror-trying-to-backward-through-the-graph-a-second-time-but-the-buffers-have-already-been-freed-specify-retain-graph-true-when-calling-backward-the-first-time/6795/2"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        l = loss(net(features, w, b), labels)
        for X, y in data_iter(batch_size, features, labels):
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
