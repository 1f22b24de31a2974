"""A published.yaml to fill in, with a comment for every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import show_path, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = """\
# The numbers of one paper, each as it is printed. Audit them with
#   qi-stats audit THIS-FILE
# No data are needed. Replace the examples; delete the keys that you do not need.
source:
  authors: Who wrote it
  title: What it is called
  journal: Where it stands
  year: 2020

# What a group of claims has in common, such as the cells of a table, is typed once; a claim takes
# it with `like: table_1` and says only what differs. Conditions are added to those of the group.
defaults:
  table_1: {place: Table 1, of: {table: patients}}

claims:
  # A claim is one printed number. Its name is yours; small letters, digits and underscores.
  patients_n:
    text: "40"            # exactly as printed, in quotation marks: "5.20" and "5.2" differ
    place: Methods        # where it stands
    says: Patients        # what it says, in your words
    kind: count           # count percent mean sd se median lower_quartile upper_quartile
                          # minimum maximum limits p ratio difference coefficient
                          # significant not_significant words other
    of: {table: patients} # what it is about: a table is any name for the rows that are counted

  # A number of some of them: say which, with any names you like. Levels of one variable exclude
  # one another.
  women_n:
    {text: "25", place: Table 1, says: Women, kind: count,
     of: {table: patients, where: {sex: female}}}
  women_percent:
    {like: table_1, text: "62.5%", says: Women, kind: percent, of: {where: {sex: female}}}

  # A share of some of them: `denominator` says of whom.
  women_smoking_percent:
    text: "20%"
    place: Results
    says: Women who smoke, of the women
    kind: percent
    of: {table: patients, where: {smoker: yes}, denominator: {sex: female}}

  # Means and SDs. `items: 1` says that the values are whole numbers (ages, counts, a single
  # question), `items: 9` that each is the mean of nine such numbers; leave it out for weights and
  # the like. `n` is how many values there are, where it is not everybody who is counted.
  age_mean:
    {text: "61.3", place: Table 1, says: Mean age, kind: mean,
     of: {table: patients, variable: age, items: 1}}
  age_sd:
    {text: "9.8", place: Table 1, says: SD of age, kind: sd,
     of: {table: patients, variable: age, items: 1}}
  age_youngest:
    {text: "42", place: Table 1, says: Youngest, kind: minimum,
     of: {table: patients, variable: age}}
  age_oldest:
    {text: "83", place: Table 1, says: Oldest, kind: maximum,
     of: {table: patients, variable: age}}

  # The limits of a scale need not occur, as the least and the largest value do.
  pain_scale:
    {text: "0 to 10", place: Methods, says: Pain scale, kind: limits,
     of: {table: patients, variable: pain, items: 1}}

  # The limits of a scale, which need not occur: {text: "1 to 5", kind: limits, …}.

  # A P value with what stands beside it. `variables` are the outcome and what it is tested
  # against. Statistics: {t:, df:} {z:} {f:, df1:, df2:} {chi2:, df:} {g:, df:} {r:, df:}.
  # A one-sided test has `sides: 1`. Where the claims give n, mean and SD of groups, or their
  # counts, P is recomputed from them;
  # `test:` says by which: student, welch, anova; of counts pearson, yates, g, fisher.
  age_by_sex_p:
    text: ".04"
    place: Results
    says: Age of women and men
    kind: p
    of: {table: patients, variables: [age, sex]}
    statistic: {t: "2.15", df: "38"}

  # What the text makes of it.
  age_by_sex_word:
    text: differed significantly
    place: Discussion
    says: Women and men differ in age
    kind: significant     # or not_significant
    of: {table: patients, variables: [age, sex]}

  # A ratio with its interval (a percentage may have one too). Only if the paper says so: `method`
  # (wald, score, profile, exact, newcombe, test_based), and beside the interval
  # `measure` (odds_ratio, risk_ratio, risk_difference).
  smoking_ratio:
    text: "2.00"
    place: Results
    says: Odds ratio of smoking
    kind: ratio
    of: {table: patients, variables: [smoker, sex]}
    interval: {low: "0.57", high: "7.00", level: 95}

  # A coefficient of a regression, with its standard error, its t or z, and its interval. A
  # difference of means may have the same; with the groups' means and SDs it is held against them.
  age_on_smoking:
    text: "0.42"
    place: Table 2
    says: Smoking, coefficient in the model of age
    kind: coefficient
    of: {table: patients, variables: [age, smoker]}
    se: "0.20"
    statistic: {t: "2.10", df: "38"}
    interval: {low: "0.02", high: "0.82", level: 95}

  # A number that is computed from other claims, by their names: computed: {sum: [a, b, c]},
  # {difference: [a, b]}, {ratio: [a, b]}, {percent_change: [before, after]}, {percent_of: [a, b]}.
  men_n:
    text: "15"
    place: Table 1
    says: Men, all patients less women
    kind: count
    of: {table: patients, where: {sex: male}}
    computed: {difference: [patients_n, women_n]}

  # A statement in words: means: all, none, half or majority.
  mostly_women:
    text: most patients
    place: Discussion
    says: Most were women
    kind: words
    means: majority
    of: {table: patients, where: {sex: female}}
"""


def write_template(path: Path) -> None:
    """Write the template to `path`, which must not exist yet.

    Raises
    ------
    InputError
        If there is a file already.
    """
    if path.exists():
        raise InputError(
            show_path(path), "a file", "a name that is free", "name another file, or remove it"
        )
    write_atomically(path, TEMPLATE)
