"""Releases: a publication of many versions of a book, none of which ever changes."""
