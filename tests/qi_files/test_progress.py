"""A bar for whoever watches a terminal, nothing for whoever reads a log."""

import io
import sys

from qi_files.progress import show_share


class Terminal(io.StringIO):
    """A stream that says that somebody watches it."""

    def isatty(self):
        return True


def run(monkeypatch, stream, shares):
    monkeypatch.setattr(sys, "stderr", stream)
    with show_share("Counting") as advance:
        for share in shares:
            advance(share)
    return stream.getvalue()


def test_a_log_gets_nothing(monkeypatch):
    assert run(monkeypatch, io.StringIO(), [0.5, 1.0]) == ""


def test_a_terminal_gets_a_bar_with_the_words(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")

    assert "Counting" in run(monkeypatch, Terminal(), [0.5, 1.0])


def test_no_bar_appears_before_there_is_something_to_tell(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")

    assert "Counting" not in run(monkeypatch, Terminal(), [])
