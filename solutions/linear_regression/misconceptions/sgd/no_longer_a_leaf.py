# %% [markdown] lang="en"
# # The parameter becomes a result
#
# It is enough to switch gradients off for the one line that writes into the parameter.
#
# After one step the parameter holds the right number and still requires gradients, but it is no
# leaf any more. The new value was computed while PyTorch was writing everything down, and writing
# it into the parameter made the parameter the result of that computation. From then on `backward`
# has nowhere to put its gradient, and the next training step fails with an error about the interior
# of the graph. Print `p.is_leaf` and `p.grad_fn` before and after one call. Who computed the value
# that you wrote?

# %% [markdown] lang="zh"
# # 参数变成了计算的结果
#
# 只要在写入参数的那一行关掉梯度就够了。
#
# 走一步以后，参数里的数是对的，也还需要梯度，但它不再是叶子了。新的值是在 PyTorch 记录一切的时候算
# 出来的，把它写进参数，参数就成了那次计算的结果。从此 `backward` 没有地方放它的梯度，下一步训练就会
# 报错，说的是计算图的内部。在一次调用的前后，各打印一次 `p.is_leaf` 和 `p.grad_fn`：你写进去的那个
# 值，是怎么算出来的？

# %% fails="test_plain_descent"
def sgd(params, lr, batch_size):
    for param in params:
        new = param - lr * param.grad / batch_size
        param.requires_grad_(False)
        param.copy_(new)
        param.requires_grad_(True)
        param.grad.zero_()
