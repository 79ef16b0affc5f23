# %% [markdown] lang="en"
# # Zero divided by zero
#
# Every vector has a length that one can divide by.
#
# For all vectors but one your function is right. The zero vector has length 0, and zero divided by
# zero is no number: PyTorch writes `nan` and goes on without a message. The task says what should
# come out for this vector, because it does come up: a silent piece of a recording, or a text of
# which no word is known. Call your function with `torch.zeros(3)` and look at the result. At which
# point of your program can you still prevent it?

# %% [markdown] lang="zh"
# # 零除以零
#
# 每个向量都有一个可以用来除的长度。
#
# 除了一个向量以外，你的函数都是对的。零向量的长度是 0，而零除以零不是一个数：PyTorch 会写上 `nan`，不给
# 任何提示就继续下去。题目说了这个向量应该得到什么，因为它确实会出现：一段没有声音的录音，或者一段没有一
# 个认识的词的文字。用 `torch.zeros(3)` 调用你的函数，看看结果：在程序的哪一步还来得及避免？

# %% fails="test_zero_vector" common="yes"
import torch


def normalize(v):
    return v / v.norm()
