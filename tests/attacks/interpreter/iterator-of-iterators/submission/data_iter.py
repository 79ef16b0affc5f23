def data_iter(batch_size, features, labels):
    yield data_iter(batch_size, features, labels), data_iter(batch_size, features, labels)
