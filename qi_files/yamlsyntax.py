"""Errors of a text that is no YAML, in the words of someone who mends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from qi_files.errors import InputError, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

IN_QUOTES = "such a text in quotation marks"
QUOTE_IT = "put the whole value in quotation marks"
ALIGN = "align it with the lines that it belongs to"


class Rule(NamedTuple):
    """A slip of authors, known by what the parser says and by how the line looks."""

    problem: str
    """Pattern in the parser's words."""
    line: str
    """Pattern in the line at fault; its named groups may stand in the other texts."""
    place: str
    """Line at fault: `start` of what broke off, `mark` where it broke off, or the one `above`."""
    found: str
    expected: str
    do: str


UNSPACED = r"^\s*(?:- )?(?P<key>[\w-]+):(?P<value>[^\s:/].*)"
RULES = (
    Rule("quoted scalar.*end of stream", "", "start", "where a quotation does not end",
         "a quotation mark at the end, too", "close the quotation"),
    Rule(r"'\\t'", "", "mark", "with a tab in it", "spaces alone", "replace the tab by spaces"),
    Rule("parsing a flow (?:sequence|node)", "", "start", "where a bracket does not end",
         "commas between the items, and “]” behind the last", "close the bracket"),
    Rule("parsing a flow mapping", "", "start", "where a brace does not end",
         "commas between the entries, and “}” behind the last", "close the brace"),
    Rule("simple key", UNSPACED, "start", "without a space behind the colon",
         "{key}: {value}", "write the space"),
    Rule("mapping values", UNSPACED, "mark", "without a space behind the colon",
         "{key}: {value}", "write the space"),
    Rule("mapping values", UNSPACED, "above", "without a space behind the colon",
         "{key}: {value}", "write the space"),
    Rule("simple key", "", "start", "without a colon", "key: value", "write the colon"),
    Rule("mapping values", r"^\s*(?:- )?[^:]+: .*: |: .*:$", "mark", "with a second colon",
         "a text with a colon in quotation marks", QUOTE_IT),
    Rule("mapping values", "", "mark", "indented deeper than the line above, which is complete",
         "deeper lines only below a line that ends with a colon", ALIGN),
    Rule("block end.*'<scalar>'", "", "mark", "where a text goes on behind its quotation mark",
         "quotation marks around the whole text", "inside the text, use the other kind (' or \")"),
    Rule("block end.*'(?P<sign>[]}])'", "", "mark", "with a bracket too many",
         "as many closing brackets as opening ones", "remove it"),
    Rule("block end.*'-'", "", "mark", "an item of a list among settings",
         "key: value", "indent it below the key that it belongs to"),
    Rule("block collection.*'[?]'", "", "mark", "a setting among the items of a list",
         "“- ” in front of each item", ALIGN),
    Rule("block end.*':'", "", "mark", "without a word in front of the colon", "key: value",
         "write the key"),
    Rule("block end", "", "mark", "indented unlike the lines that it belongs to",
         "as many spaces as in front of those lines", ALIGN),
    Rule("sequence entries", "", "mark", "with “-” behind a colon",
         "each item of a list on a line of its own", "begin a line with the “-”"),
    Rule("unknown escape", r"(?P<sign>\\.)", "mark",
         "with “\\” in a text in double quotation marks",
         "“\\\\” for a “\\”, or single quotation marks", "double the “\\”"),
    Rule("constructor for the tag|start any token|an alias|an anchor|undefined alias|unhashable|"
         "block scalar|mapping keys|directive|document start", r"(?P<sign>[!@%&*`{>|?])", "mark",
         "with a text that begins with “{sign}”", IN_QUOTES, QUOTE_IT),
    Rule("escape code", "", "mark", "with an escape that stands for no character",
         "a character, or the escape of one", "write the character itself"),
    Rule("another document", "", "mark", "and settings below it", "a single block of settings",
         "remove the line"),
    Rule("", "", "mark", "where the YAML breaks off", "lines of the form “key: value”",
         "check indentation, brackets, quotation marks and the space behind a colon"),
)  # fmt: skip


def explain_syntax(
    error: yaml.MarkedYAMLError, text: str, where: str, first_line: int
) -> InputError:
    """Return the error of a text that is no YAML: the line to mend, what is wrong, what to do.

    Parameters
    ----------
    error
        What the parser says.
    text
        The text; it holds no patient's data.
    where
        Name of the file that the text comes from.
    first_line
        Line of that file on which the text starts.
    """
    error = _ask_again(text) or error
    lines = text.split("\n")
    said = f"{error.context} {error.problem}"
    places = _find_places(error, lines)
    opened = _find_quotation(text, places["mark"])
    if opened is not None:
        said, places["start"] = "quoted scalar, end of stream", opened
    rule, index, match = next(_match_rules(said, places, lines))
    groups = {name: group or "" for name, group in match.groupdict().items()}
    return InputError(
        f"{where}:{first_line + index}",
        f"{quote(lines[index].strip())}, {_fill(rule.found, groups)}",
        _fill(rule.expected, groups),
        _fill(rule.do, groups),
    )


def explain_character(text: str, where: str, first_line: int) -> InputError:
    """Return the error of a text with a character that no YAML may hold, and no editor shows."""
    unseen = yaml.SafeLoader.NON_PRINTABLE.search(text)
    line = first_line + text.count("\n", 0, unseen.start() if unseen else 0)
    named = f" (U+{ord(unseen[0]):04X})" if unseen else ""
    found = f"an invisible character{named}"
    return InputError(f"{where}:{line}", found, "text that can be read", "type the line anew")


def _ask_again(text: str) -> yaml.MarkedYAMLError | None:
    """Return what PyYAML's own parser says, which names more than the one in C."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        return error
    return None


def _find_places(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> dict[str, int]:
    """Return the index of each line that may be at fault."""
    start, mark = error.context_mark, error.problem_mark or error.context_mark
    last = max((index for index, line in enumerate(lines) if line.strip()), default=0)
    here = min(mark.line if mark else 0, last)
    above = max((index for index in range(here) if lines[index].strip()), default=here)
    return {"mark": here, "start": start.line if start else here, "above": above}


def _find_quotation(text: str, broken: int) -> int | None:
    """Return the line of a quotation that ends only where another one was to begin."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                first, last = token.start_mark.line, token.end_mark.line
                if first < last == broken:
                    return int(first)
    except yaml.YAMLError:
        pass
    return None


def _match_rules(
    said: str, places: dict[str, int], lines: Sequence[str]
) -> Iterator[tuple[Rule, int, re.Match[str]]]:
    for rule in RULES:
        index = places[rule.place]
        match = re.search(rule.line, lines[index])
        if match and re.search(rule.problem, said):
            yield rule, index, match


def _fill(text: str, groups: dict[str, str]) -> str:
    for name, group in groups.items():
        text = text.replace(f"{{{name}}}", group)
    return text
