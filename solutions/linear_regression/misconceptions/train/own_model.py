# %% [markdown] lang="en"
# # A model of your own
#
# The model is linear regression, so the prediction is always `X @ w + b`.
#
# With the lesson's model all is well, because the formula in your loop is the same. With any other
# model your function trains the wrong thing: it makes the predictions of your formula good and not
# those of the model that was handed in. A training loop doesn't need to know what is inside a
# model. That is its strength: the same loop trains nearly everything. Give your function a model
# whose predictions are always twice as large. Which weights does it find, and which should it find?

# %% [markdown] lang="zh"
# # 用了自己的模型
#
# 模型就是线性回归，所以预测总是 `X @ w + b`。
#
# 用课上的模型时一切正常，因为你循环里的公式和它一样。换一个模型，你的函数就训练错了对象：它让你的公
# 式预测得好，而不是让传进来的模型预测得好。训练循环不需要知道模型里面是什么，这正是它厉害的地方，同
# 一个循环几乎什么都能训练。给你的函数一个预测值总是两倍大的模型：它找到的权重是多少？应该是多少？

# %% fails="test_given_model" common="yes"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(X @ w + b, y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
    return losses
