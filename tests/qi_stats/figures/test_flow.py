"""Boxes of a flow stand apart, inside the page, each below the one it follows."""

from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qi_stats.displays.figures import FlowStep
from qi_stats.figures.flow import describe_flow, place_boxes
from qi_stats.figures.style import WIDTH


@st.composite
def flows(draw):
    """Return up to 9 steps, each after an earlier one."""
    steps = {"s0": FlowStep(label="Start", count="people.n")}
    for number in range(1, draw(st.integers(1, 8)) + 1):
        after = f"s{draw(st.integers(0, number - 1))}"
        label = draw(st.text("abc ", min_size=1, max_size=30))
        steps[f"s{number}"] = FlowStep.model_construct(label=label, count="people.n", after=after)
    return steps


@given(steps=flows())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_boxes_stand_apart_and_inside(mock, steps):
    boxes = place_boxes(steps, mock)

    for box in boxes.values():
        assert box.x - box.width / 2 >= 0
        assert box.x + box.width / 2 <= WIDTH
        assert box.after is None or boxes[box.after].bottom < box.top
    for one, other in combinations(boxes.values(), 2):
        if one.top == other.top:
            assert abs(one.x - other.x) >= (one.width + other.width) / 2


def test_a_box_stands_straight_above_its_widest_follower(mock, mock_displays):
    boxes = place_boxes(mock_displays.figures["flow"].steps, mock)

    assert boxes["all"].x == boxes["north"].x
    assert boxes["north"].x == (boxes["smokers"].x + boxes["others"].x) / 2


def test_a_flow_in_words(mock, mock_displays):
    assert describe_flow(mock_displays.figures["flow"], mock) == (
        "People: 5. From “People”: In the north: 3; In the south: 2. "
        "From “In the north”: Smokers: 1; Others: 4."
    )
