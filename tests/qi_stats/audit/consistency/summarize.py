"""Summaries computed exactly from whole numbers and printed under a named policy."""

from fractions import Fraction
from math import floor, isqrt


def round_fraction(value, places, policy):
    """Return a value of 0 or more as text: exact, whatever the policy."""
    scaled = Fraction(value) * 10**places
    whole = floor(scaled)
    return show(whole + rounds_up(scaled - whole, Fraction(1, 2), whole, policy), places)


def round_root(square, places, policy):
    """Return the square root of a fraction as text, without ever computing the root."""
    scaled = Fraction(square) * 100**places
    whole = isqrt(floor(scaled))
    middle = (whole + Fraction(1, 2)) ** 2
    return show(whole + rounds_up(scaled, middle, whole, policy), places)


def rounds_up(part, middle, whole, policy):
    if policy == "truncation" or part < middle:
        return 0
    return int(part > middle or policy == "half_up" or whole % 2 == 1)


def show(digits, places):
    text = str(digits).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}" if places else text


def find_moments(values, items=1):
    """Return the exact mean and variance (divisor n - 1) of values / items."""
    n = len(values)
    mean = Fraction(sum(values), n)
    variance = sum((one - mean) ** 2 for one in values) / (n - 1)
    return mean / items, variance / items**2
