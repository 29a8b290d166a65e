"""What happens in a room, as entries of its stream; and what that means for a member, as entries of theirs."""

import msgspec

from kairan.core.journal import Body
from kairan.core.viewer import MemberId, RoomClass
from kairan.files import FileView
from kairan.people import DepartmentId
from kairan.talk.model import (
    AllianceId,
    History,
    Mention,
    MessageId,
    Notify,
    Question,
    Role,
    RoomId,
    RoomKind,
    RoomStyle,
    Writers,
)
from kairan.talk.phone_model import Outcome


class RoomCreated(Body, frozen=True):
    """A room was made."""

    kind = "room.created"
    name: str | None
    room_kind: RoomKind
    purpose: str
    open: bool
    history: History
    room_class: RoomClass = 2
    alliance_id: AllianceId | msgspec.UnsetType = msgspec.UNSET
    style: RoomStyle | msgspec.UnsetType = msgspec.UNSET
    writers: Writers | msgspec.UnsetType = msgspec.UNSET


class RoomChanged(Body, frozen=True):
    """Name, purpose or rules of a room changed; only what changed is said."""

    kind = "room.changed"
    name: str | msgspec.UnsetType = msgspec.UNSET
    purpose: str | msgspec.UnsetType = msgspec.UNSET
    open: bool | msgspec.UnsetType = msgspec.UNSET
    history: History | msgspec.UnsetType = msgspec.UNSET
    department_id: DepartmentId | msgspec.UnsetType | None = msgspec.UNSET
    department_below: bool | msgspec.UnsetType = msgspec.UNSET
    stamps: bool | msgspec.UnsetType = msgspec.UNSET
    reactions: bool | msgspec.UnsetType = msgspec.UNSET
    writers: Writers | msgspec.UnsetType = msgspec.UNSET
    icon: str | msgspec.UnsetType | None = msgspec.UNSET
    hue: int | msgspec.UnsetType | None = msgspec.UNSET


class RoomReclassified(Body, frozen=True):
    """The room is of another class (機密性) from here on; where that may not be read, it is closed at once."""

    kind = "room.reclassified"
    before: RoomClass
    room_class: RoomClass


class RoomArchived(Body, frozen=True):
    """The room was closed for writing; it stays readable."""

    kind = "room.archived"


class RoomUnarchived(Body, frozen=True):
    """The room was opened for writing again."""

    kind = "room.unarchived"


class MemberJoined(Body, frozen=True):
    """Somebody came in: by themselves when the actor is the member, otherwise brought in by the actor."""

    kind = "member.joined"
    member_id: MemberId
    role: Role
    from_n: int
    sees_from: int


class MemberLeft(Body, frozen=True):
    """Somebody went, or was removed by the actor."""

    kind = "member.left"
    member_id: MemberId
    removed: bool
    # What they were asked to confirm and had not: nobody waits for them any more.
    awaited: list[MessageId] = msgspec.field(default_factory=list)


class MasterNamed(Body, frozen=True):
    """A member became a master of the room."""

    kind = "master.named"
    member_id: MemberId


class MasterWithdrawn(Body, frozen=True):
    """A member is a master no longer."""

    kind = "master.withdrawn"
    member_id: MemberId


class MessagePosted(Body, frozen=True):
    """A message was posted; the actor is its author."""

    kind = "message.posted"
    id: MessageId
    n: int
    root_id: MessageId | None
    text: str
    files: list[FileView]
    mentions: list[Mention]
    client_key: str
    stamp: str | msgspec.UnsetType = msgspec.UNSET


class MessageEdited(Body, frozen=True):
    """The author changed a message's text; earlier entries keep the earlier wordings."""

    kind = "message.edited"
    id: MessageId
    text: str
    mentions: list[Mention]


class MessageRemoved(Body, frozen=True):
    """A message became a tombstone; readers no longer get its wordings, the record keeps them."""

    kind = "message.removed"
    id: MessageId
    redacts: list[int]  # the entries whose wording readers no longer get


class MessageHidden(Body, frozen=True):
    """A moderator of the room's alliance took a message away, for a reason everybody is told."""

    kind = "message.hidden"
    id: MessageId
    reason: str


class QuestionSolved(Body, frozen=True):
    """A question of a room for questions is solved, by this reply of its thread; null: by none of them."""

    kind = "question.solved"
    id: MessageId
    answer_id: MessageId | None


class QuestionReopened(Body, frozen=True):
    """A question that was solved is open again."""

    kind = "question.reopened"
    id: MessageId


class MessagePinned(Body, frozen=True):
    """A message was put among what the room keeps at hand."""

    kind = "message.pinned"
    id: MessageId


class MessageUnpinned(Body, frozen=True):
    """A message was taken from what the room keeps at hand."""

    kind = "message.unpinned"
    id: MessageId


class QuestionMarked(Body, frozen=True):
    """A message's thread is an open question, a solved one, or no question any more."""

    kind = "question.marked"
    id: MessageId
    question: Question | None


class MessageUrged(Body, frozen=True):
    """The actor let those be told at once who had not read a message, at any hour: so many, and why."""

    kind = "message.urged"
    id: MessageId
    reason: str
    people: int


class MessageReminded(Body, frozen=True):
    """The actor let those be told who had not read a message, or not confirmed it: so many; nobody: it was due."""

    kind = "message.reminded"
    id: MessageId
    people: int


class ConfirmationAsked(Body, frozen=True):
    """The author of a message asked those who are named to confirm it, else whoever is in the room and may read it."""

    kind = "confirmation.asked"
    id: MessageId
    seq: int  # of the message
    member_ids: list[MemberId] | None
    due_at: int | None
    people: int


class MessageConfirmed(Body, frozen=True):
    """The actor confirmed a message, in the wording that was edited last at this instant; null: the first."""

    kind = "message.confirmed"
    id: MessageId
    edited_at: int | None


class ConfirmationEnded(Body, frozen=True):
    """Nobody is asked any more to confirm a message; what was confirmed stays."""

    kind = "confirmation.ended"
    id: MessageId


class PhoneTaken(Body, frozen=True):
    """The actor will phone somebody about a message."""

    kind = "phone.taken"
    id: MessageId
    member_id: MemberId


class PhoneNoted(Body, frozen=True):
    """The actor phoned somebody about a message, with this outcome."""

    kind = "phone.noted"
    id: MessageId
    member_id: MemberId
    outcome: Outcome


class PhoneReleased(Body, frozen=True):
    """The actor will not phone somebody after all, or takes back what they noted."""

    kind = "phone.released"
    id: MessageId
    member_id: MemberId


class ReactionAdded(Body, frozen=True):
    """The actor reacted to a message."""

    kind = "reaction.added"
    id: MessageId
    emoji: str


class ReactionRemoved(Body, frozen=True):
    """The actor took a reaction back."""

    kind = "reaction.removed"
    id: MessageId
    emoji: str


class Opens(msgspec.Struct, frozen=True):
    """A stream a member may follow from now on, from its position `seq`."""

    stream: str
    seq: int


class RoomEntered(Body, frozen=True):
    """The member came into a room; their readers follow its stream from here on."""

    kind = "room.entered"
    room_id: RoomId
    opens: Opens


class RoomExited(Body, frozen=True):
    """The member is in a room no longer; their readers stop following it."""

    kind = "room.exited"
    room_id: RoomId
    closes: str


class RoomKept(Body, frozen=True):
    """The member keeps a room differently: favourite, notices, under which heading, folded away while it is quiet."""

    kind = "room.kept"
    room_id: RoomId
    favourite: bool | msgspec.UnsetType = msgspec.UNSET
    notify: Notify | msgspec.UnsetType = msgspec.UNSET
    section: str | msgspec.UnsetType | None = msgspec.UNSET
    hide_quiet: bool | msgspec.UnsetType = msgspec.UNSET


class OwnRemindersChanged(Body, frozen=True):
    """The member's own reminders are others than before; their pages ask anew. `told`: the time of some has come."""

    kind = "own_reminders.changed"
    told: bool = False
