"""Inferential tables show estimate, interval, test and P value, and what the records warn of."""

import re

from qi_stats.tables.inference import lay_out_inference


def lay_out(mock, mock_displays):
    titles = {name: one.title for name, one in mock_displays.analyses.items()}
    return lay_out_inference("tests", mock_displays.tables["tests"], mock, titles)


def test_lines_of_the_table(mock, mock_displays):
    rows = lay_out(mock, mock_displays).rows
    text = [re.sub(r"<[^>]+>", "", " | ".join((row.label, *row.cells))) for row in rows]

    assert text == [
        "Logistic | Odds ratio | 0.08 (<0.01-0.83)‡ | z = −2.10 | &lt;.001".replace("<", "&lt;"),
        "Logistic | Odds ratio | not estimable | z = not estimable | not estimable",
        "Welch | Difference | −2.00 (−5.25 to 1.25) | t12.3 = −1.50 | .03",
        "Levene |  |  | F1, 22 = 4.50 | .045",
    ]


def test_each_analysis_is_a_group_under_its_title(mock, mock_displays):
    assert [row.group for row in lay_out(mock, mock_displays).rows] == [
        "Smoking on age",
        "Smoking on ward",
        "Age by smoking",
        "Age by smoking",
    ]


def test_warnings_stand_below_the_table_once(mock, mock_displays):
    assert lay_out(mock, mock_displays).notes == ("Smoking on ward: The groups are separated.",)
