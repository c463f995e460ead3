"""What the last release said, beside what today's build says: the changes, as far as they may be
told.
"""
