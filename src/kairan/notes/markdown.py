"""A note as Markdown (CommonMark, with the tables and check boxes of GitHub), read from the document itself."""

from collections.abc import Mapping
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText

from kairan.notes.content import Page, children_of, root_of

OPEN_ROOMS = "参加できるルームの一覧"
_SPECIAL = str.maketrans({one: f"\\{one}" for one in "\\`*_[]<>|~"})
_MARKS = (("code", "`"), ("strong", "**"), ("em", "*"), ("strike", "~~"))


def markdown_of(page: Page, title: str) -> str:
    """Return a note with its title as the first heading."""
    body = _blocks(root_of(page))
    return f"# {title.translate(_SPECIAL)}\n\n{body}\n" if body else f"# {title.translate(_SPECIAL)}\n"


def body_of(page: Page) -> str:
    """Return the content of a note alone."""
    return _blocks(root_of(page))


def _blocks(node: XmlElement | XmlFragment) -> str:
    elements = [one for one in children_of(node) if isinstance(one, XmlElement)]
    return "\n\n".join(text for one in elements if (text := _block(one)))


def _block(node: XmlElement) -> str:  # noqa: PLR0911  (one line for each kind)
    match node.tag:
        case "heading":
            return f"{'#' * (_number(node, 'level', 1) + 1)} {_inline(node)}"
        case "blockquote":
            return _prefixed(_blocks(node), "> ", "> ")
        case "code_block":
            return f"```\n{_plain(node)}\n```"
        case "horizontal_rule":
            return "---"
        case "bullet_list":
            return "\n".join(_item(one, "- ") for one in _elements(node))
        case "ordered_list":
            first = _number(node, "order", 1)
            return "\n".join(_item(one, f"{first + at}. ") for at, one in enumerate(_elements(node)))
        case "picture":
            name, file = str(node.attributes.get("alt") or ""), _address(str(node.attributes.get("file") or ""))
            return f"![{name.translate(_SPECIAL)}](</api/files/{file}/content>)"
        case "open_rooms":
            return f"[{OPEN_ROOMS}](</rooms/open>)"
        case "table":
            return _table(node)
        case _:
            return _inline(node)


def _item(node: XmlElement, mark: str) -> str:
    if node.tag == "check_item":
        is_done = str(node.attributes.get("checked")).lower() in {"true", "1", "1.0"}
        mark = f"- [{'x' if is_done else ' '}] "
    return _prefixed(_blocks(node).replace("\n\n", "\n"), mark, " " * (2 if mark.startswith("-") else len(mark)))


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(f"{rest}{line}".rstrip() for line in lines[1:])])


def _table(node: XmlElement) -> str:
    rows = [[_blocks(cell).replace("\n", " ") for cell in _elements(row)] for row in _elements(node)]
    width = max((len(row) for row in rows), default=0)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([*lines[:1], f"|{' --- |' * width}", *lines[1:]]) if width else ""


def _inline(node: XmlElement) -> str:
    parts: list[str] = []
    for one in children_of(node):
        if isinstance(one, XmlText):
            parts += [_marked(text, marks or {}) for text, marks in one.diff() if isinstance(text, str)]
        elif isinstance(one, XmlElement) and one.tag == "hard_break":
            parts.append("  \n")
    return "".join(parts)


def _marked(text: str, marks: Mapping[str, Any]) -> str:
    names = {name.partition("--")[0]: value for name, value in marks.items()}  # y-prosemirror adds a hash to some
    said = text if "code" in names else text.translate(_SPECIAL)
    for name, sign in _MARKS:
        if name in names:
            said = f"{sign}{said}{sign}"
    link = names.get("link")
    href = link.get("href") if isinstance(link, Mapping) else None
    return f"[{said}](<{_address(href)}>)" if isinstance(href, str) else said


def _address(href: str) -> str:
    return "".join(one for one in href if one not in "<>\n\r")


def _plain(node: XmlElement) -> str:
    texts = [one for one in children_of(node) if isinstance(one, XmlText)]
    return "".join(part for one in texts for part, _ in one.diff() if isinstance(part, str))


def _elements(node: XmlElement) -> list[XmlElement]:
    return [one for one in children_of(node) if isinstance(one, XmlElement)]


def _number(node: XmlElement, name: str, otherwise: int) -> int:
    try:
        return (
            min(6, max(1, int(float(node.attributes.get(name) or otherwise))))
            if name == "level"
            else max(0, int(float(node.attributes.get(name) or otherwise)))
        )
    except (TypeError, ValueError, OverflowError):
        return otherwise
