"""The ledger: every result of a run, one record a statistic, with where it came from."""

from qi_stats.ledger.annotate import State, annotate_ledger
from qi_stats.ledger.difference import Change, Difference, diff_ledgers
from qi_stats.ledger.ledger import Ledger, MissingRecordError
from qi_stats.ledger.record import AUDITED, Identified, Inputs, Method, Record
from qi_stats.ledger.spreadsheet import ledger_to_csv, write_csv
from qi_stats.ledger.storage import load_ledger, render_ledger, save_ledger
from qi_stats.ledger.trace import TracedLedger

__all__ = [
    "AUDITED",
    "Change",
    "Difference",
    "Identified",
    "Inputs",
    "Ledger",
    "Method",
    "MissingRecordError",
    "Record",
    "State",
    "TracedLedger",
    "annotate_ledger",
    "diff_ledgers",
    "ledger_to_csv",
    "load_ledger",
    "render_ledger",
    "save_ledger",
    "write_csv",
]
