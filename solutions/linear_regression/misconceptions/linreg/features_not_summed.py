# %% [markdown] lang="en"
# # Products without their sum
#
# Once every feature is multiplied by its weight, the prediction is done.
#
# You give back one number for each feature of each example, so the result has as many columns as
# `X`. These are only the parts of a prediction: what each feature adds to it. The bias now even
# appears once in every part. A house has a size and an age, but it has only one price. With one
# single feature you would not notice anything. Take one example with two features and work out its
# prediction on paper. What do you do with the two products?

# %% [markdown] lang="zh"
# # 乘完以后没有相加
#
# 每个特征都乘上自己的权重，预测就算完了。
#
# 你给每个样本的每个特征都返回了一个数，所以结果和 `X` 有一样多的列。这些只是预测的组成部分，说明每
# 个特征各贡献多少；偏置也在每一列里都出现了一次。一座房子有面积，也有房龄，但价格只有一个。只有一个
# 特征时，这个错误完全看不出来。取一个有两个特征的样本，在纸上算出它的预测：得到两个乘积之后，你还要
# 做什么？

# %% fails="test_shape"
def linreg(X, w, b):
    return X * w.T + b
