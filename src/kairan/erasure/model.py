"""What deleting an account takes away and what it leaves."""

import msgspec


class Deletion(msgspec.Struct, frozen=True, kw_only=True):
    """What would happen: what stays under the person's name, and what is erased for good."""

    messages: int  # stay
    files: int  # messages with files; stay
    posts: list[str]  # under which the messages stand, the oldest first
    factors: int  # and below: go
    devices: int
    entries: int
    rooms: list[str]  # group rooms the person is still in
    drafts: int
