# %% [markdown] lang="en"
# # Only the first parameter moves
#
# The function has done its work when the step is made, so it can return right after it.
#
# With one parameter everything is right. With two, the weights move and the bias stays at its first
# value; with three, two of them stay. In training this is hard to see, because the loss still goes
# down for a while: the weights alone can do a part of the work. Look at where your `return` stands,
# and play the computer for a list of three parameters. How many times does the body of the loop run
# before the function is left?

# %% [markdown] lang="zh"
# # 只有第一个参数动了
#
# 走完一步，函数的工作就完成了，所以紧接着就可以返回。
#
# 只有一个参数的时候，一切都对。有两个参数时，权重动了，偏置却停在最初的值；有三个时，有两个不动。训
# 练时很难看出来，因为损失还是会下降一阵子：光靠权重也能完成一部分工作。看看你的 `return` 在什么位
# 置，然后自己扮演计算机，对一个有三个参数的列表走一遍：离开函数之前，循环体一共执行了几次？

# %% fails="test_all_parameters" common="yes"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
            return param
