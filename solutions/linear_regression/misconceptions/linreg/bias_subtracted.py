# %% [markdown] lang="en"
# # The bias is taken away
#
# The bias is a threshold that the sum has to pass, so it is subtracted.
#
# In some texts a neuron has a threshold, and that is taken away from the sum. Here the formula adds
# a bias. Training hides the difference: the gradient has the other sign too, so the model learns
# the bias with the wrong sign and its predictions become good all the same. Only the learned number
# itself betrays it: it is near -4.2 in place of 4.2. Then someone else uses your parameters with
# the formula of the lesson. How far off are the predictions?

# %% [markdown] lang="zh"
# # 偏置被减掉了
#
# 偏置是一个阈值，加权和要超过它，所以要减去。
#
# 有些书里的神经元带一个阈值，要从加权和里减掉。而这里的公式是加上偏置。训练会把这个差别藏起来：梯度
# 的符号也跟着反了，于是模型学到符号相反的偏置，预测照样很准。只有学到的那个数会露出破绽：它接近
# -4.2，而不是 4.2。如果别人拿你学到的参数，按这一课的公式去预测，结果会差多少？

# %% fails="test_bias" common="yes"
import torch


def linreg(X, w, b):
    return torch.matmul(X, w) - b
