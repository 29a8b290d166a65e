"""A note on paper (ノートのPDF): its blocks as data for the template; nothing that was written is markup."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from pycrdt import XmlElement, XmlFragment, XmlText

from kairan.applications.letters import said_at
from kairan.applications.paper.layout import around, inked
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.core.viewer import Language
from kairan.notes.content import children_of, page_of, root_of

TEMPLATE = Path(__file__).parent / "note.typ"
DEPTH_MOST = 12  # of what stands in one another; what is deeper stands beside
_MARKS = ("strong", "em", "strike", "code")
_WORDS: Mapping[str, tuple[str, str]] = {
    "kind": ("ノート", "Note"),
    "room": ("ルーム", "Room"),
    "changed": ("更新", "Changed"),
    "printed": ("出力", "Printed"),
    "picture": ("画像", "Picture"),
    "open_rooms": ("参加できるルームの一覧（画面で表示します）", "List of rooms to join (shown on the screen)"),
    "done": ("済", "Done"),
    "to_do": ("未", "To do"),
    "replaced": ("この書面で表せない文字", "Characters that cannot be printed here"),
    "replaced_text": (
        "次の文字は、別の字形または「〓」で印刷しています。データには、入力されたとおりに保存されています。",
        "These are printed in another shape, or as 〓. They are kept as they were entered.",
    ),
}


class NotePrinted(msgspec.Struct, frozen=True, kw_only=True):
    """A note on its way to paper, with who takes it out; its document as the state and what was written since."""

    state: bytes
    updates: list[bytes]
    title: str
    room: str
    organization: str
    changed_by: str
    changed_at: int
    printed_by: str
    printed_at: int


def note_paper(note: NotePrinted, language: Language) -> Mapping[str, object]:
    """Return the note for the template. A document is of one thread: it is read here, where it is printed."""
    page = page_of(note.state, note.updates)
    ink = Printable()
    facts = [
        (_said("room", language), note.room),
        (_said("changed", language), f"{said_at(note.changed_at)}　{note.changed_by}"),
        (_said("printed", language), f"{said_at(note.printed_at)}　{note.printed_by}"),
    ]
    content = {
        "organization": ink(note.organization),
        "heading": ink(note.title),
        "footer": ink(note.title),
        "facts": inked(ink, [fact for fact in facts if fact[1].strip()]),
        "blocks": _Blocks(ink, language).of(root_of(page)),
    }
    words = {name: _said(name, language) for name in _WORDS}
    return content | around(ink, note.title, note.organization, language, words)


def _said(name: str, language: Language) -> str:
    return _WORDS[name][language == "en"]


class _Blocks:
    """Makes data of blocks; headings go down by one step at a time, as readers of the screen need it."""

    def __init__(self, ink: Printable, language: Language) -> None:
        self._ink = ink
        self._language = language
        self._level = 1

    def of(self, node: XmlElement | XmlFragment, depth: int = 0) -> list[dict[str, object]]:
        return [self._block(one, depth) for one in _elements(node)]

    def _block(self, node: XmlElement, depth: int) -> dict[str, object]:  # noqa: PLR0911  (one for each kind)
        within = self.of if depth < DEPTH_MOST else self._flat
        match node.tag:
            case "heading":
                return {"kind": "heading", "level": self._next_level(node), "inlines": self._inlines(node)}
            case "blockquote":
                return {"kind": "quote", "blocks": within(node, depth + 1)}
            case "code_block":
                return {"kind": "code", "text": self._ink(_plain(node))}
            case "horizontal_rule":
                return {"kind": "rule"}
            case "bullet_list" | "ordered_list":
                items = [self._item(one, within(one, depth + 1)) for one in _elements(node)]
                start = _number(node, "order") if node.tag == "ordered_list" else 0
                return {"kind": "list", "start": start, "items": items}
            case "table":
                rows = [[self._cell(cell, depth) for cell in _elements(row)] for row in _elements(node)]
                return {"kind": "table", "rows": rows, "columns": max((len(row) for row in rows), default=0)}
            case "picture":
                alt = str(node.attributes.get("alt") or "")
                return self._words(f"［{_said('picture', self._language)}: {alt}］")
            case "open_rooms":
                return self._words(f"［{_said('open_rooms', self._language)}］")
            case _:
                return {"kind": "paragraph", "inlines": self._inlines(node)}

    def _flat(self, node: XmlElement | XmlFragment, _depth: int) -> list[dict[str, object]]:
        return [self._words(text) for text in _texts(node)]

    def _words(self, text: str) -> dict[str, object]:
        return {"kind": "paragraph", "inlines": [{"runs": self._ink(text)}]}

    def _item(self, node: XmlElement, blocks: list[dict[str, object]]) -> dict[str, object]:
        is_done = str(node.attributes.get("checked")).lower() in {"true", "1", "1.0"}
        mark = None if node.tag != "check_item" else "done" if is_done else "to_do"
        return {"mark": mark, "blocks": blocks}

    def _cell(self, node: XmlElement, depth: int) -> dict[str, object]:
        within = self.of if depth < DEPTH_MOST else self._flat
        return {"is_head": node.tag == "table_header", "blocks": within(node, depth + 1)}

    def _next_level(self, node: XmlElement) -> int:
        self._level = min(_number(node, "level", 2), self._level + 1, 4)
        return self._level

    def _inlines(self, node: XmlElement) -> list[dict[str, object]]:
        inlines: list[dict[str, object]] = []
        for one in children_of(node):
            if isinstance(one, XmlText):
                inlines += [self._inline(text, marks or {}) for text, marks in one.diff() if isinstance(text, str)]
            elif isinstance(one, XmlElement) and one.tag == "hard_break":
                inlines.append({"runs": self._ink("\n")})
        return inlines

    def _inline(self, text: str, marks: Mapping[str, Any]) -> dict[str, object]:
        names = {name.partition("--")[0] for name in marks}  # y-prosemirror adds a hash to some
        return {"runs": self._ink(text)} | {name: True for name in _MARKS if name in names}


def _elements(node: XmlElement | XmlFragment) -> Iterator[XmlElement]:
    return (one for one in children_of(node) if isinstance(one, XmlElement))


def _plain(node: XmlElement) -> str:
    texts = [one for one in children_of(node) if isinstance(one, XmlText)]
    return "".join(part for one in texts for part, _ in one.diff() if isinstance(part, str))


def _texts(node: XmlElement | XmlFragment) -> Iterator[str]:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, XmlElement) and (text := _plain(here)):
            yield text
        waiting += reversed(list(_elements(here)))


def _number(node: XmlElement, name: str, least: int = 1) -> int:
    try:
        return max(least, min(1_000_000, int(float(node.attributes.get(name) or least))))
    except (TypeError, ValueError, OverflowError):
        return least
