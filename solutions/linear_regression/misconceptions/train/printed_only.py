# %% [markdown] lang="en"
# # Losses that are only printed
#
# A function gives a result by printing it.
#
# You can read the losses on the screen, but the program can't use them: your function gives back
# `None`. Printed text goes to the reader and is gone. To draw a curve, to compare two learning
# rates or to stop when it is good enough, the caller needs the numbers themselves. In the lesson's
# cells the difference is hard to see, because there a person reads everything. Write `result =
# train(…)` in a cell and then print `result`. What do you get, and what would you like to get?

# %% [markdown] lang="zh"
# # 损失只打印，没有返回
#
# 函数把结果打印出来，就是给出了结果。
#
# 屏幕上看得到损失，程序却用不上：你的函数返回的是 `None`。打印出来的文字给人看过就没有了。要画曲
# 线、比较两个学习率，或者够好了就停下，调用者都需要数值本身。课上的代码都是人在看，所以不容易察觉这
# 个区别。在一个单元里写 `result = train(…)`，再打印 `result`：你得到了什么？你希望得到什么？

# %% fails="test_one_loss_per_epoch"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            print(float(loss(net(features, w, b), labels).mean()))
