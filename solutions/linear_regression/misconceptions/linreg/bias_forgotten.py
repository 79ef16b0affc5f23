# %% [markdown] lang="en"
# # The bias is missing
#
# A linear model is the features times the weights, and that is all.
#
# Your model says 0 whenever all features are 0, whatever the data say: its line always goes through
# the origin. The labels of the lesson lie around 4.2 there, and no choice of weights can make up
# for that. The loss falls at first and then stays far too high. As `b` is not part of the result,
# it never gets a gradient either. Hand over features that are all 0, first with one bias and then
# with another. What should come out, and what does?

# %% [markdown] lang="zh"
# # 少了偏置
#
# 线性模型就是特征乘以权重，没有别的。
#
# 只要特征全是 0，你的模型就给出 0，不管数据怎样：它的直线总是通过原点。而这一课的标签在那里大约是
# 4.2，无论怎样选权重都补不回来。损失开始会下降，之后就停在很高的地方。`b` 没有参与结果，也就得不到
# 梯度。把特征全部设为 0，先用一个偏置，再换另一个偏置来调用：应该得到什么，你实际得到什么？

# %% fails="test_bias" common="yes"
import torch


def linreg(X, w, b):
    return torch.matmul(X, w)
