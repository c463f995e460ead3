"""A seeded synthesizer: a fictional district's disclosure data, any number of rows."""
