"""A vectorised sieve before the judge: rows that are certainly valid pass, the rest is judged.

Every verdict is frictionless's own: its cell readers are asked about each distinct cell that the
quick forms do not clear, its header about the column names. What is done here is to ask once
instead of a million times, and to keep count of keys.
"""
