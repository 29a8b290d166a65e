"""XML from strangers, read within bounds: what exceeds them is refused while it is read, not after.

Promise: nothing is fetched and nothing is expanded. A document type is refused at its first letter, so there are no
entities of its own, inner or outer; size, elements and depth are bounded. Read with expat of the standard library,
because it tells of each of these as it comes to it; a library that builds the tree first has built it by then.
"""

from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from kairan.core.kit.bounds import bounded
from kairan.hazards.problems import TelegramNotXml, TelegramTooDeep, TelegramTooLarge, TelegramWithDoctype

BYTES_MOST = bounded("hazards.telegram_bytes", 8 * 1024 * 1024, "refuse", "`hazard.telegram_too_large`")
ELEMENTS_MOST = bounded("hazards.telegram_elements", 300_000, "refuse", "`hazard.telegram_too_large`")
DEPTH_MOST = bounded("hazards.telegram_depth", 40, "refuse", "`hazard.telegram_too_deep`")
_NONE: dict[str, str] = {}


class Node:
    """An element: its name without a prefix, its attributes, its text, the elements in it."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.text = ""
        self.children: list[Node] = []

    def all(self, *path: str) -> Iterator["Node"]:
        """Yield the elements at the end of a path of names, in order."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> "Node | None":
        """Return the first element at the end of a path, or None."""
        return next(self.all(*path), None)

    def said(self, *path: str) -> str:
        """Return the text at the end of a path, without the space around it; empty where there is none."""
        found = self.first(*path)
        return "" if found is None else found.text.strip()

    def attribute(self, name: str) -> str:
        """Return an attribute, or an empty text."""
        return self.attributes.get(name, "")


def read_xml(content: bytes) -> Node:
    """Return the outermost element.

    Problems: TelegramTooLarge, TelegramTooDeep, TelegramWithDoctype, TelegramNotXml.
    """
    if len(content) > BYTES_MOST:
        raise TelegramTooLarge(most=BYTES_MOST, unit="bytes")
    building = _Building()
    # Without expat's namespaces: it would write out a namespace's whole address, however long, at every element.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = building.doctype
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.characters
    try:
        parser.Parse(content, True)  # noqa: FBT003  (expat's own: this is all of it)
    except expat.ExpatError as error:
        raise TelegramNotXml(line=error.lineno) from None
    except (LookupError, ValueError):  # an encoding that Python does not know, or one of several bytes
        raise TelegramNotXml(line=1) from None
    return building.root


class _Building:
    """What has been read so far."""

    def __init__(self) -> None:
        self.open: list[Node] = [Node("", _NONE)]
        self.texts: list[list[str]] = [[]]  # of the open elements, in pieces: a comment after every letter ends one
        self.elements = 0

    @property
    def root(self) -> Node:
        return self.open[0].children[0]

    def doctype(self, *_: object) -> NoReturn:
        raise TelegramWithDoctype

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > ELEMENTS_MOST:
            raise TelegramTooLarge(most=ELEMENTS_MOST, unit="elements")
        if len(self.open) > DEPTH_MOST:
            raise TelegramTooDeep(most=DEPTH_MOST)
        node = Node(name.rpartition(":")[2], attributes or _NONE)
        self.open[-1].children.append(node)
        self.open.append(node)
        self.texts.append([])

    def end(self, _: str) -> None:
        self.open.pop().text = "".join(self.texts.pop())

    def characters(self, text: str) -> None:
        self.texts[-1].append(text)
