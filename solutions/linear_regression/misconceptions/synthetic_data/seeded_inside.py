# %% [markdown] lang="en"
# # The function sets the seed
#
# A seed inside the function makes the experiment repeatable, and that is good practice.
#
# Every call of your function gives the same data, and more than that: you set the one generator
# that the whole program shares. Whoever calls you and then shuffles, draws batches or starts
# another experiment gets the same numbers after every call. Repeatable experiments are a good aim,
# but the decision belongs to the person who runs the experiment, once, at the start. Call your
# function and then `torch.rand(3)`, and do both again. What do you see, and who would expect it?

# %% [markdown] lang="zh"
# # 函数里设定了随机种子
#
# 在函数里设定种子，实验就能重复，这是好习惯。
#
# 你的函数每次调用都给出同样的数据。不仅如此，你动的是整个程序共用的那个随机数生成器：
# 别人调用你的函数之后，再去打乱顺序、抽取小批量或者做别的实验，每次得到的也都是同样的数。
# 让实验能重复是好事，但该由做实验的人来决定，在开头设定一次。先调用你的函数，
# 再运行 `torch.rand(3)`，然后把这两步重做一遍。你看到了什么？谁会料到这样的结果？

# %% fails="test_every_call_is_new" common="yes" source="https://github.com/Qiskit/qiskit/issues/2850"
import torch


def synthetic_data(w, b, num_examples):
    torch.manual_seed(42)
    X = torch.randn(num_examples, len(w))
    noise = torch.randn(num_examples) * 0.01
    y = X @ w + b + noise
    return X, y.reshape(-1, 1)
