"""The zygote: imports torch once, then forks a confined candidate whenever it is asked to.

Run as ``python -I -m grader.sandbox.zygote FD OPTIONS``: FD is the control socket (SEQPACKET, JSON
both ways), OPTIONS a JSON object. Nothing secret may ever be loaded here, since every candidate
inherits this memory. It trusts the control socket and nothing else.
"""

from __future__ import annotations

import torch

from grader.candidate import program, server, stand_ins
from grader.sandbox import forking
from grader.wire import pretend
from grader.wire.values import Decoder, Encoder

_MODULES = (
    "IPython.core.inputtransformer2",
    "nbformat",
    "torch.utils.data",
    "torch.nn.functional",
    "torch.optim",
    "torch.distributions",
    "torch.fx.experimental.symbolic_shapes",  # autograd imports it late; it takes 0.6 s
    "torch._dynamo",  # the first optimiser imports it; it takes 0.7 s, and wants to write files
    "dataclasses",
    "typing",
    "math",
    "itertools",
    "functools",
    "collections",
)


def _warm_up(*, backward: bool) -> None:
    """Do once what each candidate would otherwise pay for: late imports and first calls.

    Args:
        backward: whether to run a backward pass too. With any device besides the CPU that starts
            a thread for each, and a process with threads can't be forked safely.
    """
    program.preload(list(_MODULES))
    stand_ins.load_data_without_workers()
    torch.set_num_threads(1)
    _use_common_functions()
    if not backward or torch.backends.cuda.is_built():
        return
    x = torch.ones(4, 2, requires_grad=True)
    loss = ((x @ torch.ones(2, 1)) ** 2 / 2).sum()
    torch.autograd.grad([loss], [x], [torch.ones(())], retain_graph=True, allow_unused=True)
    loss.backward()


def _use_common_functions() -> None:
    """What a first call imports, looks up or lays out stays done for all candidates."""
    rows, labels = torch.normal(0.0, 1.0, (6, 2)), torch.randn(6, 1)
    for batch in torch.randperm(6).split(4):
        _ = (rows[batch], labels[batch.tolist()], rows.index_select(0, batch))
    data = torch.utils.data.TensorDataset(rows, labels)
    for _ in torch.utils.data.DataLoader(data, 2, shuffle=True):
        pass
    _ = (labels.square().mean().item(), labels.reshape(-1).tolist(), torch.zeros(2, 1).sum())
    encoder = Encoder()
    header = encoder.header([rows, labels, 0.5, "text"])
    Decoder(header, bytearray(b"".join(encoder.buffers)))


def main() -> None:
    control, options = forking.enter()
    if pretend.NAME in options["devices"]:
        pretend.register()
    _warm_up(backward=options["devices"] == ["cpu"])
    forking.serve(control, options, server.run)


if __name__ == "__main__":
    main()
