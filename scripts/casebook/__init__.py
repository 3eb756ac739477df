"""The publishing pipeline of a bilingual casebook.

One way through the house: `manuscript` turns what people wrote into a checked `Book`, `translation` derives how far
each language follows the original, `review` holds the book against its rules, `site` writes every page as text, and
`press` puts it on the disk and runs the renderer. A layer knows only the layers before it; `cli` is the door.
"""
