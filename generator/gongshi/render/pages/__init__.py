"""One module a kind of page: catalogue → Page."""
