"""What was mailed about a case (送信したメール): each letter, each attempt to send it, and how it ended."""

from kairan.applications.letters import PLACE, RECEIPT
from kairan.applications.model import ApplicationId
from kairan.core.kit.database import Db
from kairan.core.kit.mail import LetterTold, letters_told
from kairan.core.viewer import Viewer
from kairan.counter.finding import require_case
from kairan.counter.letters import CASE

LETTERS_MOST = 200  # of one case that are shown


def case_letters(db: Db, viewer: Viewer, case_id: ApplicationId) -> list[LetterTold]:
    """Return the letters about a case, the newest first. Problems: RefusedByPolicy, ApplicationNotFound."""
    require_case(db, viewer, case_id)
    return letters_told(db, (RECEIPT, PLACE, CASE), case_id, LETTERS_MOST)
