"""The commands that bring data in and start a study: call, print, exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qi_files.characters import clean_terminal
from qi_files.command import say
from qi_files.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from qi_stats.intake import Choices, Question
    from qi_stats.intake.choice import Choice

OK = 0


def import_files(arguments: argparse.Namespace) -> int:
    """Draft a codebook for files, show it, and write it with the rows once it is confirmed."""
    from qi_stats.cli import lines
    from qi_stats.intake import draft_files, write_drafts
    from qi_stats.intake.summary import describe_draft

    tables = draft_files(arguments.files, choose_answer(arguments), read_choices(arguments))
    for table in tables:
        _print(describe_draft(table))
        _print([""])
    if not confirm(arguments, f"Write the codebook and the rows into {arguments.out}?"):
        _print(["Nothing was written."])
        return OK
    title = arguments.title or tables[0].label
    written = write_drafts(tables, arguments.out, title, force=arguments.force)
    _print(lines.describe_files(written, "written"))
    return OK


def new(arguments: argparse.Namespace) -> int:
    """Start a project, from a file or from an invented example."""
    import datetime as dt

    from qi_stats.intake import Start, accept, draft_files, start_project
    from qi_stats.intake.choice import follow_suggestion
    from qi_stats.intake.start import find_example
    from qi_stats.intake.summary import describe_draft

    invented = not arguments.source
    files = arguments.source or [find_example()]
    answer = accept if invented else choose_answer(arguments)
    tables = draft_files(files, answer, read_choices(arguments))
    if not invented:
        for table in tables:
            _print([*describe_draft(table), ""])
        if not confirm(arguments, f"Start the project {arguments.folder}?"):
            _print(["Nothing was written."])
            return OK
    title = arguments.title or arguments.folder.name.replace("-", " ").capitalize()
    day = dt.datetime.now(tz=dt.UTC).date().isoformat()
    choose = follow_suggestion if invented or arguments.yes else choose_variable
    start = Start(title, day, invented, arguments.outcome, arguments.by, choose)
    made = start_project(tables, arguments.folder, start)
    _print([f"{len(made)} files written to {arguments.folder}. Next:", f"  cd {arguments.folder}"])
    _print(["  qi-stats run", "  qi-stats check", "  qi-press render     (or: quarto render)"])
    return OK


def propose(arguments: argparse.Namespace) -> int:
    """Draft a plan for data that have a codebook."""
    from qi_files.paths import write_atomically
    from qi_stats.cli import lines
    from qi_stats.codebook import load_codebook
    from qi_stats.intake.choice import follow_suggestion
    from qi_stats.intake.plan_file import render_plan
    from qi_stats.intake.proposal import propose_plan
    from qi_stats.study import load_study

    path = arguments.data / "plan.yaml"
    if path.exists() and not arguments.force:
        do = "write over it with --force"
        raise InputError(str(path), "a plan that is there already", "no plan yet", do)
    study = load_study(arguments.data, load_codebook(arguments.data / "codebook.yaml"))
    is_asked = sys.stdin.isatty() and not arguments.yes
    choose = choose_variable if is_asked else follow_suggestion
    proposal = propose_plan(study, arguments.outcome, arguments.by, choose)
    for part, choice in (("outcome", proposal.outcome), ("groups", proposal.groups)):
        name = choice.variable.name if choice.variable else "none"
        _print([f"{part}: {name} ({choice.reason})"])
    for one in (*proposal.comparisons, *proposal.over_time):
        _print([f"{one.id}: {', '.join(one.fit.methods)} ({one.fit.reason})"])
    for model in proposal.models:
        _print([f"{model.id}: {', '.join(model.methods)} ({model.reason})"])
    _print(lines.describe_files({path: write_atomically(path, render_plan(proposal))}, "written"))
    return OK


def read_choices(arguments: argparse.Namespace) -> Choices:
    """Return what the command line says where a file leaves something open."""
    from qi_stats.intake import Choices

    return Choices(
        sheet=arguments.sheet,
        header=arguments.header,
        dates=arguments.dates,
        dictionary=arguments.dictionary,
        second=arguments.second,
    )


def choose_answer(arguments: argparse.Namespace) -> Callable[[Question], bool]:
    """Return who answers: nobody with --yes, the person at the terminal otherwise.

    Raises
    ------
    InputError
        If there is nobody to ask.
    """
    from qi_stats.intake import accept

    if arguments.yes:
        return accept
    if not sys.stdin.isatty():
        do = "run it in a terminal, or accept every proposal with --yes"
        raise InputError("the command line", "nobody to ask", "answers to some questions", do)
    return _ask


def confirm(arguments: argparse.Namespace, words: str) -> bool:
    """Return whether to go on."""
    return bool(arguments.yes) or _read_answer(words)


def choose_variable(part: str, suggested: Choice, names: Sequence[str]) -> str | None:
    """Return the variable that the person at the terminal names for a part of the plan."""
    from qi_stats.intake.choice import NOBODY

    name = suggested.variable.name if suggested.variable else NOBODY
    _print([_PARTS[part], *(f"  {number} {one}" for number, one in enumerate(names, 1))])
    while True:
        words = _read_line(f"Number or name, or “{NOBODY}” [{name}: {suggested.reason}] ")
        if words.isdecimal() and 1 <= int(words) <= len(names):
            return names[int(words) - 1]
        if words in {"", NOBODY, *names}:
            return words or None


_PARTS = {
    "outcome": "What is the outcome, the variable that the project is about?",
    "groups": "What splits the rows in the groups that are compared?",
}


def _ask(question: Question) -> bool:
    place = f"{question.column}: " if question.column else ""
    return _read_answer(f"{place}{question.words} ({question.count} cells)")


def _read_answer(words: str) -> bool:
    while True:
        answer = _read_line(f"{words} [Y/n] ").casefold()
        if answer in {"", "y", "yes", "n", "no"}:
            return answer not in {"n", "no"}


def _read_line(words: str) -> str:
    """Return what is typed after the words; an input that ends is an interruption."""
    sys.stdout.write(clean_terminal(words))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _print(text: Iterable[str]) -> None:
    for line in text:
        say(line)
