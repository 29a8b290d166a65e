"""The house rules refuse what they are there to refuse."""

import pytest

from tools import house


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        "<script type='module'>\n  start();</script>",
        '<button onclick="go()">',
        "<body ONLOAD='go()'>",
        '<a href="javascript:go()">',
    ],
)
def test_a_program_inside_a_page_is_refused(page: str) -> None:
    assert house.INLINE_SCRIPT.search(page)


@pytest.mark.parametrize(
    "page",
    [
        '<script type="module" src="/src/main.tsx"></script>',
        "<p>The condition=true of one</p>",
    ],
)
def test_a_page_that_only_points_to_its_program_passes(page: str) -> None:
    assert not house.INLINE_SCRIPT.search(page)


@pytest.mark.parametrize("licence", ["MIT", "BSD-3-Clause", "Apache-2.0", "Python Software Foundation License", "LGPL"])
def test_a_free_licence_is_recognised(licence: str) -> None:
    assert house.FREE.search(licence)


@pytest.mark.parametrize("licence", ["Proprietary", "AGPL-3.0-only", "GPL-3.0-or-later", "SSPL-1.0"])
def test_a_licence_that_would_bind_the_product_is_refused(licence: str) -> None:
    assert not house.FREE.search(licence)
