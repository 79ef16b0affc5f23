# %% [markdown] lang="en"
# # The predictions move to the CPU
#
# In the end a result always belongs on the CPU.
#
# On a machine without a GPU you can't see this mistake at all. With a GPU, the features and the
# parameters lie there, and so do the labels. Your predictions come back in the main memory, and the
# very next step, the loss, meets tensors on two devices and stops with an error. Bringing numbers
# back is useful for a plot or for saving a file, but that is a matter for the one who makes the
# plot. Which of the functions in this lesson needs to know where the data lie?

# %% [markdown] lang="zh"
# # 预测被搬到了 CPU 上
#
# 结果最后总应该放在 CPU 上。
#
# 在没有 GPU 的机器上，这个错误根本看不出来。有 GPU 时，特征、参数和标签都在 GPU 上，你的预测却回到
# 了内存里；紧接着的一步是算损失，两个张量不在同一设备上，程序就报错了。画图或存文件时，把数搬回来是
# 有用的，但那是画图的人该做的事。想一想：这一课的函数里，有哪个需要知道数据在哪个设备上吗？

# %% fails="test_shape"
import torch


def linreg(X, w, b):
    return (torch.matmul(X, w) + b).cpu()
