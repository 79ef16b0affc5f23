# %% [markdown] lang="en"
# # The bias goes in before the weights
#
# It makes no difference whether the bias is added before or after the product.
#
# When the bias is added to the features, it is multiplied by the weights too. Each prediction then
# holds the bias times the sum of all weights. If the weights happen to add up to 0, the bias is
# gone altogether, and at the start of the training, when they are tiny, it hardly counts. It is
# like a delivery fee that you add to every single article before the discount is taken off. Work
# out both ways for one feature of 2, a weight of 3 and a bias of 1. What do you get?

# %% [markdown] lang="zh"
# # 偏置加在了乘权重之前
#
# 偏置在相乘之前加还是之后加，都一样。
#
# 偏置加到特征上，就会跟着一起乘上权重，于是每个预测里含的是偏置乘以所有权重之和。如果权重之和恰好是
# 0，偏置就完全消失了；训练刚开始时权重很小，偏置也几乎不起作用。这就像先把运费加到每件商品上，再一
# 起打折。取一个特征为 2、权重为 3、偏置为 1 的例子，两种算法各算一遍：分别得到什么？

# %% fails="test_bias"
import torch


def linreg(X, w, b):
    return torch.matmul(X + b, w)
