if __name__ == "__main__":
    import torch

    def linreg(X, w, b):
        return torch.matmul(X, w) + b

    print("done")
