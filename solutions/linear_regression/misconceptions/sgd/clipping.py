# %% [markdown] lang="en"
# # Large gradients are cut
#
# Very large gradients are dangerous, so they have to be cut to a safe size first.
#
# For most gradients your steps are right. Only the very large ones come out too short. Cutting
# gradients is a real technique, and it helps in some networks. But here it hides things: when the
# gradient of a minibatch of 1000 examples is large because it is a sum of 1000 terms, you cut it
# before the division can bring it back to a normal size. Take a gradient of 5000 from 1000
# examples. How long should the step be for a learning rate of 1, and how long is yours?

# %% [markdown] lang="zh"
# # 大的梯度被截断了
#
# 很大的梯度很危险，所以要先把它截到安全的大小。
#
# 对大多数梯度，你走的步子都是对的，只有特别大的梯度，步子才太短。截断梯度确实是一种技术，在有些网络
# 里很有用。但在这里它会掩盖问题：一千个样本的梯度很大，是因为它是一千项的和，而你在除法把它变回正常
# 大小之前就把它截掉了。假设一千个样本的梯度是 5000，学习率是 1：这一步应该有多长？你的那一步又有多
# 长？

# %% fails="test_plain_descent"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad.clamp(-100, 100) / batch_size
            param.grad.zero_()
