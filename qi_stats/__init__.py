"""The statistics: from a chart review and its plan to a ledger of results."""
