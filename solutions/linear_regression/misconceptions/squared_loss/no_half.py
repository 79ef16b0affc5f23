# %% [markdown] lang="en"
# # The half is missing
#
# The loss of an example is the square of the difference, and nothing else.
#
# Each of your losses is exactly twice what the task asks for. Training would still work, which is why
# this is easy to overlook: a loss that is twice as large only makes every step twice as long. The
# factor in the formula is there for the sake of the derivative. Take one example with a prediction of
# 5 and a label of 3, and work out the derivative of your formula by hand. Which number is left over
# in front of the difference?

# %% [markdown] lang="zh"
# # 少了二分之一
#
# 一个样本的损失就是差的平方，别无其他。
#
# 你算出的每个损失都正好是要求的两倍。训练照样能进行，所以这个错误很容易被忽略：损失变成两倍，只不过让每一步走得
# 两倍远。公式里的那个系数是为了求导方便。取一个样本，预测是 5，标签是 3，亲手对你的公式求一次导数：差的前面多出
# 了哪个数？

# %% fails="test_half_of_the_squared_difference" common="yes"
def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2
