# %% [markdown] lang="en"
# # Losses as text
#
# A loss is best given back in the form in which it should be shown.
#
# Your list looks right when it is printed, but it contains text and no numbers. Nobody can
# calculate with it: a mean can't be taken, and a curve can't be drawn. Even a comparison goes wrong
# without any error, because text is compared letter by letter. Besides, all digits after the sixth
# decimal place are lost. How a number should look is decided when it is shown, not when it is
# computed. Compare the texts "10.0" and "9.0" with `<` in a cell. Which one is the smaller?

# %% [markdown] lang="zh"
# # 把损失变成了文字
#
# 损失最好按显示的样子返回。
#
# 打印出来，你的列表看着没问题，可里面是文字，不是数。谁也不能拿它计算：求不了平均，也画不了曲线。就
# 连比较大小也会出错，而且不报错，因为文字是一个字符一个字符比的。另外，六位以后的小数都丢了。一个数
# 显示成什么样，应该在显示的时候决定，而不是在计算的时候。在一个单元里用 `<` 比较文字 "10.0" 和 "9.0
# "：哪个更小？

# %% fails="test_one_loss_per_epoch"
import torch


def train(net, loss, features, labels, w, b, lr, num_epochs, batch_size):
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        with torch.no_grad():
            losses.append(f"{loss(net(features, w, b), labels).mean():f}")
    return losses
