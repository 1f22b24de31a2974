"""The mark of several numbers is that of the least certain one."""

from qi_stats.displays import find_mark, list_marks


def test_the_least_certain_number_decides(make_record):
    settled = make_record("a.n", 1)
    bounded = make_record("a.b.n", 1, identified="bounded", range=(0, 2))
    open_ = make_record("a.c.n", 1, identified="illustrative", range=(0, 2))

    assert find_mark([settled]) is None
    assert find_mark([settled, bounded]).sign == "†"
    assert find_mark([open_, bounded]).sign == "‡"
    assert [mark.sign for mark in list_marks([open_, settled, bounded])] == ["†", "‡"]
