# %% [markdown] lang="en"
# # The square is multiplied out
#
# A formula that is multiplied out gives the same result, since the two are equal in mathematics.
#
# On paper both formulas are equal. In the computer a `float32` number keeps only about seven
# digits. The square of 10000.5 needs more, so the end of it is cut off, and the same happens to the
# other terms. When you then subtract such huge numbers, the small difference that you wanted was in
# the part that is gone. The result can be far off, or even negative. This is called cancellation.
# Compute the square of 10000.5 in a `float32` tensor and by hand. How many digits survive, and
# which order of steps would keep the numbers small?

# %% [markdown] lang="zh"
# # 把平方展开了
#
# 公式展开以后结果一样，因为在数学上两者相等。
#
# 在纸上，两个公式相等。在计算机里，`float32` 大约只保留七位数字。10000.5 的平方需要更多位，所以末尾
# 被截掉了，其他几项也一样。这些大数再互相一减，你想要的那个小小的差，正好在被截掉的部分里。结果可能
# 差得很远，甚至是负数。这叫“相消”。分别用 `float32` 张量和手算求 10000.5 的平方：留下了几位数字？按
# 什么顺序算，数就不会变得这么大？

# %% fails="test_close_large_numbers" source="https://github.com/pytorch/pytorch/issues/42479"
import torch


def squared_loss(y_hat, y):
    y = y.reshape(y_hat.shape)
    return (y_hat ** 2 - 2 * y_hat * y + y ** 2) / 2
