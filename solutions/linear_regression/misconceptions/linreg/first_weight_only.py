# %% [markdown] lang="en"
# # One weight for all features
#
# The features are added up, and then the weight is applied to the sum.
#
# You add up the features of an example first, and then one weight, the first, has to do for all of
# them. But the features are different things: a square metre adds to the price of a house and a
# year of age takes something away. That is why each of them has a weight of its own. All weights
# except the first are ignored, so no gradient ever moves them. For one feature nothing is wrong.
# Change the last weight and look at the predictions. Do they change?

# %% [markdown] lang="zh"
# # 所有特征共用一个权重
#
# 先把特征加起来，再对和乘上权重。
#
# 你先把一个样本的特征加在一起，然后只用一个权重，也就是第一个，来代表全部。可是各个特征是不同的东
# 西：面积多一平方米，房价会升；房龄多一年，房价会降。正因为这样，每个特征才有自己的权重。除了第一
# 个，其余权重都被忽略了，梯度也永远不会更新它们。只有一个特征时，看不出任何问题。改一改最后一个权
# 重，再看看预测：变了吗？

# %% fails="test_weights"
def linreg(X, w, b):
    return X.sum(dim=1, keepdim=True) * w[0] + b
