"""Datasets sampled from all that the claims allow."""
