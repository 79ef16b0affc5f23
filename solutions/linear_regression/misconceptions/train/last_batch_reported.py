# %% [markdown] lang="en"
# # The report looks at one minibatch
#
# After the loop, `X` and `y` hold the data, so the loss of the epoch is computed from them.
#
# Your training is right, but the numbers that you report are not: they come from the last minibatch
# only. Since that minibatch is drawn at random, your losses jump about and say little about the
# other examples. With the lesson's data the difference is small at the end, because all examples
# fit equally well; that makes it easy to overlook. After a loop, its variables still hold what they
# held in the last turn. Print `len(X)` next to your loss: over how many examples is it a mean?

# %% [markdown] lang="zh"
# # 报告只看了一个小批量
#
# 循环之后，`X` 和 `y` 里就是数据，一轮的损失用它们来算。
#
# 你的训练是对的，报告的数却不对：它们只来自最后一个小批量。这个小批量是随机取的，所以损失会跳来跳
# 去，也说明不了别的样本怎么样。用课上的数据，到最后差别很小，因为所有样本都拟合得一样好，所以容易忽
# 略。循环结束以后，循环变量里还是最后一次的内容。在损失旁边打印 `len(X)`：它是多少个样本的平均？

# %% fails="test_losses_are_of_all_examples" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(X, w, b), y).mean()))
    return losses
