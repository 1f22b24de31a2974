"""Statistics found in the text, tables and files of a paper, as claims to audit."""
