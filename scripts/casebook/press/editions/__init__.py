"""Making files of editions: EPUB, and whatever else can be made of the same document."""
