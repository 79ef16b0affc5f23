# %% [markdown] lang="en"
# # A root that is squared again
#
# The loss is built on the distance, and the distance is the root of the squared difference.
#
# The root and the square cancel, so all your losses are right. The gradient is right as well, with
# one exception: where the prediction is perfect. At zero the root has no finite slope, and PyTorch
# gets `nan` when it multiplies infinity by zero. One `nan` in a minibatch is enough to turn all
# weights into `nan` in the next step. It can take a long time until a prediction is exactly right,
# and then the training breaks for no visible reason. Let one prediction equal its label and print
# `y_hat.grad` after the backward pass. Which detour in your line is to blame?

# %% [markdown] lang="zh"
# # 开了根号又平方
#
# 损失建立在距离上，而距离就是差的平方再开根号。
#
# 根号和平方互相抵消，所以损失全都对。梯度也对，只有一处例外：预测完全正确的地方。根号在零点没有有限
# 的坡度，PyTorch用无穷乘以零，得到 `nan`。一个小批量里只要有一个 `nan`，下一步所有权重就都成了
# `nan`。也许要过很久才会有一个预测正好完全正确，然后训练就莫名其妙地坏了。让一个预测等于它的标签，
# 反向传播之后打印 `y_hat.grad`：你那一行里，是哪一步多绕了路？

# %% fails="test_gradient" source="https://e-com-net.com/article/1610540118618177536.htm"
import torch


def squared_loss(y_hat, y):
    distance = torch.sqrt((y_hat - y.reshape(y_hat.shape)) ** 2)
    return distance ** 2 / 2
