# %% [markdown] lang="en"
# # A method called half
#
# The method `half` of a tensor divides it by two.
#
# The name is a trap. In PyTorch, `half` has nothing to do with dividing: it stores the same numbers
# with half as many bits. So your losses are not halved, and each one is now less exact. You can see
# it in the type of the result, `float16`. Such numbers keep only about three digits and end at
# 65504; a larger loss becomes infinite. A name that reads like the formula is no proof, so a look
# into the documentation pays off. Call this method on a tensor that holds 10000.5 and print the
# result. What has changed, and what has not?

# %% [markdown] lang="zh"
# # 名叫 half 的方法
#
# 张量的 `half` 方法会把它除以二。
#
# 这个名字是个陷阱。在 PyTorch 里，`half` 和除法没有关系：它只是用一半的位数来存同样的数。所以你的损
# 失并没有减半，而且每个数都变得更不精确了。从结果的类型 `float16` 就能看出来。这种数大约只有三位有
# 效数字，最大到 65504，再大就变成无穷。名字读起来像公式，并不说明就是公式，值得查一下文档。对一个存
# 着 10000.5 的张量调用这个方法，打印结果：什么变了，什么没变？

# %% fails="test_half_of_the_squared_difference"
import torch


def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2).half()
