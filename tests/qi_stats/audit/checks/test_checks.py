"""Which tests apply follows from what claims count; each finding names claims and numbers."""

import pytest

from qi_files.errors import InputError
from qi_stats.audit import load_claims
from qi_stats.audit.checks import examine_claims
from qi_stats.audit.claims.template import TEMPLATE, write_template
from qi_stats.audit.paper.audit import audit_paper

from .texts import RED, TALL, count, number, p, percent, ranks, target_of


def test_right_numbers_give_no_finding(examine):
    found = examine(
        red=count("3", RED),
        red_percent=percent("37.5%", RED),
        mean=number("mean", "2.50"),
        sd=number("sd", "1.60"),
        low=number("minimum", "1"),
        high=number("maximum", "5"),
    )
    assert found == []


@pytest.mark.parametrize(
    ("text", "rank"),
    [("37.5", None), ("38", None), ("37", None), ("37.4", "impossible"), ("50.0", "impossible")],
)
def test_percentage_against_its_count(examine, text, rank):
    """3 of 8 are 37.5%: 38 rounded up, 37 as a binary number may round."""
    found = examine(red=count("3", RED), red_percent=percent(text, RED))
    assert ranks(found) == ([(rank, "red_percent")] if rank else [])


def test_cut_off_is_told_from_wrong(examine):
    found = examine(
        guests=False,
        all={"text": "24", "kind": "count", "of": "{table: guests}"},
        red=percent("41.6", RED),
    )
    assert ranks(found) == [("truncated", "red")]


def test_share_of_other_rows_is_an_ambiguous_denominator(examine):
    """2 of the 5 tall are 40%; 25% is their share of all 8."""
    found = examine(
        tall=count("5", TALL), red=count("2", RED, TALL), red_percent=percent("25%", RED, TALL)
    )
    assert ranks(found) == [("ambiguous", "red_percent")]
    assert "2 of 5 prints as 40. Of 8 it would be right." in found[0][2]


def test_numbers_stated_twice(examine):
    found = examine(
        red=count("3", RED),
        again=count("4", RED),
        share=percent("38", RED),
        same=percent("37.5", RED),
    )
    assert ("contradiction", "again") in ranks(found)
    assert ("typographic", "same") in ranks(found)


def test_parts_and_totals(examine):
    found = examine(red=count("5", RED), blue=count("4", "{house: blue}"))
    assert ranks(found) == [("contradiction", "guests")]
    assert "the parts add up to 9" in found[0][2]
    assert ranks(examine(red=count("9", RED)))[0] == ("contradiction", "red")
    parts = {"red": count("3", RED), "blue": count("4", "{house: blue}")}
    joint = count("8", "{house: [blue, red]}")
    assert ("contradiction", "joint") in ranks(examine(**parts, joint=joint))


@pytest.mark.parametrize(
    ("means", "is_right"), [("all", False), ("none", False), ("half", False), ("majority", True)]
)
def test_words_against_counts(examine, means, is_right):
    """5 of 8 are a majority, and neither all, none nor half."""
    words = {"text": "the words", "kind": "words", "means": means, "of": target_of(TALL, "{}")}
    found = examine(tall=count("5", TALL), words=words)
    assert ranks(found) == ([] if is_right else [("contradiction", "words")])


@pytest.mark.parametrize(
    ("claims", "rank", "about"),
    [
        ({"mean": "2.55"}, "impossible", "mean"),
        ({"mean": "2.50", "sd": "1.61"}, "impossible", "sd"),
        ({"mean": "2.50", "sd": "4.00", "minimum": "1", "maximum": "5"}, "impossible", "sd"),
        ({"mean": "5.50", "minimum": "1", "maximum": "5"}, "contradiction", "mean"),
        ({"sd": "-1.00"}, "impossible", "sd"),
        ({"minimum": "5", "maximum": "1"}, "contradiction", "minimum"),
    ],
)
def test_means_sds_and_ranges(examine, claims, rank, about):
    found = examine(**{kind: number(kind, text) for kind, text in claims.items()})
    assert (rank, about) in ranks(found)


def test_numbers_that_need_not_be_whole_have_no_grim(examine):
    assert examine(mean=number("mean", "2.55", items="")) == []


def test_n_of_fewer_values(examine):
    """With one value missing the mean is of 7: 2.57 is 18 of 7."""
    assert examine(mean=number("mean", "2.57", items="items: 1, n: 7, ")) == []
    assert ranks(examine(mean=number("mean", "2.57"))) == [("impossible", "mean")]


def test_p_value_against_its_statistic(examine):
    t = "{t: '2.20', df: '28'}"
    assert examine(guests=False, p=p(".04", statistic=t)) == []
    assert ranks(examine(guests=False, p=p(".03", statistic=t))) == [("truncated", "p")]
    (found,) = examine(guests=False, p=p(".018", statistic=t))
    assert found[0] == "impossible"
    assert found[2].endswith("it would be right for a one-sided test.")
    assert examine(guests=False, p=p(".018", statistic=t, sides=1)) == []


@pytest.mark.parametrize("method", ["welch", "student"])
def test_p_value_against_the_summaries_of_two_groups(examine, method):
    """1 2 3 4 and 3 5 6 6: t = -2.58 with 6 (Student) or 5.99 (Welch) df, P = .04."""
    groups = {}
    for level, mean, sd in (("red", "2.5", "1.3"), ("blue", "5.0", "1.4")):
        where = f"{{house: {level}}}"
        groups[f"{level}_n"] = count("4", where)
        groups[f"{level}_mean"] = number("mean", mean, where)
        groups[f"{level}_sd"] = number("sd", sd, where)
    assert examine(**groups, p=p(".04", test=method)) == []
    assert ranks(examine(**groups, p=p(".2", test=method))) == [("conclusion", "p")]
    assert ranks(examine(**groups, p=p(".02", test=method))) == [("impossible", "p")]
    assert ranks(examine(**groups, p=p(".02"))) == [("ambiguous", "p")]
    wrong = p(".04", test=method, statistic="{t: '4.00', df: '6'}")
    assert any("t = 4.00" in message for *_, message in examine(**groups, p=wrong))


def test_words_about_significance(examine):
    word = {"text": "no difference", "kind": "not_significant", "of": p("")["of"]}
    assert ranks(examine(p=p(".03"), word=word)) == [
        ("conclusion", "word"),
        ("not_recomputable", "p"),
    ]
    assert ranks(examine(p=p(".05"), word=word)) == [("not_recomputable", "p")]
    yes = {**word, "kind": "significant"}
    assert ranks(examine(p=p(">.05"), word=yes))[0] == ("conclusion", "word")


@pytest.mark.parametrize(
    ("text", "kind", "statistic"),
    [
        (".03", "significant", "{t: '1.20', df: '28'}"),
        (".24", "not_significant", "{t: '2.90', df: '28'}"),
        ("<.05", "significant", "{f: '1.44', df1: '1', df2: '28'}"),
    ],
)
def test_a_word_that_rests_on_a_wrong_p_value_is_told_once(examine, text, kind, statistic):
    word = {"text": "the words", "kind": kind, "of": p("")["of"]}
    assert ranks(examine(guests=False, p=p(text, statistic=statistic), word=word)) == [
        ("conclusion", "word")
    ]
    assert ranks(examine(guests=False, p=p(text, statistic=statistic))) == [("conclusion", "p")]


def test_a_word_is_held_against_the_interval(examine):
    ratio = p("2.00", "ratio", interval="{low: '1.20', high: '3.33'}")
    word = {"text": "not associated", "kind": "not_significant", "of": p("")["of"]}
    (found,) = examine(ratio=ratio, word=word)
    assert found[:2] == ("conclusion", "word")
    assert "the interval 1.20 to 3.33, without 1 (Table) is." in found[2]
    wide = p("2.00", "ratio", interval="{low: '0.90', high: '4.44'}")
    assert examine(ratio=wide, word=word) == []
    yes = {**word, "kind": "significant"}
    assert ranks(examine(ratio=wide, word=yes)) == [("conclusion", "word")]


def test_what_rests_on_a_refuted_mean_is_not_checked(examine):
    """2.57 is 18 of 7, cut off 17.99 of 7: no mean of 4. P < .05 would be right of any such t."""
    groups = {}
    for level, mean, sd in (("red", "2.57", "0.30"), ("blue", "5.00", "1.41")):
        where = f"{{house: {level}}}"
        groups[f"{level}_n"] = count("4", where)
        groups[f"{level}_mean"] = number("mean", mean, where)
        groups[f"{level}_sd"] = number("sd", sd, where)
    found = examine(**groups, p=p("<.05", test="student"))
    assert ranks(found) == [("impossible", "red_mean"), ("not_recomputable", "p")]
    assert "is not checked against its groups, since “2.57”" in found[1][2]


@pytest.mark.parametrize(
    ("statistic", "rank"),
    [
        ("{t: '2.61', df: '6'}", None),
        ("{f: '6.82', df1: '1', df2: '6'}", None),
        ("{f: '9.00', df1: '1', df2: '6'}", "impossible"),
        ("{t: '2.90', df: '6'}", "impossible"),
        ("{t: '2.61', df: '9'}", "ambiguous"),
    ],
)
def test_statistics_against_the_groups(examine, statistic, rank):
    """1 2 3 4 and 3 5 6 6: t = 2.61, F = t² = 6.8, 6 degrees of freedom."""
    groups = {}
    for level, mean, sd in (("red", "2.5", "1.3"), ("blue", "5.0", "1.4")):
        where = f"{{house: {level}}}"
        groups[f"{level}_n"] = count("4", where)
        groups[f"{level}_mean"] = number("mean", mean, where)
        groups[f"{level}_sd"] = number("sd", sd, where)
    found = examine(**groups, p=p("<.05", statistic=statistic))
    assert ranks(found) == ([(rank, "p")] if rank else [])


def test_analysis_of_variance_of_three_groups(examine):
    """1 2 3, 2 3 4 and 4 5 6: F = 7 with 2 and 6 df, P = .027."""
    groups = {}
    for level, mean in (("red", "2.0"), ("blue", "3.0"), ("green", "5.0")):
        where = f"{{house: {level}}}"
        groups[f"{level}_n"] = count("3", where)
        groups[f"{level}_mean"] = number("mean", mean, where)
        groups[f"{level}_sd"] = number("sd", "1.0", where)
    sizes = {"guests": False, "all": {"text": "9", "kind": "count", "of": "{table: guests}"}}
    assert examine(**groups, **sizes, p=p(".03", test="anova")) == []
    assert ranks(examine(**groups, **sizes, p=p(".3", test="anova"))) == [("conclusion", "p")]
    f = "{f: '7.0', df1: '2', df2: '6'}"
    assert examine(**groups, **sizes, p=p(".03", statistic=f)) == []


def by_counts(text, kind="p", **more):
    of = "{table: guests, variables: [tall, house]}"
    return {"text": text, "kind": kind, "of": of, **more}


@pytest.fixture
def two_by_two():
    """Return 10 of 50 in red and 30 of 50 in blue who are tall, of 100."""
    counts = {"guests": False, "all": {"text": "100", "kind": "count", "of": "{table: guests}"}}
    for level, tall in (("red", "10"), ("blue", "30")):
        counts[level] = count("50", f"{{house: {level}}}")
        counts[f"{level}_tall"] = count(tall, TALL, f"{{house: {level}}}")
    return counts


def test_p_value_against_counts(examine, two_by_two):
    """χ² is 16.67, 15.04 corrected; Fisher's P is below .0001."""
    assert examine(**two_by_two, p=by_counts("<.001")) == []
    (found,) = examine(**two_by_two, p=by_counts(".40"))
    assert found[:2] == ("ambiguous", "p")
    assert "4.46e-05 (χ²)" in found[2]
    assert ranks(examine(**two_by_two, p=by_counts(".40", test="fisher"))) == [("conclusion", "p")]
    right = by_counts("<.001", statistic="{chi2: '16.67', df: '1'}")
    assert examine(**two_by_two, p=right) == []
    wrong = by_counts("<.001", statistic="{chi2: '12.10', df: '1'}")
    assert ranks(examine(**two_by_two, p=wrong)) == [("ambiguous", "p")]


def test_ratios_against_counts(examine, two_by_two):
    """The odds ratio is 1/6 = 0.17 or 6, the risk ratio 1/3 or 3."""
    for text in ("0.17", "6.0", "0.33", "3.00"):
        assert examine(**two_by_two, ratio=by_counts(text, "ratio")) == []
    assert ranks(examine(**two_by_two, ratio=by_counts("4.0", "ratio"))) == [("ambiguous", "ratio")]
    wrong = by_counts("3.0", "ratio", measure="odds_ratio")
    assert ranks(examine(**two_by_two, ratio=wrong)) == [("impossible", "ratio")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0.17", "0.07", "0.41"),  # Woolf
        ("0.17", "0.06", "0.44"),  # Fisher's exact
        ("0.33", "0.18", "0.61"),  # Katz
        ("0.33", "0.181", "0.586"),  # Koopman's score
        ("6.00", "2.45", "14.68"),  # Woolf, blue against red
    ],
)
def test_intervals_of_ratios_against_counts(examine, two_by_two, text, low, high):
    right = by_counts(text, "ratio", interval=f"{{low: '{low}', high: '{high}'}}")
    assert examine(**two_by_two, ratio=right) == []
    wrong = by_counts(text, "ratio", interval=f"{{low: '{low}', high: '{high}9'}}")
    (found,) = examine(**two_by_two, ratio=wrong)
    assert found[:2] == ("ambiguous", "ratio")
    assert "unless it is adjusted or computed in another way." in found[2]
    for name in ("(Woolf)", "(Fisher's exact)", "(profile likelihood)"):
        assert name in found[2] or text == "0.33"


@pytest.mark.parametrize(
    ("formula", "low", "rank"),
    [
        ("wald", "0.07", None),
        ("exact", "0.06", None),
        ("exact", "0.07", "impossible"),
        ("profile", "0.05", "impossible"),
    ],
)
def test_interval_whose_formula_is_said(examine, two_by_two, formula, low, rank):
    high = {"wald": "0.41", "exact": "0.44", "profile": "0.40"}[formula]
    interval = f"{{low: '{low}', high: '{high}', method: {formula}}}"
    claim = by_counts("0.17", "ratio", measure="odds_ratio", interval=interval)
    assert ranks(examine(**two_by_two, ratio=claim)) == ([(rank, "ratio")] if rank else [])


@pytest.mark.parametrize(
    ("text", "interval", "is_right"),
    [
        ("-0.40", "{low: '-0.58', high: '-0.22'}", True),  # Wald
        ("40", "{low: '22', high: '58'}", True),  # in percent, blue less red
        ("-0.40", "{low: '-0.55', high: '-0.21'}", True),  # Newcombe: -0.551 to -0.214
        ("-0.40", "{low: '-0.70', high: '-0.10'}", False),
    ],
)
def test_intervals_of_differences_against_counts(examine, two_by_two, text, interval, is_right):
    found = examine(**two_by_two, difference=by_counts(text, "difference", interval=interval))
    assert ranks(found) == ([] if is_right else [("ambiguous", "difference")])


def test_an_interval_of_an_adjusted_ratio_is_not_held_against_counts(examine, two_by_two):
    adjusted = by_counts("0.25", "ratio", interval="{low: '0.10', high: '0.63'}")
    (found,) = examine(**two_by_two, ratio=adjusted)
    assert "the counts have odds ratio" in found[2]


@pytest.mark.parametrize(
    ("low", "high", "rank"),
    [
        ("8.5", "75.5", None),  # Clopper and Pearson
        ("13.7", "69.4", None),  # Wilson
        ("4.0", "71.0", None),  # Wald
        ("8.5", "80.0", "ambiguous"),
        ("40.0", "75.5", "contradiction"),
    ],
)
def test_intervals_of_percentages(examine, low, high, rank):
    """3 of 8."""
    share = percent("37.5%", RED) | {"interval": f"{{low: '{low}', high: '{high}'}}"}
    found = examine(red=count("3", RED), share=share)
    assert ranks(found) == ([(rank, "share")] if rank else [])


def test_the_limits_of_a_scale_bound_averages_of_items(examine):
    """Eight averages of two answers from 1 to 5 with mean 4.75 have an SD of 0.71 at most."""
    two = "items: 2, "
    claims = {
        "scale": number("limits", "1 to 5", items=two),
        "mean": number("mean", "4.75", items=two),
    }
    assert examine(**claims, sd=number("sd", "0.46", items=two)) == []
    (found,) = examine(**claims, sd=number("sd", "1.39", items=two))
    assert found[:2] == ("impossible", "sd")
    assert "no 8 averages of 2 whole numbers from 1 to 5" in found[2]


def test_one_wrong_total_is_told_once(examine):
    found = examine(
        red=count("3", RED), red_percent=percent("33.3", RED),
        blue=count("6", "{house: blue}"), blue_percent=percent("66.7", "{house: blue}"),
    )  # fmt: skip
    assert ranks(found) == [("contradiction", "guests")]


BLUE, GREEN = "{house: blue}", "{house: green}"


def test_parts_that_fall_short_of_the_whole_are_asked_about(examine):
    (found,) = examine(red=count("4", RED), blue=count("3", BLUE))
    assert found[:2] == ("question", "red")
    assert "add up to 7 of 8: is a number a slip, or are rows missing?" in found[2]
    shares = examine(red=percent("25%", RED), blue=percent("37.5%", BLUE))
    assert ranks(shares) == [("question", "red")]
    assert examine(red=count("5", RED), blue=count("3", BLUE)) == []
    assert examine(tall=count("3", TALL)) == []


@pytest.mark.parametrize(
    ("third", "rank"), [("10%", "question"), ("30%", None), ("40%", "contradiction")]
)
def test_percentages_without_a_total_are_held_against_100(examine, third, rank):
    parts = {"red": percent("40%", RED), "blue": percent("30%", BLUE)}
    found = examine(guests=False, **parts, green=percent(third, GREEN))
    told = [(one, name) for one, name in ranks(found) if one != "not_recomputable"]
    assert told == ([(rank, "red")] if rank else [])


def test_the_limits_of_a_scale_need_not_occur(examine):
    """Eight answers from 1 to 5 with mean 3.00 have an SD of 2.14 at most."""
    scale = number("limits", "1 to 5")
    claims = {"scale": scale, "mean": number("mean", "3.00")}
    assert examine(**claims, sd=number("sd", "0.53")) == []
    assert examine(**claims, sd=number("sd", "2.14")) == []
    found = examine(**claims, sd=number("sd", "2.20"))
    assert ranks(found) == [("impossible", "sd")]
    zeros = {"scale": number("limits", "0 to 1"), "mean": number("mean", "0.50")}
    assert examine(**zeros, sd=number("sd", "0.53")) == []
    assert ranks(examine(**zeros, sd=number("sd", "0.60"))) == [("impossible", "sd")]


@pytest.mark.parametrize(
    ("claims", "rank", "about"),
    [
        ({"sd": "1.60", "se": "0.57"}, None, None),
        ({"sd": "1.60", "se": "0.75"}, "impossible", "se"),
        ({"median": "3", "lower_quartile": "2", "upper_quartile": "4"}, None, None),
        ({"median": "3", "lower_quartile": "4.5"}, "contradiction", "lower_quartile"),
        ({"minimum": "1", "upper_quartile": "0.5"}, "contradiction", "minimum"),
        ({"mean": "2.50", "sd": "1.50"}, "ambiguous", "sd"),
    ],
)
def test_errors_and_quartiles(examine, claims, rank, about):
    """1.60 / √8 is 0.57; 1 1 1 2 2 4 4 5 have SD 1.60, or 1.50 with 8 as the divisor."""
    found = examine(**{kind: number(kind, text) for kind, text in claims.items()})
    assert ranks(found) == ([(rank, about)] if rank else [])


def test_intervals_of_means(examine):
    """2.50 ± 2.365 · 1.60 / √8 is 1.16 to 3.84; the normal quantile gives 1.39 to 3.61."""
    for low, high, rank in (("1.16", "3.84", None), ("1.39", "3.61", None), ("1.0", "4.0", "sd")):
        mean = number("mean", "2.50") | {"interval": f"{{low: '{low}', high: '{high}'}}"}
        found = examine(mean=mean, sd=number("sd", "1.60"))
        assert ranks(found) == ([("impossible", "mean")] if rank else [])


def test_large_values_of_many_people_are_settled(examine):
    """Birth weights in gram by smoking: five thousand values of each sum of squares."""
    claims = {"all": {"text": "189", "kind": "count", "of": "{table: guests}"}}
    groups = (("red", "74", "2771.9", "659.6", "709", "4238"),
              ("blue", "115", "3055.7", "752.7", "1021", "4990"))  # fmt: skip
    for level, n, mean, sd, low, high in groups:
        where = f"{{house: {level}}}"
        claims[f"{level}_n"] = count(n, where)
        kinds = {"mean": mean, "sd": sd, "minimum": low, "maximum": high}
        claims |= {f"{level}_{one}": number(one, text, where) for one, text in kinds.items()}
    assert examine(guests=False, **claims, p=p(".009", test="student")) == []


def test_impossible_and_unusual_p_values(examine):
    assert ("impossible", "p") in ranks(examine(p=p("1.2")))
    assert ("typographic", "p") in ranks(examine(p=p(".000")))


@pytest.mark.parametrize(
    ("method", "rank"), [(", method: wald", "impossible"), ("", "not_recomputable")]
)
def test_ratio_off_the_middle_is_a_fault_only_of_wald_intervals(examine, method, rank):
    ratio = p("2.00", "ratio", interval=f"{{low: '1.00', high: '5.00'{method}}}")
    assert ranks(examine(ratio=ratio)) == [(rank, "ratio")]


def test_ratio_outside_its_interval_is_a_contradiction(examine):
    ratio = p("0.50", "ratio", interval="{low: '1.00', high: '4.00'}")
    assert ranks(examine(ratio=ratio)) == [("contradiction", "ratio")]


def test_numbers_without_company_are_not_recomputable(examine):
    found = examine(guests=False, red=percent("50%", RED), mean=number("mean", "2.5"), p=p(".04"))
    assert {rank for rank, _ in ranks(found)} == {"not_recomputable"}
    assert len(found) == 3


def test_findings_are_ordered_by_rank(examine):
    found = examine(red=count("9", RED), p=p(".000"), share=percent("12", "{house: blue}"))
    assert [rank for rank, _ in ranks(found)] == sorted(
        (rank for rank, _ in ranks(found)),
        key=["contradiction", "impossible", "not_recomputable", "typographic"].index,
    )


def test_a_codebook_adds_levels_and_whole_numbers(load):
    """Sizes of all three houses are known, so they have to add up; scores are whole."""
    claims = load(
        red=_claim("3", "count", "{table: guests, where: {house: red}}"),
        blue=_claim("3", "count", "{table: guests, where: {house: blue}}"),
        green=_claim("1", "count", "{table: guests, where: {house: green}}"),
        mean=_claim("2.55", "mean", "{table: guests, variable: score}"),
    )
    found = [(one.rank, one.claims[0]) for one in examine_claims(claims)]
    assert found == [("contradiction", "guests"), ("impossible", "mean")]


def _claim(text, kind, of):
    return f"{{text: '{text}', place: Table, says: It, kind: {kind}, key: a.b, of: {of}}}"


def test_the_template_is_usable_and_finds_nothing(tmp_path):
    path = tmp_path / "paper.yaml"
    write_template(path)
    assert path.read_text(encoding="utf-8") == TEMPLATE
    assert audit_paper(path).findings == ()
    with pytest.raises(InputError, match="a name that is free"):
        write_template(path)


def test_statistics_without_their_degrees_of_freedom_are_refused(examine):
    with pytest.raises(InputError, match="df"):
        examine(p=p(".04", statistic="{t: '2.20'}"))


def test_texts_beside_a_claim_must_be_numbers(examine):
    with pytest.raises(InputError, match="is no number"):
        examine(p=p(".04", statistic="{z: 'much'}"))


def test_findings_as_json_are_the_same_each_time(tmp_path):
    path, out = tmp_path / "paper.yaml", tmp_path / "found.json"
    path.write_text(TEMPLATE.replace('"62.5%"', '"62.4%"'), encoding="utf-8")
    assert audit_paper(path, out=out).written[out]
    assert '"roundings": []' in out.read_text(encoding="utf-8")
    assert not audit_paper(path, out=out).written[out]


def test_names_of_tables_and_levels_are_the_papers_own(tmp_path):
    path = tmp_path / "paper.yaml"
    path.write_text(TEMPLATE, encoding="utf-8")
    codebook = load_claims(path).codebook
    assert list(codebook.tables) == ["patients"]
    assert codebook.variable("patients", "sex").level_names == ("female", "male")
    assert codebook.variable("patients", "age").type == "integer"


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("mean", "5.4", [("contradiction", "x")]),
        ("minimum", "0", [("contradiction", "x")]),
        ("mean", "5.0", []),
        ("maximum", "4", []),
    ],
)
def test_numbers_outside_the_limits_of_their_scale(examine, kind, text, found):
    findings = examine(scale=number("limits", "1 to 5"), x=number(kind, text))

    assert [one for one in ranks(findings) if one[1] == "x"] == found
