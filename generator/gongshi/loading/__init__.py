"""bytes → Table of strings with the rows of the file. Never converts, never repairs."""
