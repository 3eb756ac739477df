"""The only room that touches the disk, starts programs or knows the renderer.

`reading` brings a book in, `preparing` takes it through every layer, `staging` writes the pages that the renderer
reads, `mkdocs_plugin` is the thin adapter to MkDocs, and `building` and `serving` put the whole together.
"""
