"""Is the data what its descriptor says? Dataset → Report, with frictionless as the judge."""
