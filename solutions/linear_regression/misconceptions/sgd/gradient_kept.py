# %% [markdown] lang="en"
# # Old gradients are never cleared
#
# Every call of `backward` computes a fresh gradient and replaces the old one, so there is nothing
# to clear.
#
# Your first step is right, and that is why the mistake is easy to overlook. From the second step
# on, the steps are wrong: at first they are too long, and they go in a direction that is a mixture
# of all minibatches so far. PyTorch does not replace what is in `.grad`; it adds to it. Try it
# without `sgd`: make a parameter, call `backward` on the same simple loss twice (compute the loss
# again in between), and print `.grad` after each call. Which numbers do you see?

# %% [markdown] lang="zh"
# # 旧的梯度没有清掉
#
# 每次调用 `backward`，都会算出一个全新的梯度，把旧的换掉，所以没有什么需要清。
#
# 你的第一步是对的，所以这个错误很容易被忽略。从第二步开始就不对了：步子起初太长，方向也成了之前所有
# 小批量混在一起的方向。PyTorch 不会替换 `.grad` 里的内容，而是往上加。先不用 `sgd`，做个试验：建一
# 个参数，对同一个简单的损失调用两次 `backward`（中间重新算一次损失），每次之后都打印 `.grad`。你看
# 到了哪些数？

# %% fails="test_gradients_are_reset" common="yes" source="https://discuss.pytorch.org/t/visual-explanation-for-zero-grad/107728"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
