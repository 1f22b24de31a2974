import pytest

from qi_files.errors import InputError
from qi_press.releases.version import Version, read_version


def test_versions_are_in_the_order_of_their_numbers():
    assert read_version("1.10.0", "x") > read_version("v1.9.9", "x")
    assert str(read_version("v1.2.3", "x")) == "1.2.3"
    assert Version((1, 2, 3)).tag == "v1.2.3"


@pytest.mark.parametrize(
    "text", ["", "1", "1.2", "1.x.0", "1.2.3-rc.1", "01.2.3", "1.2.3/../4", "latest"]
)
def test_a_version_that_is_none_is_refused(text):
    with pytest.raises(InputError, match="a version of three numbers"):
        read_version(text, "x")
