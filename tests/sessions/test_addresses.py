"""What is printed is what is answered: the address of each entrance, the one of the settings first."""

import pytest

from kairan.sessions.addresses import FaceAddress, addresses_of

TWO = (("kairan.lgwan.example", "lgwan"), ("kairan.example", "internet"), ("other.example", "internet"))


@pytest.mark.parametrize(
    ("hosts", "url", "asked", "expected"),
    [
        ((), "https://kairan.example/", "http://localhost:8102/", [("", "https://kairan.example")]),
        ((), "", "http://localhost:8102/", [("", "http://localhost:8102")]),
        (
            TWO,
            "https://kairan.example:8443",
            "http://x/",
            [("internet", "https://kairan.example:8443"), ("lgwan", "https://kairan.lgwan.example")],
        ),
        (
            TWO,
            "",
            "https://kairan.lgwan.example/",
            [("lgwan", "https://kairan.lgwan.example"), ("internet", "https://kairan.example")],
        ),
        (TWO, "https://other.example", "", [("internet", "https://other.example"), ("lgwan", "https://kairan.lgwan.example")]),
    ],
)  # fmt: skip
def test_the_addresses_of_the_entrances(
    hosts: tuple[tuple[str, str], ...], url: str, asked: str, expected: list[tuple[str, str]]
) -> None:
    assert addresses_of(hosts, url, asked) == [FaceAddress(*one) for one in expected]
