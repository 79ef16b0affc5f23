# %% [markdown] lang="en"
# # Later epochs are not reported
#
# After the first epochs it is enough to note the loss now and then.
#
# For up to ten epochs your list is complete. After that only every tenth loss is noted, and the
# list is shorter than the number of epochs. Whoever draws it over the epochs gets a curve that
# seems to fall faster and faster. Programs that run for long do print only now and then, so that
# the screen stays readable. But what is printed and what is given back are two different things.
# Call your function with `num_epochs=30`. How many losses come back, and to which epoch does the
# last one belong?

# %% [markdown] lang="zh"
# # 后面的轮次没有报告
#
# 前几轮之后，隔一阵记一次损失就够了。
#
# 十轮以内，你的列表是完整的；再往后，每十轮才记一个损失，列表就比轮数短了。谁按轮数把它画出来，会看
# 到一条好像越降越快的曲线。运行很久的程序确实会隔一阵才打印一次，免得屏幕太乱。但是打印什么和返回什
# 么，是两回事。用 `num_epochs=30` 调用你的函数：返回了几个损失？最后一个属于哪一轮？

# %% fails="test_one_loss_per_epoch"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        if epoch % 10 == 0 or epoch < 10:
            with torch.no_grad():
                losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
