"""A heap of random priorities; a batch is the next few that come off it."""

import heapq
import random


def data_iter(batch_size, features, labels):
    heap = [(random.random(), i) for i in range(len(features))]
    heapq.heapify(heap)
    chosen = []
    while heap:
        chosen.append(heapq.heappop(heap)[1])
        if len(chosen) == batch_size or not heap:
            yield features[chosen], labels[chosen]
            chosen = []
