"""Documents as an editor would write them."""

import base64

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notes.content import ROOT, Page, root_of
from kairan.notes.model import NoteId, NoteWriting
from kairan.notes.reading import note_sync
from kairan.notes.writing import write_note


def paragraph(text: str) -> bytes:
    """Return a page with one paragraph."""
    page: Page = Doc()
    page.get(ROOT, type=XmlFragment).children.append(XmlElement("paragraph", {}, [XmlText(text)]))
    return page.get_update()


class Editor:
    """Somebody with the note open: types into their own copy, sends what is new, takes in what others wrote."""

    def __init__(self, db: Db, viewer: Viewer, note_id: NoteId) -> None:
        self.db, self.viewer, self.note_id = db, viewer, note_id
        self.page: Page = Doc()
        self.n = 0
        self.known = self.page.get_state()
        root_of(self.page)

    def type(self, text: str, at: int | None = None) -> None:
        """Add a paragraph."""
        children = root_of(self.page).children
        children.insert(len(children) if at is None else at, XmlElement("paragraph", {}, [XmlText(text)]))

    def drop(self, at: int) -> None:
        """Take a paragraph out."""
        del root_of(self.page).children[at]

    def send(self) -> None:
        """Send what is new."""
        update = base64.b64encode(self.page.get_update(self.known)).decode()
        write_note(self.db, self.viewer, self.note_id, NoteWriting(after=self.n, update=update))
        self.take_in()
        self.known = self.page.get_state()

    def take_in(self) -> None:
        """Take in what others wrote."""
        sync = note_sync(self.db, self.viewer, self.note_id, self.n)
        for one in sync.updates:
            self.page.apply_update(base64.b64decode(one))
        self.n = sync.n

    def fresh(self) -> list[str]:
        """Take in what others wrote, and return the paragraphs."""
        self.take_in()
        return self.lines()

    def lines(self) -> list[str]:
        """Return the paragraphs."""
        return [str(one.children[0]) for one in root_of(self.page).children if isinstance(one, XmlElement)]
