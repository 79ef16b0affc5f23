# %% [markdown] lang="en"
# # The best parameters are put back
#
# At the end the parameters should be the best ones that were seen, not the last ones.
#
# Mostly the last parameters are the best, and then nothing is different. But if the loss has risen
# at the end, you put older parameters back. The caller sees a last loss that doesn't belong to `w`
# and `b`. To keep the best parameters is a good idea when there are separate data for judging them;
# here the task asks for the parameters after the last step. Train with a learning rate that is a
# little too large. Does the loss that you compute from `w` and `b` agree with the last one in the
# list?

# %% [markdown] lang="zh"
# # 最后放回了最好的参数
#
# 最后留下的应该是见过的最好的参数，而不是最后的参数。
#
# 多数时候最后的参数就是最好的，看不出区别。但如果损失在最后升高了，你就会放回以前的参数，调用者看到
# 的最后一个损失，和手里的 `w`、`b` 对不上。有单独的数据用来评判时，保留最好的参数是个好主意；这里要
# 的是走完最后一步的参数。用稍微太大的学习率训练：用 `w` 和 `b` 算出的损失，和列表里最后一个一样吗？

# %% fails="test_epochs_go_on"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    best = float("inf")
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(float(loss(net(features, w, b), labels).mean()))
            if losses[-1] < best:
                best, best_w, best_b = losses[-1], w.clone(), b.clone()
    with torch.no_grad():
        w.copy_(best_w)
        b.copy_(best_b)
    return losses
