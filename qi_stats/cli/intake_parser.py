"""The words of the commands that bring data in and start a study."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_NEW_EXAMPLES = """\
examples:
  qi-stats new my-review                                 with an invented example
  qi-stats new my-review --from register.xlsx            ask about what is unclear
  qi-stats new my-review --from register.xlsx --yes --outcome fall --by ward
"""
_PROPOSE_EXAMPLES = """\
examples:
  qi-stats propose                                 ask for outcome and groups, with a suggestion
  qi-stats propose --yes                           take what the words suggest
  qi-stats propose --outcome died --by ward --force
"""
_IMPORT_EXAMPLES = """\
examples:
  qi-stats import register.xlsx                ask about what is unclear, then write data/
  qi-stats import register.xlsx --sheet 2024 --header 3
  qi-stats import visits.csv --dates dmy --yes      accept every proposal, and list it
  qi-stats import export.csv --dictionary dictionary.csv     an export of REDCap
  qi-stats import charts.sav --out other/data --title "Falls on two wards"

reads .xlsx .xlsm .xls .xlsb .ods, .csv .tsv .txt, SPSS (.sav .zsav .por), Stata (.dta) and SAS
(.sas7bdat .xpt). The file itself is never written to.
"""


def add_intake(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the class to itself
    """Add the commands of the door to those of the parser."""
    _add_new(commands.add_parser("new", help="start a project, from a file or an example"))
    _add_import(commands.add_parser("import", help="bring in a spreadsheet or another file"))
    _add_propose(commands.add_parser("propose", help="draft a plan for the data"))


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Make a project that renders at once: data, codebook, plan, chapters that fit them, tests. "
        "Without --from, its rows are an invented example, and every number says so."
    )
    _set_examples(parser, _NEW_EXAMPLES)
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument(
        "--from", dest="source", metavar="FILE", nargs="+", type=Path, help="files with the rows"
    )
    add_choices(parser)
    _add_parts(parser)
    parser.add_argument("--title", metavar="WORDS", help="title of the report")


def _add_propose(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Draft data/plan.yaml: describe, compare and fit what suits the variables and the numbers "
        "of rows, each analysis with its reason."
    )
    _set_examples(parser, _PROPOSE_EXAMPLES)
    parser.add_argument("--data", metavar="DIR", type=Path, default=Path("data"))
    _add_parts(parser)
    parser.add_argument("--yes", action="store_true", help="take what is suggested")
    parser.add_argument("--force", action="store_true", help="write over the plan that is there")


def _add_parts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--outcome", metavar="VARIABLE", help="what the project is about, or none")
    parser.add_argument("--by", metavar="VARIABLE", help="what splits the rows in groups, or none")


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Read spreadsheets and files of other programs, draft a codebook, ask what is unclear, and "
        "write codebook.yaml, the rows as CSV, the changed cells, and a page to look over."
    )
    _set_examples(parser, _IMPORT_EXAMPLES)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    add_choices(parser)
    parser.add_argument("--title", metavar="WORDS", help="title of the study")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("data"), help="default: %(default)s"
    )
    parser.add_argument("--force", action="store_true", help="write over what is there")


def add_choices(parser: argparse.ArgumentParser) -> None:
    """Add what people say where a file leaves something open."""
    parser.add_argument("--yes", action="store_true", help="accept every proposal, and list it")
    parser.add_argument(
        "--sheet", metavar="NAME", help="sheet of a workbook (default: the largest)"
    )
    parser.add_argument("--header", metavar="N", type=int, help="row that holds the columns' names")
    parser.add_argument(
        "--dates", choices=("dmy", "mdy"), help="order of days and months, where it is unclear"
    )
    parser.add_argument(
        "--dictionary", metavar="FILE", type=Path, help="data dictionary of a REDCap export"
    )
    parser.add_argument(
        "--second", metavar="ENDING", help="what names of a second reviewer's columns end in"
    )


def _set_examples(parser: argparse.ArgumentParser, examples: str) -> None:
    parser.epilog = examples
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
