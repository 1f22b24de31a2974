"""Proof-reading of a rendered site."""
