"""What can be told of: each kind of stream says itself what is told of its entries, and to whom still."""

from collections.abc import Callable, Sequence

import msgspec

from kairan.core.extension import ExtensionPoint
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.notifications.model import Content, DueNotice, Unread


class Asked(msgspec.Struct, frozen=True):
    """What one viewer, where they are, might be told."""

    viewer: Viewer
    notices: Sequence[DueNotice]


Describe = Callable[[Db, Sequence[Asked]], list[dict[str, Content]]]
"""What each viewer is to be told now, by the notice's id, in the order asked; for all of them together, since thousands
may be told of one message. Left out is what they may no longer read, have read, asked not to be told of, or what is
gone; what policy keeps from where they are is left out of the words.
"""


UnreadOf = Callable[[Db, Sequence[Viewer]], list[Unread]]
"""What is unread to each viewer, in the order asked, as policy lets them read where they are."""


class Subject(msgspec.Struct, frozen=True):
    """A kind of stream ("room") whose entries people are told of."""

    kind: str
    describe: Describe
    unread: UnreadOf


SUBJECTS: ExtensionPoint[Subject] = ExtensionPoint("notifications.subjects")
"""What the concerns above tell of."""


def described(db: Db, asked: Sequence[Asked]) -> list[dict[str, Content]]:
    """Return what each viewer is to be told of these notices now, in the order asked."""
    found: list[dict[str, Content]] = [{} for _ in asked]
    for subject in SUBJECTS.given():
        of_kind = [
            Asked(one.viewer, [notice for notice in one.notices if notice.stream.startswith(f"{subject.kind}:")])
            for one in asked
        ]
        if any(one.notices for one in of_kind):
            for contents, more in zip(found, subject.describe(db, of_kind), strict=True):
                contents.update(more)
    return found


def unread_of(db: Db, viewers: Sequence[Viewer]) -> list[Unread]:
    """Return what is unread to each of these viewers, in the order asked."""
    found = [Unread() for _ in viewers]
    for subject in SUBJECTS.given():
        found = [
            Unread(count=one.count + more.count, streams=_both(one.streams, more.streams))
            for one, more in zip(found, subject.unread(db, viewers), strict=True)
        ]
    return found


def _both(one: tuple[str, ...] | None, more: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if one is None or more is None else (*one, *more)
