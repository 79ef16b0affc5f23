# %% [markdown] lang="en"
# # Labels are always made a column
#
# Labels have to be a column, so it is safest to reshape them into one.
#
# For labels of shape (n, 1) your reshape does nothing. But when the caller has flat labels of shape
# (n,), your batches have another shape than the data: (B, 1) instead of (B,). You wanted to help,
# and for this lesson's loss it even would. Another loss, such as the one for classes, wants flat
# labels and fails.
#
# A loader that only chooses rows works for any data: tables, pictures, flat vectors. Call your
# function with `labels[:, 0]` and compare the shapes. Who should decide about the shape of the
# labels?

# %% [markdown] lang="zh"
# # 标签总被变成一列
#
# 标签必须是一列，所以保险起见把它们变成一列。
#
# 标签的形状是 (n, 1) 时，你的变形什么也没做。可是调用者的标签如果是一维的 (n,)，你的批量就和数据
# 的形状不一样了：是 (B, 1)，而不是 (B,)。你是好意，对这一课的损失甚至还有帮助；但别的损失，比如分
# 类用的损失，要的就是一维标签，这时就会失败。
#
# 只负责选出行的读取器，对表格、图片、一维向量都适用。用 `labels[:, 0]` 调用你的函数，比较形状：标
# 签的形状应该由谁来决定？

# %% fails="test_data_of_other_shapes"
import torch


def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen].reshape(-1, 1)
