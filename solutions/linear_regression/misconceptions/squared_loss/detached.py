# %% [markdown] lang="en"
# # Cut off from the prediction
#
# For a loss only the values matter, so the prediction can be freed from its gradient first.
#
# Your values are right, but the path back to the model is gone. To train, PyTorch follows the
# computation backwards: from the loss to the prediction, and from there to the weights. A detached
# tensor has the same numbers but no memory of where they came from, so there is nothing to follow.
# People often add this call because some message told them to, usually for plotting or for numpy.
# In a plot it does no harm. Print the loss once with and once without that call, for a `y_hat` that
# requires a gradient. What is missing at the end of the line?

# %% [markdown] lang="zh"
# # 和预测断开了
#
# 损失只看数值，所以可以先去掉预测的梯度。
#
# 你的数值是对的，但回到模型的路断了。训练时，PyTorch 沿着计算过程往回走：从损失走到预测，再走到权
# 重。分离出来的张量数值一样，却不记得自己是从哪里来的，也就没有路可走。常常是某条提示让人加上这个调
# 用，一般是为了画图或转成 numpy，画图时这样做没关系。让 `y_hat` 需要梯度，把有这个调用和没有这个调
# 用的损失各打印一次：行末少了什么？

# %% fails="test_gradient" common="yes" source="https://github.com/isayev/ReLeaSE/issues/39"
import torch


def squared_loss(y_hat, y):
    return (y_hat.detach() - y.reshape(y_hat.shape)) ** 2 / 2
