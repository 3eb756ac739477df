"""Generated books, and what it takes to build them.

Not part of the package: nothing here is installed. `corpus` makes a book of any size, `build` measures the build beside
that of bare MkDocs.
"""
