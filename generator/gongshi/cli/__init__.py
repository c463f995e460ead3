"""The gongshi command. The only importer of typer and rich."""
