"""The CP-SAT model of all datasets that keep a codebook's rules, and the claims as constraints."""
