def data_iter(batch_size, features, labels):
    while True:
        yield features[:batch_size], labels[:batch_size]
