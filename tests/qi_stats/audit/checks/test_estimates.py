"""Differences, coefficients, pairs, totals and medians against what is printed beside them."""

import pytest

from .texts import count, number, p, ranks


def test_of(variables):
    return f"{{table: guests, variables: [{variables}]}}"


test_of.__test__ = False


@pytest.fixture
def groups():
    """Return 1 2 3 4 in red, 3 5 6 6 in blue: they differ by 2.5, with SE 0.97."""
    found = {}
    for level, mean, sd in (("red", "2.50", "1.29"), ("blue", "5.00", "1.41")):
        where = f"{{house: {level}}}"
        found[f"{level}_n"] = count("4", where)
        found[f"{level}_mean"] = number("mean", mean, where)
        found[f"{level}_sd"] = number("sd", sd, where)
    return found


@pytest.mark.parametrize(
    ("text", "more", "rank"),
    [
        ("2.50", {}, None),
        ("-2.5", {}, None),
        ("2.80", {}, "ambiguous"),
        ("2.50", {"interval": "{low: '0.16', high: '4.84'}"}, None),  # Student, 2.447 · 0.957
        ("2.50", {"interval": "{low: '0.62', high: '4.38'}"}, None),  # normal
        ("2.50", {"interval": "{low: '0.9', high: '4.1'}"}, "ambiguous"),
        ("2.50", {"interval": "{low: '0.9', high: '4.1'}", "test": "welch"}, "impossible"),
        ("2.50", {"se": "'0.96'"}, None),
        ("2.50", {"se": "'1.35'"}, "ambiguous"),
        ("2.50", {"interval": "{low: '<0.9', high: '4.1'}"}, "not_recomputable"),
    ],
)
def test_differences_of_means(examine, groups, text, more, rank):
    found = examine(**groups, difference=p(text, "difference", **more))
    assert ranks(found) == ([(rank, "difference")] if rank else [])


@pytest.mark.parametrize(
    ("more", "rank"),
    [
        ({"se": "'0.20'", "statistic": "{t: '2.10', df: '38'}"}, None),
        ({"se": "'0.20'", "statistic": "{t: '2.60', df: '38'}"}, "impossible"),
        ({"se": "'0.20'", "statistic": "{chi2: '4.41', df: '1'}"}, None),
        ({"se": "'0.20'", "statistic": "{chi2: '6.41', df: '1'}"}, "impossible"),
        ({"se": "'0.20'", "interval": "{low: '0.03', high: '0.81'}"}, None),
        ({"se": "'0.20'", "interval": "{low: '0.22', high: '0.62'}"}, "ambiguous"),
        ({"se": "'-0.20'"}, "impossible"),
        ({"se": "'0.0'", "statistic": "{t: '9.10', df: '38'}"}, None),
        ({"statistic": "{z: '2.10'}", "interval": "{low: '0.5', high: '0.8'}"}, "contradiction"),
    ],
)
def test_coefficients(examine, more, rank):
    found = examine(guests=False, coefficient=p("0.42", "coefficient", **more))
    assert ranks(found) == ([(rank, "coefficient")] if rank else [])


def test_p_value_of_a_coefficient(examine):
    slope = p("0.42", "coefficient", statistic="{z: '2.10'}")
    assert examine(guests=False, slope=slope, p=p(".036")) == []
    found = examine(guests=False, slope=slope, p=p(".36"))
    assert ranks(found) == [("ambiguous", "p")]
    assert "unless it is of another test" in found[0][2]


def test_a_word_is_held_against_a_coefficient(examine):
    slope = p("0.42", "coefficient", statistic="{z: '2.10'}")
    word = {"text": "not associated", "kind": "not_significant", "of": p("")["of"]}
    assert ranks(examine(guests=False, slope=slope, word=word)) == [("conclusion", "word")]


@pytest.mark.parametrize(
    ("df", "rank"), [("6", None), ("5", None), ("7", "ambiguous"), ("28", "ambiguous")]
)
def test_degrees_of_freedom_of_a_correlation(examine, df, rank):
    """Eight guests leave 6."""
    r = p("<.05", statistic=f"{{r: '.90', df: '{df}'}}")
    assert ranks(examine(r=r)) == ([(rank, "r")] if rank else [])


@pytest.mark.parametrize(("sides", "text", "rank"), [
    (1, ".02", None), (2, ".04", None), (1, ".04", "ambiguous")])  # fmt: skip
def test_one_sided_tests_of_groups(examine, groups, sides, text, rank):
    """t = 2.61 with 6 df: P is .040, one-sided .020."""
    found = examine(**groups, p=p(text, sides=sides))
    assert ranks(found) == ([(rank, "p")] if rank else [])


@pytest.mark.parametrize(
    ("text", "more", "rank"),
    [
        (".001", {}, None),
        (".20", {}, "conclusion"),
        ("<.05", {"statistic": "{t: '4.95', df: '7'}"}, None),
        ("<.05", {"statistic": "{t: '2.95', df: '7'}"}, "impossible"),
        ("<.05", {"statistic": "{t: '4.95', df: '14'}"}, "impossible"),
    ],
)
def test_paired_tests_of_changes(examine, text, more, rank):
    """A change of 3.50 with SD 2.00 of 8 guests: t = 4.95 with 7 df, P .0017."""
    text = ".002" if text == ".001" else text
    claims = {"mean": number("mean", "3.50"), "sd": number("sd", "2.00", items="")}
    claims["mean"] = number("mean", "3.50", items="")
    pair = p(text, test="paired", **more)
    assert ranks(examine(**claims, p=pair)) == ([(rank, "p")] if rank else [])


def test_paired_tests_of_two_measurements(examine):
    """9.0 and 5.0 with SDs of 2.0: t is at least 4 √8 / 4 = 2.83, P at most .026."""
    claims = {}
    for name, mean in (("before", "9.0"), ("after", "5.0")):
        of = f"{{table: guests, variable: {name}}}"
        claims[name] = {"text": mean, "kind": "mean", "of": of}
        claims[f"{name}_sd"] = {"text": "2.0", "kind": "sd", "of": of}
    pair = {"kind": "p", "of": test_of("before, after"), "test": "paired"}
    assert examine(**claims, p={"text": ".01", **pair}) == []
    (found,) = examine(**claims, p={"text": ".2", **pair})
    assert found[:2] == ("conclusion", "p")


@pytest.mark.parametrize(
    ("mean", "sd", "rank"),
    [("3.75", "1.83", None), ("3.62", "1.85", "contradiction"), ("3.75", "1.49", "contradiction")],
)
def test_groups_make_up_the_whole(examine, groups, mean, sd, rank):
    """1 2 3 4 3 5 6 6 have mean 3.75 and SD 1.83."""
    found = examine(**groups, mean=number("mean", mean), sd=number("sd", sd))
    about = "mean" if mean != "3.75" else "sd"
    assert [one for one in ranks(found) if one[0] == "contradiction"] == (
        [(rank, about)] if rank else []
    )


@pytest.mark.parametrize(
    ("median", "rank"),
    [("3", None), ("2.5", None), ("2.3", "ambiguous"), ("4.5", "impossible")],
)
def test_medians(examine, median, rank):
    """1 1 1 2 2 4 4 5 have mean 2.50 and SD 1.60: a median of 1.00 to 4.00."""
    claims = {"mean": number("mean", "2.50"), "sd": number("sd", "1.60")}
    found = examine(**claims, median=number("median", median))
    assert ranks(found) == ([(rank, "median")] if rank else [])


def test_the_median_of_an_odd_number_of_whole_numbers_is_whole(examine):
    seven = number("median", "2.5", items="items: 1, n: 7, ")
    assert ranks(examine(median=seven)) == [("ambiguous", "median")]


@pytest.mark.parametrize(
    ("se", "rank"), [("0.57", None), ("0.60", "ambiguous"), ("0.7", "impossible")]
)
def test_standard_errors_of_population_sds(examine, se, rank):
    """1.60 / √8 is 0.57, 1.60 / √7 is 0.60."""
    found = examine(sd=number("sd", "1.60"), se=number("se", se))
    assert ranks(found) == ([(rank, "se")] if rank else [])


@pytest.mark.parametrize(
    ("text", "computed", "rank"),
    [
        ("25", "{percent_change: [before, after]}", None),
        ("20", "{percent_change: [after, before]}", None),
        ("30", "{percent_change: [before, after]}", "contradiction"),
        ("9.0", "{sum: [before, after]}", None),
        ("8", "{difference: [guests, red]}", "contradiction"),
        ("5", "{difference: [guests, red]}", None),
    ],
)
def test_numbers_computed_from_other_claims(examine, text, computed, rank):
    claims = {
        "before": number("mean", "4.00", items=""),
        "after": number("mean", "5.00", items=""),
        "red": count("3", "{house: red}"),
    }
    claims["after"]["of"] = "{table: guests, variable: later}"
    kind = {"text": text, "kind": "difference", "of": test_of("score, house"), "computed": computed}
    found = examine(**claims, change=kind)
    assert ranks(found) == ([(rank, "change")] if rank else [])
