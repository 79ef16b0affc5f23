# %% [markdown] lang="en"
# # The bias is missing
#
# The labels are the product of features and weights with a little noise.
#
# Your labels are too small or too large by the same amount, and this amount is `b`. In a picture of
# the data nothing looks strange, since the cloud of points keeps its form and its slope; only the
# numbers at the axis tell. A line that is described by its slope alone has to go through the
# origin. Think of an example whose features are all 0: which label does your function give it, and
# which label does the model want?

# %% [markdown] lang="zh"
# # 漏掉了偏置
#
# 标签就是特征和权重的乘积，再加一点点噪声。
#
# 你的标签全都差了同样的数，这个数正好是 `b`。在图上看不出异样，因为点云的形状和倾斜方向都没有变，
# 只有坐标轴上的数字不同。只由斜率决定的直线一定经过原点，而这里的模型可以不经过原点。
# 想一想特征全为 0 的样本：你的函数给它什么标签？按照模型又应该是什么？

# %% fails="test_labels_follow_the_model" common="yes"
import torch


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + noise
    return X, y.reshape(-1, 1)
