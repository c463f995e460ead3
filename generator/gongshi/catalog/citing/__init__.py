"""How to cite: what is cited, and each style of citation in a file of its own."""
