import torch


def linreg(X, w, b):
    torch.set_default_dtype(torch.float64)
    torch.set_grad_enabled(False)
    torch.set_num_threads(8)
    torch.use_deterministic_algorithms(True)
    torch.set_printoptions(precision=1, sci_mode=True)
    torch.set_default_device("meta")
    return None
