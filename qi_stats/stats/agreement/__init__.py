"""Agreement of two reviewers."""
