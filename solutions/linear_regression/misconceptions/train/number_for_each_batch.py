# %% [markdown] lang="en"
# # A loss for each minibatch
#
# The loss is noted after every step, so that nothing is missed.
#
# You get many more numbers than epochs: one for each minibatch. Whoever reads the third number as
# the loss after the third epoch gets the wrong one. It is also slow, because after every small step
# you predict all examples, and so do far more work for the reports than for the training. In
# Python, lines belong to the loop under which they are indented. Compare the length of your list
# with `num_epochs` and with the number of minibatches. Which of the loops does your line belong to?

# %% [markdown] lang="zh"
# # 每个小批量都记一次损失
#
# 每走一步就记一次损失，免得漏掉什么。
#
# 你返回的数比轮数多得多，每个小批量就有一个。别人把第三个数当作第三轮之后的损失，就弄错了。这样也很
# 慢：每走一小步，你都要把全部样本预测一遍，做报告花的功夫比训练多得多。在 Python 里，一行属于哪个循
# 环，要看缩进。把列表的长度和 `num_epochs`、小批量的个数比一比：你那一行属于哪个循环？

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
    return losses
