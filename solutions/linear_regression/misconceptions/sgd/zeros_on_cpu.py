# %% [markdown] lang="en"
# # The zeros lie on the CPU
#
# A tensor of zeros fits everywhere, as long as its shape is right.
#
# On the CPU your function is right in every respect. With parameters on a GPU, PyTorch refuses the
# new gradient, because it lies in the memory of another device. A tensor has not only a shape, it
# also has a dtype and a device, and when you make a new one without saying anything, it is made in
# the main memory. On a computer without a GPU you can't see the mistake, so it is often found late.
# Print `param.device` and the device of the zeros that you make. Where does your code say that they
# should agree?

# %% [markdown] lang="zh"
# # 零放在了 CPU 上
#
# 只要形状对，一个全零的张量放在哪里都能用。
#
# 在 CPU 上，你的函数完全正确。如果参数在 GPU 上，PyTorch 就不接受这个新的梯度，因为它放在另一个设备
# 的内存里。张量不只有形状，还有数据类型和设备；建新张量的时候如果什么都不说，它就建在主内存里。在没
# 有 GPU 的电脑上看不出这个错，所以常常很晚才被发现。打印 `param.device`，再打印你建的那些零所在的设
# 备：你的代码里，哪里说了它们应该一致？

# %% fails="test_step_is_scaled_by_the_batch"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad = torch.zeros(param.shape)
