"""The manuscript: the sources of the chapters."""
