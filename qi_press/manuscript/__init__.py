"""The manuscript: a book's settings and the sources of its chapters."""
