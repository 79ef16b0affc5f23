# %% [markdown] lang="en"
# # 4. The loss
#
# How wrong is a prediction? The *loss* puts a number on it, and training makes that number small.
#
# **You will learn** to compute a loss for each example, and to beware of shapes that fit by accident.

# %% [markdown] lang="zh"
# # 4. 损失
#
# 预测错了多少？*损失*用一个数来衡量，而训练就是把这个数变小。
#
# **你将学会**：为每个样本算出损失，以及提防那些“碰巧对得上”的形状。

# %% tags=["given"]
import torch

# %% [markdown] lang="en"
# ## Your task
#
# $$l(\hat y, y) = \tfrac{1}{2}\,(\hat y - y)^2$$
#
# Write `squared_loss(y_hat, y)`: the loss of **each** element, in `y_hat`'s shape; no sum, no mean.
# The half makes the derivative simple: it is just $\hat y - y$.
#
# `y` may come in another shape with as many elements, for example `(n,)` where `y_hat` is `(n, 1)`;
# take it in `y_hat`'s shape. Gradients must reach `y_hat`. The inputs are float32, and so is the loss.
#
# The function changes nothing else: not its arguments, no settings of PyTorch, and it seeds no random generator.

# %% [markdown] lang="zh"
# ## 你的任务
#
# $$l(\hat y, y) = \tfrac{1}{2}\,(\hat y - y)^2$$
#
# 写出 `squared_loss(y_hat, y)`：给出**每个**元素的损失，形状和 `y_hat` 相同；不求和，也不求平均。前面的
# 二分之一让导数变得简单，正好是 $\hat y - y$。
#
# `y` 的形状可能不同，但元素个数一样多，例如 `y_hat` 是 `(n, 1)` 而 `y` 是 `(n,)`；请按 `y_hat` 的形状来
# 看待它。梯度要能传到 `y_hat`。输入都是 float32，损失也是。
#
# 除此之外，函数不改变任何别的东西：不改它的参数，不改 PyTorch 的设置，也不给随机数生成器设种子。


# %%
def squared_loss(y_hat, y):
    """Half the squared difference, element by element, in y_hat's shape."""
    ### BEGIN SOLUTION
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    ### END SOLUTION


# %% [markdown] lang="en"
# ## Try it
#
# What shape does PyTorch give to a difference of `(3, 1)` and `(3,)`? Guess before you run the cell.

# %% [markdown] lang="zh"
# ## 试一试
#
# `(3, 1)` 减 `(3,)`，PyTorch 会给出什么形状？先猜一猜，再运行。

# %%
y_hat = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([1.0, 2.0, 5.0])
print((y_hat - y).shape)
print(squared_loss(y_hat, y))

# %% [markdown] lang="en"
# ## Check yourself

# %% [markdown] lang="zh"
# ## 自己检查

# %% tags=["public"]
loss = squared_loss(torch.tensor([[1.0], [5.0]]), torch.tensor([[4.0], [5.0]]))
assert loss.shape == (2, 1), f"the shape is {tuple(loss.shape)}, not (2, 1)"
assert torch.allclose(loss, torch.tensor([[4.5], [0.0]])), "the values are wrong"
loss = squared_loss(torch.tensor([[1.0], [5.0]]), torch.tensor([4.0, 5.0]))
assert loss.shape == (2, 1), "y should be taken in the shape of y_hat"
print("fine so far")
