# %% [markdown] lang="en"
# # Autograd watches the update
#
# Subtracting numbers from a tensor is ordinary arithmetic, so it can be done anywhere.
#
# PyTorch stops your function with an error about a leaf and an in-place operation. For a tensor
# that requires gradients, PyTorch writes down every computation, so that `backward` can follow it
# later. The update of a parameter is not a part of the model, so it should not be written down.
# PyTorch can't know this and refuses to go on. Read the error message once more, word by word.
# Which tensor is the leaf, which operation is in place, and how could PyTorch learn that this line
# is not part of the model?

# %% [markdown] lang="zh"
# # 自动求导盯着更新
#
# 从张量里减去一些数，只是普通的算术，在哪里做都可以。
#
# PyTorch 会让你的函数停下来，报错里提到叶子（leaf）和就地（in-place）操作。对需要梯度的张量，
# PyTorch 会记下每一步计算，好让 `backward` 以后沿着走回去。更新参数并不是模型的一部分，不该被记下
# 来。可是 PyTorch 不知道这一点，只好拒绝。把报错信息再一个词一个词地读一遍：哪个张量是叶子？哪个操
# 作是就地的？怎样才能让 PyTorch 知道这一行不属于模型？

# %% fails="test_step_is_scaled_by_the_batch" common="yes" source="https://discuss.pytorch.org/t/leaf-variable-was-used-in-an-inplace-operation/308/2"
def sgd(params, lr, batch_size):
    for param in params:
        param -= lr * param.grad / batch_size
        param.grad.zero_()
