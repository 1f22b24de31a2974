"""Transforms of chapters as pandoc's tree: numbered, cited and linked."""
