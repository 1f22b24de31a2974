"""An outcome explained by terms: least squares and logistic models."""
