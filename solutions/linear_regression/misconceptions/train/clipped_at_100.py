# %% [markdown] lang="en"
# # Large gradients are cut
#
# Gradients have to be clipped, so that training stays safe.
#
# As long as the gradients are small, nothing is different. But when the labels are large, prices of
# houses for example, the gradient of a minibatch is far above your limit. You cut it without
# telling anyone, and the model then needs many more epochs than the learning rate promises.
# Clipping helps against exploding gradients in networks with many layers; the rule for the step in
# this task doesn't have it. Multiply the labels by 1000 and look at the first step. Is it a
# thousand times as long?

# %% [markdown] lang="zh"
# # 大的梯度被截断了
#
# 梯度要截断，训练才安全。
#
# 只要梯度不大，就没有区别。但是标签很大的时候，比如房价，一个小批量的梯度会远远超过你的界限。你悄悄
# 把它截短了，模型需要的轮数就比这个学习率本来需要的多得多。截断可以防止多层网络的梯度爆炸，但这个任
# 务规定的步子里没有它。把标签乘以 1000，看看第一步：它也长了一千倍吗？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            torch.nn.utils.clip_grad_norm_([w, b], 100)
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
