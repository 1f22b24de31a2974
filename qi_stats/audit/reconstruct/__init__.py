"""One dataset that satisfies the claims, written as CSV."""
