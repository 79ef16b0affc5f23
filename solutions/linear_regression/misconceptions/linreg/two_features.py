# %% [markdown] lang="en"
# # Written for exactly two features
#
# The model has two features, so it is enough to write down both products.
#
# Your sum is right for the data of the lesson, where every example has two features. But the number
# of features belongs to the data and not to the model. With one feature your program stops with an
# error, and with three it forgets the last one without a word. That second case is the worse one,
# because nothing tells you about it. Call your function with 4 examples of 3 features, change the
# third weight, and look at the predictions. What do you notice?

# %% [markdown] lang="zh"
# # 只会处理两个特征
#
# 模型有两个特征，把两个乘积写出来就够了。
#
# 对这一课的数据来说，你的和是对的，因为每个样本正好有两个特征。可是特征有几个，由数据决定，而不是由
# 模型决定。只有一个特征时，程序会报错；有三个特征时，它会悄悄漏掉最后一个。后一种情况更糟，因为没有
# 任何提示。用 4 个样本、3 个特征调用你的函数，改一改第三个权重，再看看预测：你发现了什么？

# %% fails="test_shape" common="yes"
def linreg(X, w, b):
    return (X[:, 0] * w[0] + X[:, 1] * w[1] + b).reshape(-1, 1)
