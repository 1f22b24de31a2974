"""The press: renders a Quarto book to a website, a PDF and a Word file without Quarto."""
