"""The content of a note: a Yjs document in which y-prosemirror keeps a page, read and checked with pycrdt.

A client may send any bytes: they are applied to a copy, and what comes out must be a page as our editor writes them.
A client deletes what its schema does not know, so TAGS must only ever grow, and grow here before it grows there.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from kairan.notes.model import STATE_MOST, TEXT_LIMIT
from kairan.notes.problems import NoteTooLong, NoteUpdateWrong

ROOT = "prosemirror"
TAGS = frozenset(
    {
        "paragraph",
        "heading",
        "blockquote",
        "code_block",
        "horizontal_rule",
        "hard_break",
        "bullet_list",
        "ordered_list",
        "list_item",
        "check_item",
        "table",
        "table_row",
        "table_cell",
        "table_header",
        "picture",
        "open_rooms",
    }
)
DEPTH_MOST = 40
NODES_MOST = 50_000

Node = XmlElement | XmlFragment | XmlText
Page = Doc[Any]


def page_of(state: bytes, updates: Sequence[bytes] = ()) -> Page:
    """Return the document of a state with the updates after it."""
    page: Page = Doc()
    root_of(page)
    for one in (state, *updates):
        if one:
            page.apply_update(one)
    return page


def root_of(page: Page) -> XmlFragment:
    """Return the fragment the editor writes into."""
    root: XmlFragment = page.get(ROOT, type=XmlFragment)
    return root


def written(page: Page, update: bytes) -> bool:
    """Apply an update; false where it says nothing new. Problems: NoteUpdateWrong, NoteTooLong."""
    before = page.get_update()
    try:
        page.apply_update(update)
    except (ValueError, RuntimeError) as wrong:
        raise NoteUpdateWrong from wrong
    after = page.get_update()
    if after == before:
        return False
    if len(after) > STATE_MOST:
        raise NoteTooLong(most=TEXT_LIMIT)
    _check(page)
    return True


def _check(page: Page) -> None:
    """Refuse what our editor does not write. Problems: NoteUpdateWrong, NoteTooLong."""
    size = 0
    for number, (node, depth) in enumerate(_walk(root_of(page), 0)):
        if isinstance(node, XmlText):
            size += sum(len(part) if isinstance(part, str) else 1 for part, _ in node.diff())
        elif isinstance(node, XmlElement) and node.tag not in TAGS:
            raise NoteUpdateWrong
        if depth > DEPTH_MOST or number > NODES_MOST:
            raise NoteUpdateWrong
    if size > TEXT_LIMIT:
        raise NoteTooLong(most=TEXT_LIMIT)


def pictures_of(page: Page) -> dict[str, str]:
    """Return the files of the pictures on a page, with what each is called."""
    found: dict[str, str] = {}
    for node, _depth in _walk(root_of(page), 0):
        if isinstance(node, XmlElement) and node.tag == "picture":
            found[str(node.attributes.get("file") or "")] = str(node.attributes.get("alt") or "")
    return found


def _walk(node: Node, depth: int) -> Iterator[tuple[Node, int]]:
    waiting = [(node, depth)]
    while waiting:
        here, level = waiting.pop()
        yield here, level
        if not isinstance(here, XmlText) and level <= DEPTH_MOST:
            waiting += [(one, level + 1) for one in children_of(here)]


def children_of(node: XmlElement | XmlFragment) -> list[Node]:
    """Return what stands in a node."""
    view = node.children
    return [view[at] for at in range(len(view))]


def text_of(page: Page) -> str:
    """Return the words of a note, a line for each paragraph."""
    return "\n".join(line for line in _lines(root_of(page)) if line)


def _lines(node: XmlElement | XmlFragment) -> Iterator[str]:
    children = children_of(node)
    texts = [one for one in children if isinstance(one, XmlText)]
    if texts:
        yield "".join(part for one in texts for part, _ in one.diff() if isinstance(part, str))
    for one in children:
        if not isinstance(one, XmlText):
            yield from _lines(one)
