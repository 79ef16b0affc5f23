# %% [markdown] lang="en"
# # The old order stays
#
# The data is random already, so its order does not matter.
#
# Your batches are the data cut into pieces, always the same pieces in the same order. For the
# lesson's artificial data this works, since it was made in random order. Real data is often sorted:
# first all cats, then all dogs. Then a batch holds only one kind, the steps pull the weights first
# one way and then the other, and what was learnt last counts most.
#
# The stub asks for a new random order in every pass. Run the cell that prints the first batch
# twice. What should be different the second time?

# %% [markdown] lang="zh"
# # 还是原来的顺序
#
# 数据本来就是随机的，顺序无关紧要。
#
# 你的批量就是把数据切成几段，每次都是同样的几段，同样的次序。课里的数据是人造的，本来就没有规律，
# 所以没有问题。真实的数据常常是排好的：先是所有的猫，再是所有的狗。这时一个批量里只有一类，权重先
# 被拉向一边，再被拉向另一边，最后学到的影响最大。
#
# 题目要求每一遍都有新的随机顺序。把打印第一个批量的单元运行两次：第二次应该有什么不同？

# %% fails="test_new_order_in_every_pass" common="yes"
import torch


def data_iter(batch_size, features, labels):
    order = torch.arange(len(features))
    for start in range(0, len(features), batch_size):
        chosen = order[start : start + batch_size]
        yield features[chosen], labels[chosen]
