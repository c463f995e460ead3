"""The build of a large edition, beside other generators."""
