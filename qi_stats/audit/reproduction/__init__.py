"""A ledger held against the claims of a publication."""
