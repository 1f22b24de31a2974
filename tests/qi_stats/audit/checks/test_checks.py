"""Which tests apply follows from what claims count; each finding names claims and numbers."""

import pytest

from qi_files.errors import InputError
from qi_stats.audit import load_claims
from qi_stats.audit.checks import examine_claims
from qi_stats.audit.claims.template import TEMPLATE, write_template
from qi_stats.audit.paper.audit import audit_paper

SIZE = {"text": "8", "kind": "count", "of": "{table: guests}"}


@pytest.fixture
def examine(tmp_path):
    """Return a function that examines claims given as text, kind, of and further keys."""

    def examine_texts(guests=True, **claims):
        lines = ["source: {authors: A Writer, title: A title}", "claims:"]
        for name, keys in ({"guests": SIZE} | claims if guests else claims).items():
            lines.append(f"  {name}:")
            lines += ["    place: Table", f"    says: {name}"]
            lines += [f"    {key}: {_quote(key, value)}" for key, value in keys.items()]
        path = tmp_path / "published.yaml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return [(one.rank, one.claims[0], one.message) for one in audit_paper(path).findings]

    return examine_texts


def _quote(key, value):
    return f'"{value}"' if key == "text" else value


def count(text, where, of="{}"):
    return {"text": text, "kind": "count", "of": _of(where, of)}


def percent(text, where, of="{}"):
    return {"text": text, "kind": "percent", "of": _of(where, of)}


def _of(where, of):
    return f"{{table: guests, where: {where}, denominator: {of}}}"


def number(kind, text, where="{}", items="items: 1, "):
    of = f"{{table: guests, variable: score, {items}where: {where}}}"
    return {"text": text, "kind": kind, "of": of}


def p(text, kind="p", **more):
    return {"text": text, "kind": kind, "of": "{table: guests, variables: [score, house]}", **more}


RED, TALL = "{house: red}", "{tall: yes}"


def ranks(findings):
    return [(rank, name) for rank, name, _ in findings]


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
    words = {"text": "the words", "kind": "words", "means": means, "of": _of(TALL, "{}")}
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
    assert examine(p=p(".04", statistic=t)) == []
    assert ranks(examine(p=p(".03", statistic=t))) == [("truncated", "p")]
    (found,) = examine(p=p(".018", statistic=t))
    assert found[0] == "impossible"
    assert found[2].endswith("it would be right for a one-sided test.")
    assert examine(p=p(".018", statistic=t, sides=1)) == []


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
    assert ranks(examine(**groups, p=p(".2", test=method))) == [("impossible", "p")]
    wrong = p(".04", test=method, statistic="{t: '4.00', df: '6'}")
    assert any("t = 4.00" in message for *_, message in examine(**groups, p=wrong))


def test_words_about_significance(examine):
    word = {"text": "no difference", "kind": "not_significant", "of": p("")["of"]}
    assert ranks(examine(p=p(".03"), word=word)) == [
        ("contradiction", "word"),
        ("not_recomputable", "p"),
    ]
    assert ranks(examine(p=p(".05"), word=word)) == [("not_recomputable", "p")]
    yes = {**word, "kind": "significant"}
    assert ranks(examine(p=p(">.05"), word=yes))[0] == ("contradiction", "word")


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
    assert audit_paper(path, out=out).written
    assert '"roundings": []' in out.read_text(encoding="utf-8")
    assert not audit_paper(path, out=out).written


def test_names_of_tables_and_levels_are_the_papers_own(tmp_path):
    path = tmp_path / "paper.yaml"
    path.write_text(TEMPLATE, encoding="utf-8")
    codebook = load_claims(path).codebook
    assert list(codebook.tables) == ["patients"]
    assert codebook.variable("patients", "sex").level_names == ("female",)
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
