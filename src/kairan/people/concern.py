"""The manifest of people: organisations, departments, members, the directory."""

import kairan.people.hands
import kairan.people.model
from kairan.core.concern import Concern, tables_in
from kairan.core.kit.database import Db
from kairan.core.viewer import Viewer
from kairan.people.http import router
from kairan.people.model import Settings
from kairan.people.queries import PEOPLE_STREAMS
from kairan.people.streams import directory_stream, member_stream


def follows(_db: Db, viewer: Viewer) -> list[str]:
    """Return the viewer's own stream, and the directory of the body."""
    own = [member_stream(viewer.member_id)]
    return [*own, directory_stream(viewer.organization_id)] if viewer.sees_directory else own


CONCERN = Concern(
    package="kairan.people",
    tables=tables_in(kairan.people.model, kairan.people.hands),
    personal=(kairan.people.hands.hand_seen_table,),
    routers=(router,),
    streams=PEOPLE_STREAMS,
    follows=follows,
    examples=(Settings(language="ja", theme="dark", enter_sends=False),),
    tags={"People": "The directory: departments and people; one's own settings."},
)
