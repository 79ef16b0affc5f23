# %% [markdown] lang="en"
# # The loop's last loss is reported
#
# After the loop over the minibatches, the loss variable holds the loss of the epoch.
#
# The variable that you report still holds what the last turn of the loop put there: the loss of one
# minibatch, computed before the last step was taken. So it speaks of a few examples, chosen by
# chance, and of parameters that are no longer the current ones. The number jumps up and down from
# epoch to epoch, even when training goes well. Print the variable inside the loop for one epoch.
# Which of all these numbers do you report, and what would you like to know instead?

# %% [markdown] lang="zh"
# # 报告的是循环里最后一个损失
#
# 对小批量的循环结束之后，损失变量里就是这一轮的损失。
#
# 你报告的那个变量里，还是循环最后一次放进去的东西：某一个小批量的损失，而且是在走最后一步之前算的。所以它说的只是
# 碰巧抽到的几个样本，用的也已经不是现在的参数。就算训练得很顺利，这个数也会一轮高一轮低地跳。在循环里把这个变量打印
# 一轮看看：这么多数里，你报告的是哪一个？你真正想知道的又是什么？

# %% fails="test_losses_are_of_all_examples" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = loss(net(X, w, b), y)
            l.sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(l.mean()))
    return losses
