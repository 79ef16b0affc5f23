# %% [markdown] lang="en"
# # A small number added to be safe
#
# Adding a hundred-millionth to the width avoids the division by zero and changes nothing else.
#
# You have thought of the column of equal values, which is good, and with wide columns nobody sees
# a difference. But small is small only compared with something. When a column holds lengths in
# metres, of parts that differ by a thousandth of a millimetre, the number that you add is a
# hundredth of the width, and the largest value comes out as 0.99. Try your function on a column
# that holds 0 and 0.000001. Can you treat the one special case without touching all the others?

# %% [markdown] lang="zh"
# # 为保险加了一个很小的数
#
# 给宽度加上一亿分之一，可以避免除以零，别的什么也不会改变。
#
# 你想到了值全都相等的列，这很好；对范围宽的列，也确实看不出差别。但“小”是要看和什么比的。如果一列是以
# 米为单位的长度，各个零件只相差千分之一毫米，那么你加上的数就有宽度的百分之一，最大值就成了 0.99。用只
# 含 0 和 0.000001 的一列试试你的函数：能不能只处理那一种特殊情况，而不影响其他所有情况？

# %% fails="test_columns_run_from_0_to_1"
import torch


def rescale(X):
    low, high = X.amin(0), X.amax(0)
    return (X - low) / (high - low + 1e-8)
