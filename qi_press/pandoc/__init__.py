"""Pandoc: its document tree, and the program itself."""
