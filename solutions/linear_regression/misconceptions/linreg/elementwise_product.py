# %% [markdown] lang="en"
# # The star instead of the matrix product
#
# `X` times `w` in the formula is `X * w` in the program.
#
# In the formula, two letters side by side mean the product of matrices. In PyTorch the star does
# something else: it multiplies elements that stand at the same place, and it stretches sizes of 1
# to make the shapes fit. With 5 examples and 3 features nothing fits and you see an error. With
# other sizes you may get a result that is simply wrong. Try the star on a tensor of shape `(3, 3)`
# and a column of shape `(3, 1)`: which number has met which?

# %% [markdown] lang="zh"
# # 用星号代替了矩阵乘法
#
# 公式里的 `X` 乘 `w`，写成程序就是 `X * w`。
#
# 公式里两个字母挨在一起，表示矩阵相乘。PyTorch 里的星号却是另一回事：它把同一位置上的元素相乘，大小
# 为 1 的轴还会自动拉长，好让形状对上。5 个样本、3 个特征时形状对不上，于是报错；换成别的大小，也许
# 不报错，结果却是错的。用星号把形状 `(3, 3)` 的张量和 `(3, 1)` 的一列相乘看看：到底是哪个数和哪个数
# 相乘了？

# %% fails="test_shape" common="yes"
def linreg(X, w, b):
    return X * w + b
