"""The MkDocs plugin. The only importer of mkdocs: thin events, no logic of its own."""
