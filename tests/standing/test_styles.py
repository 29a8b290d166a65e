"""Styles: a value that is named has been given one; else the browser leaves it out, and nobody is told."""

import re
from pathlib import Path

WEB = Path(__file__).parents[2] / "web"
BY_THE_PARTS = {"--trigger-width"}
"""Set by the library of parts while they are shown."""
GIVEN = re.compile(r"(--[\w-]+)[\"']?\s*:")
USED = re.compile(r"var\((--[\w-]+)\s*\)")


def test_every_custom_property_that_is_used_has_a_value() -> None:
    ours = [*WEB.glob("src/**/*.css"), *WEB.glob("src/**/*.ts*")]
    texts = {file.relative_to(WEB): file.read_text("utf-8") for file in ours}
    tokens = [file.read_text("utf-8") for file in WEB.glob("node_modules/@digital-go-jp/**/*.css")]
    given = {name for text in (*texts.values(), *tokens) for name in GIVEN.findall(text)}
    used = {(name, str(file)) for file, text in texts.items() for name in USED.findall(text)}
    assert len(used) > 100
    assert {one for one in used if one[0] not in given | BY_THE_PARTS} == set()
