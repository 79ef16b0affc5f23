# %% [markdown] lang="en"
# # The mean of the products
#
# The prediction is the average of what the features say.
#
# Each feature does add its part to the prediction, but you then divide by the number of features.
# With two features every part counts only half, and the model fits only when it learns weights that
# are twice as large. Training still works, so the loss does not show it. But the learned weights
# are not those that made the data. A price is not an average: a kitchen and a bath both add to it.
# For one feature your result is right. Why only then?

# %% [markdown] lang="zh"
# # 对乘积取了平均
#
# 预测就是各个特征的意见的平均值。
#
# 每个特征确实都为预测贡献了一份，可是你接着又除以了特征的个数。有两个特征时，每一份只算一半，模型要
# 学到两倍大的权重才能拟合数据。训练照样能进行，从损失上看不出问题，但学到的权重并不是生成数据的那些
# 权重。价格不是平均值：厨房和浴室都会让房价增加。只有一个特征时你的结果是对的，为什么只有这时才对？

# %% fails="test_weights"
def linreg(X, w, b):
    return (X * w.T).mean(dim=1, keepdim=True) + b
