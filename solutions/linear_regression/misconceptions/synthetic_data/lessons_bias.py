# %% [markdown] lang="en"
# # A global variable in place of the argument
#
# The true bias of the lesson is called `true_b`, so the function uses `true_b`.
#
# Whatever bias the caller hands over, your labels are made with the same one. In the notebook this
# can't be seen, because the call there hands over `true_b` too. A function can read variables from
# outside, and that is why Python does not complain. But then one of its parameters does nothing,
# and the function depends on a cell that somebody may change or delete. Call your function with the
# biases 0 and 100 and compare the mean of the labels. How far apart should the two means be?

# %% [markdown] lang="zh"
# # 用了全局变量，没用参数
#
# 这一课的真实偏置叫 `true_b`，所以函数里就用 `true_b`。
#
# 不管调用者给出什么偏置，你的标签用的总是同一个。在笔记本里看不出来，
# 因为那里传进来的恰好也是 `true_b`。函数可以读取外面的变量，所以 Python 不会报错；但这样一来，
# 有一个参数就白写了，函数还要依赖一个别人可能改掉或删掉的单元格。分别用偏置 0 和 100 调用你的函数，
# 比较两次标签的平均值：它们应该相差多少？

# %% fails="test_labels_follow_the_model"
import torch

true_b = 4.2


def synthetic_data(w, b, num_examples):
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + true_b + noise
    return X, y.reshape(-1, 1)
