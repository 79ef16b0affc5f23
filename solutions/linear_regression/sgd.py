# %% [markdown] lang="en"
# # 5. The optimiser
#
# For linear regression the best parameters can be computed by a formula. For almost every other model
# there is none, so we take small steps downhill: *minibatch stochastic gradient descent*.
#
# **You will learn** to update parameters in place, and why gradients have to be reset.

# %% [markdown] lang="zh"
# # 5. 优化算法
#
# 线性回归的最优参数可以用公式直接算出来。但几乎所有别的模型都没有这样的公式，所以我们一小步一小步地往
# “下坡”走：*小批量随机梯度下降*。
#
# **你将学会**：就地更新参数，以及为什么要把梯度清零。

# %% tags=["given"]
import torch

# %% [markdown] lang="en"
# ## Your task
#
# $$p \leftarrow p - \frac{\eta}{|\mathcal{B}|}\; g$$
#
# Write `sgd(params, lr, batch_size)`. For each tensor in `params`:
#
# - subtract the learning rate `lr` times its gradient, divided by `batch_size`, **in place**: it stays
#   the same tensor object, a leaf that requires gradients;
# - then reset its gradient (to zero or to `None`).
#
# The gradient is that of the *sum* of the losses of a minibatch; dividing makes the step's size
# independent of how large the minibatch is. Write it out; don't use `torch.optim`.
#
# The function changes nothing else: no settings of PyTorch, and it seeds no random generator.

# %% [markdown] lang="zh"
# ## 你的任务
#
# $$p \leftarrow p - \frac{\eta}{|\mathcal{B}|}\; g$$
#
# 写出 `sgd(params, lr, batch_size)`。对 `params` 里的每个张量：
#
# - **就地**减去学习率 `lr` 乘以它的梯度、再除以 `batch_size`：它还是原来那个张量对象，还是需要梯度的叶子
#   节点；
# - 然后把它的梯度清掉（清成零或者 `None` 都可以）。
#
# 这里的梯度来自小批量里所有损失的*和*；除以批量大小，步长就不会随批量大小而变。请自己写出来，不要用
# `torch.optim`。
#
# 除此之外，函数不改变任何别的东西：不改 PyTorch 的设置，也不给随机数生成器设种子。


# %%
def sgd(params, lr, batch_size):
    """One step of minibatch stochastic gradient descent."""
    ### BEGIN SOLUTION
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
    ### END SOLUTION


# %% [markdown] lang="en"
# ## Try it
#
# The smallest value of $(p - 3)^2$ is at $p = 3$. Do the steps get there?

# %% [markdown] lang="zh"
# ## 试一试
#
# $(p - 3)^2$ 在 $p = 3$ 处最小。一步一步能走到那里吗？

# %%
p = torch.tensor([0.0], requires_grad=True)
for step in range(5):
    ((p - 3) ** 2).sum().backward()
    sgd([p], 0.3, 1)
    print(step, p.item())

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="zh"
# ## 自己检查

# %% tags=["public"]
p = torch.tensor([1.0, 2.0], requires_grad=True)
(p * torch.tensor([10.0, 20.0])).sum().backward()
same = p
sgd([p], 0.5, 10)
assert p is same and p.is_leaf and p.requires_grad, "p should stay the same leaf tensor"
assert torch.allclose(p, torch.tensor([0.5, 1.0])), f"p is {p.tolist()}, not [0.5, 1.0]"
assert p.grad is None or not p.grad.any(), "the gradient was not reset"
print("fine so far")
