"""A principal's file → the text of a chapter: opened with care, read by pandoc, freed from what Word leaves behind.

The stages, each in its own module: `opening` (is it safe, and is it what it says), `word` (what only Word's own XML
tells), `pandoc` (the program), `cleaning` (its document, cleaned), `heading` (what is a heading, though nothing says
so), `opening_lines` (title, author, date), `pictures`, and `arriving`, which puts a chapter together and writes it.
"""
