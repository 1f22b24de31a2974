"""The book's configuration, read once from `_quarto.yml`, profiles and front matter."""
