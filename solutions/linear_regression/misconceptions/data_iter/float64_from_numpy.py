# %% [markdown] lang="en"
# # The numbers come back as float64
#
# On the way through NumPy the numbers stay what they are.
#
# The values are the same, but your batches are of dtype `float64`, while the data was `float32`.
# Plain Python numbers and the arrays that NumPy makes of them have double precision, and a tensor
# made from such an array keeps it. Nothing shows in a printout with short numbers. The error comes
# later and elsewhere: weights are `float32`, and a matrix product of the two types is refused.
#
# Whenever data leaves PyTorch and comes back, look at its type once more. Print `X.dtype` of a
# batch next to `features.dtype`. At which step of your function did it change?

# %% [markdown] lang="zh"
# # 数变成了 float64
#
# 数据经过 NumPy 转一圈，还是原来的样子。
#
# 数值没有变，可是你的批量是 `float64` 类型，而原来的数据是 `float32`。Python 自己的数和由它们做成
# 的 NumPy 数组都是双精度的，再做成张量还是双精度。打印出来往往看不出区别。错误会在后面冒出来：权
# 重是 `float32`，两种类型不能做矩阵乘法。
#
# 数据离开 PyTorch 再回来时，都要再看一眼类型。把一个批量的 `X.dtype` 和 `features.dtype` 一起打印
# 出来：是在你函数的哪一步变的？

# %% fails="test_batches_have_the_right_size" source="https://yuhi-sa.github.io/en/posts/20210215_pytorch_dtype/1"
import numpy as np
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    X, y = np.array(features.tolist()), np.array(labels.tolist())
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size].numpy()
        yield (
            torch.tensor(X[chosen], device=features.device),
            torch.tensor(y[chosen], device=labels.device),
        )
