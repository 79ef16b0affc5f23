"""A Dataset of one's own, with a collate function, in a DataLoader."""

import torch
from torch.utils.data import DataLoader, Dataset


class Examples(Dataset):
    def __init__(self, features, labels):
        super().__init__()
        self.features, self.labels = features, labels

    def __len__(self):
        return len(self.features)

    def __getitem__(self, index):
        return {"x": self.features[index], "y": self.labels[index]}


def collate(examples):
    return tuple(torch.stack([example[key] for example in examples]) for key in ("x", "y"))


def data_iter(batch_size, features, labels):
    examples = Examples(features, labels)
    return DataLoader(examples, batch_size=batch_size, shuffle=True, collate_fn=collate)
