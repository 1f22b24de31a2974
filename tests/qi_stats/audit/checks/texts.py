"""Claims about eight guests, as the YAML of a file has them."""

SIZE = {"text": "8", "kind": "count", "of": "{table: guests}"}


def count(text, where, of="{}"):
    return {"text": text, "kind": "count", "of": target_of(where, of)}


def percent(text, where, of="{}"):
    return {"text": text, "kind": "percent", "of": target_of(where, of)}


def target_of(where, of):
    return f"{{table: guests, where: {where}, denominator: {of}}}"


def number(kind, text, where="{}", items="items: 1, "):
    of = f"{{table: guests, variable: score, {items}where: {where}}}"
    return {"text": text, "kind": kind, "of": of}


def p(text, kind="p", **more):
    return {"text": text, "kind": kind, "of": "{table: guests, variables: [score, house]}", **more}


RED, TALL = "{house: red}", "{tall: yes}"


def ranks(findings):
    return [(rank, name) for rank, name, _ in findings]
