"""Those who come back (利用の再開): their posts in departments that were closed or merged meanwhile fall away.

A merge moves who is there; who has left keeps what they were, so that it stays readable. An administrator gives them
another post, or none: nobody comes into a department's rooms that nobody chose for them.
"""

from collections.abc import Sequence

from kairan.administration.differing import post_difference
from kairan.administration.entries import PersonChanged
from kairan.administration.model import Account
from kairan.administration.queries import posts_of
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people import drop_closed_posts


def drop_former_posts(db: Db, viewer: Viewer, coming: Sequence[Account]) -> list[PersonChanged]:
    """Take from those who had left what no longer is; return what is to be put on record of it."""
    dropped = [one for one in coming if one.status == "left" and drop_closed_posts(db, viewer, one.id)]
    now = posts_of(db, [one.id for one in dropped])
    return [
        PersonChanged(id=one.id, name=one.name, changes=[post_difference(one.posts, now.get(one.id, []))])
        for one in dropped
    ]
