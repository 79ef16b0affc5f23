# %% [markdown] lang="en"
# # The parameters are rounded
#
# Four digits after the point are enough for any parameter, and they look tidy.
#
# For large steps nobody sees a difference. But as training comes near its end, the steps get
# smaller than half of the last digit that you keep. Then rounding takes back each of them, and the
# parameter stands still although there is still a slope. Many small steps only lead somewhere when
# each one is kept. For printing you can round as you like, because that doesn't touch the value.
# Use a learning rate of 0.00001 and a gradient of 1, and make 100 steps. Where should the parameter
# be?

# %% [markdown] lang="zh"
# # 参数被四舍五入了
#
# 对任何参数来说，四位小数都够了，而且看起来整齐。
#
# 步子大的时候，谁也看不出差别。可是训练快到头的时候，步子会小于你保留的最后一位的一半。这时舍入把每
# 一步都收了回去，虽然还有坡，参数却停住了。许多小步要有结果，每一步都得留下来。打印的时候，想怎么舍
# 入都可以，因为那不会动到值本身。用 0.00001 的学习率和等于 1 的梯度走 100 步：参数应该在哪里？

# %% fails="test_any_rate_and_batch_size"
import torch


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.copy_(torch.round(param, decimals=4))
            param.grad.zero_()
