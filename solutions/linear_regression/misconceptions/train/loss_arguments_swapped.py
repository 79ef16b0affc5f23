# %% [markdown] lang="en"
# # Prediction and label have changed places
#
# A loss compares two things, so it doesn't matter which of them comes first.
#
# With the squared error you can't see it: the square of a difference is the same both ways. But not
# all losses are symmetric. If too large predictions cost more than too small ones, your model
# learns just the opposite of what was wanted. For some losses the order even decides whether the
# result is a number at all. What comes first is fixed by whoever wrote the function. Find a loss
# that gives different values for `loss(1, 3)` and `loss(3, 1)`. What would your loop do with it?

# %% [markdown] lang="zh"
# # 预测和标签换了位置
#
# 损失是比较两样东西，先写哪个都一样。
#
# 用平方误差时看不出来：差的平方，正着减反着减都一样。但不是所有的损失都对称。如果预测偏大比偏小代价
# 更高，你的模型学到的就正好和想要的相反。对有些损失，先后甚至决定了结果还是不是一个数。谁在前面，由
# 写这个函数的人规定。找一个让 `loss(1, 3)` 和 `loss(3, 1)` 不相等的损失：你的循环会拿它怎么办？

# %% fails="test_given_loss"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(y, net(X, w, b)).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(labels, net(features, w, b)).mean()))
    return losses
