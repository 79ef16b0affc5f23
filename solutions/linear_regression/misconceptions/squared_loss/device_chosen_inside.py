# %% [markdown] lang="en"
# # The function picks a device itself
#
# Every function should find out whether there is a GPU and move its data there.
#
# Your function asks the computer which device it has, and moves the labels there. It doesn't look
# at where the prediction is. If the two answers differ, the subtraction stops with a message about
# two devices. On a laptop without a GPU you will never see that, so the code seems fine at home and
# fails elsewhere. Choosing a device is the job of the main program, once. A function like this one
# only works with what it is given. Look at your line again: which tensor could tell you where the
# labels are needed, and do you have to move anything at all?

# %% [markdown] lang="zh"
# # 函数自己挑了设备
#
# 每个函数都应该自己看看有没有 GPU，再把数据搬过去。
#
# 你的函数先问电脑有什么设备，再把标签搬过去，却没有看预测在哪里。两边不一致时，减法就会停下来，报告
# 张量在两个不同的设备上。在没有 GPU 的笔记本上永远看不到这个错误，所以代码在家里好好的，换个地方就
# 坏了。选设备是主程序的事，选一次就够；像这样的函数，只要处理交给它的东西。再看看你那一行：哪个张量
# 能告诉你标签该在哪里？真的需要搬动什么吗？

# %% fails="test_half_of_the_squared_difference"
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"


def squared_loss(y_hat, y):
    return (y_hat - y.to(device).reshape(y_hat.shape)) ** 2 / 2
