"""The audit as records: every number that a chapter may give of it, each with a key of its own.

They stand beside the ledger's, under keys that begin with `audit`, and are made from the audit's
file whenever they are read, so that no number stands in two files.
"""

from qi_stats.audit.reproduction.records.join import join_audit, load_results

__all__ = ["join_audit", "load_results"]
