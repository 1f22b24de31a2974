"""Boxes of a flow stand apart, inside the page, each below and right of the one it follows."""

from itertools import pairwise

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
        assert box.left >= 0
        assert box.left + box.width <= WIDTH
        assert box.after is None or boxes[box.after].bottom < box.top
        assert box.after is None or boxes[box.after].left < box.left
    for one, other in pairwise(boxes.values()):
        assert one.bottom < other.top


def test_what_follows_a_step_stands_right_below_it(mock, mock_displays):
    boxes = place_boxes(mock_displays.figures["flow"].steps, mock)

    assert list(boxes) == ["all", "north", "smokers", "others", "south"]
    assert boxes["north"].left == boxes["south"].left
    assert boxes["smokers"].left == boxes["others"].left > boxes["north"].left


def test_a_flow_in_words(mock, mock_displays):
    assert describe_flow(mock_displays.figures["flow"], mock) == (
        "People: 5. From “People”: In the north: 3; In the south: 2. "
        "From “In the north”: Smokers: 1; Others: 4."
    )
