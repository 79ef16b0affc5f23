# %% [markdown] lang="en"
# # Always three epochs
#
# Training takes three epochs, as in the lesson.
#
# Your function trains for three epochs, whatever number it is handed. In the lesson that number is
# three, so everything looks right there. But who asks for one epoch gets parameters that have been
# trained for too long, and who asks for twenty gets too little. Data, models and learning rates
# differ, and so does the time they need. Call your function with `num_epochs=1` and with
# `num_epochs=10`. How many losses come back?

# %% [markdown] lang="zh"
# # 总是训练三轮
#
# 训练就是三轮，和课上一样。
#
# 不管传进来的轮数是多少，你的函数都训练三轮。课上的轮数正好是三，所以在那里一切正常。但是只要一轮的
# 人，得到的参数训练过头了；要二十轮的人，得到的又不够。数据、模型、学习率不同，需要的时间也不同。分
# 别用 `num_epochs=1` 和 `num_epochs=10` 调用你的函数：返回了几个损失？

# %% fails="test_steps_follow_the_gradient" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    num_epochs = 3
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
