def test_shape():
    pass
