"""The words of the commands that give a codebook away and gather what people typed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_DICTIONARY_EXAMPLES = """\
examples:
  qi-stats dictionary --redcap --out dictionary.csv     upload it in REDCap's project setup
  qi-stats dictionary --frictionless --out datapackage.json
  qi-stats dictionary --csv                             print a table of all variables
"""
_WORKBOOK_EXAMPLES = """\
examples:
  qi-stats workbook entry.xlsx                 with the rows that are there already
  qi-stats workbook entry.xlsx --empty         for new charts
  qi-stats workbook entry.xlsx --back          write its rows to the data folder
"""
_ADJUDICATE_EXAMPLES = """\
examples:
  qi-stats adjudicate data/charts.csv data/charts-second.csv
  qi-stats adjudicate data/charts.csv data/charts-second.csv --decisions disagreements.xlsx
"""
_MOCK_EXAMPLES = """\
examples:
  qi-stats mock                                the tables of data/plan.yaml
  qi-stats mock --data mine --out shells.md
"""
_KEYS_EXAMPLES = """\
examples:
  qi-stats keys                        print the reference of codebook, plan and claims
  qi-stats keys --out keys.md
"""


def add_collect(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the class to itself
    """Add the commands that collect data to those of the parser."""
    _add_workbook(commands.add_parser("workbook", help="make an Excel workbook for data entry"))
    _add_dictionary(commands.add_parser("dictionary", help="give the codebook to other programs"))
    _add_adjudicate(commands.add_parser("adjudicate", help="settle what two reviewers coded"))
    _add_mock(commands.add_parser("mock", help="lay the tables out before there are data"))
    _add_keys(commands.add_parser("keys", help="explain every key of codebook, plan and claims"))


def _add_workbook(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Make a workbook from the codebook, with a sheet for each table and each second reviewer, "
        "drop-downs and ranges; or, with --back, write the rows of a filled one to the data folder."
    )
    _set_examples(parser, _WORKBOOK_EXAMPLES)
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--empty", action="store_true", help="without the rows that are there")
    parser.add_argument("--back", action="store_true", help="read the rows of FILE instead")
    _add_data(parser)


def _add_dictionary(parser: argparse.ArgumentParser) -> None:
    parser.description = "Write the codebook in a form that other programs read."
    _set_examples(parser, _DICTIONARY_EXAMPLES)
    form = parser.add_mutually_exclusive_group(required=True)
    for name, words in (
        ("redcap", "REDCap's data dictionary of 18 columns"),
        ("frictionless", "a Frictionless data package"),
        ("csv", "a plain table of variables"),
    ):
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=words)
    parser.add_argument("--out", metavar="FILE", type=Path, help="write to FILE, do not print")
    _add_data(parser)


def _add_adjudicate(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Compare two reviewers' files by record number and write a workbook of the cells that "
        "differ; with --decisions, read it back once it is filled in, and write the consensus "
        "and who decided what beside the first file."
    )
    _set_examples(parser, _ADJUDICATE_EXAMPLES)
    parser.add_argument("first", metavar="A", type=Path, help="the first reviewer's file")
    parser.add_argument("second", metavar="B", type=Path, help="the second reviewer's file")
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        default=Path("disagreements.xlsx"),
        help="default: %(default)s",
    )
    parser.add_argument("--decisions", metavar="FILE", type=Path, help="the filled workbook")


def _add_mock(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Lay out every table of the plan as Markdown with an x for each digit. Neither data nor a "
        "ledger is read."
    )
    _set_examples(parser, _MOCK_EXAMPLES)
    parser.add_argument("--out", metavar="FILE", type=Path, help="write to FILE, do not print")
    _add_data(parser)


def _add_keys(parser: argparse.ArgumentParser) -> None:
    parser.description = "Explain every key that can stand in codebook, plan and claims."
    _set_examples(parser, _KEYS_EXAMPLES)
    parser.add_argument("--out", metavar="FILE", type=Path, help="write to FILE, do not print")


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", metavar="DIR", type=Path, default=Path("data"), help="default: %(default)s"
    )


def _set_examples(parser: argparse.ArgumentParser, examples: str) -> None:
    parser.epilog = examples
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
