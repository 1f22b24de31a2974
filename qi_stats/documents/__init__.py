"""YAML files that people write: read safely, checked against a model, errors with their line."""

from qi_stats.documents.read import locate, place, read_document

__all__ = ["locate", "place", "read_document"]
