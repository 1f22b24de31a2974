"""A plan carried out on a study: analyses become records."""
