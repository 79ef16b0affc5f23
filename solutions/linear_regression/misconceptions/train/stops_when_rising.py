# %% [markdown] lang="en"
# # Training stops when the loss rises
#
# A rising loss means that training is over.
#
# As long as the loss falls, your function is right. But with minibatches the loss may rise a little
# from one epoch to the next, by chance, and fall again after. You give up at that moment and give
# back fewer losses than were asked for. A caller who tries a learning rate that is too large wants
# to see just this: how the loss grows. Train with the lesson's data for 30 epochs. How many losses
# come back, and what did the last two do?

# %% [markdown] lang="zh"
# # 损失一上升就停止训练
#
# 损失上升了，就说明训练该结束了。
#
# 只要损失一直在降，你的函数就是对的。但是用小批量训练时，损失可能碰巧从一轮到下一轮升高一点，之后又
# 降下来。你在这时就放弃了，返回的损失比要求的轮数少。如果有人在试太大的学习率，他想看到的正是损失怎
# 样变大。用课上的数据训练 30 轮：返回了几个损失？最后两个是怎么变的？

# %% fails="test_one_loss_per_epoch"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
        if len(losses) > 1 and losses[-1] > losses[-2]:
            break
    return losses
