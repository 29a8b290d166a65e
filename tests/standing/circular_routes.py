"""How an outsider tries the routes of circulars: one of 佐藤's that goes to 田中 alone."""

from kairan.circulars.model import CircularStop, NewCircular
from kairan.circulars.sending import send_circular
from kairan.core.kit.database import Db
from tests.cast import Cast
from tests.standing.attempts import OPEN, Try

ONE = "/api/circulars/{circular_id}"
_NEW = {"client_key": "k", "title": "外から", "text": "。", "stops": [{"member_id": "0" * 13}]}
CIRCULARS: dict[tuple[str, str], Try] = {
    ("GET", "/api/circulars"): OPEN,
    ("POST", "/api/circulars"): Try(_NEW, names_secret=False),
    ("GET", "/api/circulars/counts"): OPEN,
    ("GET", ONE): Try(),
    ("GET", f"{ONE}/people"): Try(),
    ("POST", f"{ONE}/look"): Try(),
    ("POST", f"{ONE}/confirm"): Try({"version": 1}),
    ("POST", f"{ONE}/remind"): Try(),
    ("POST", f"{ONE}/pass"): Try({"member_ids": ["{sato}"]}),
    ("PUT", ONE + "/people/{member_id}/deputy"): Try({"deputy_id": None}),
    ("PUT", f"{ONE}/wording"): Try({"version": 1, "title": "外から", "text": "。"}),
    ("PUT", f"{ONE}/due"): Try({"due_on": None}),
    ("POST", f"{ONE}/people"): Try({"stops": [{"member_id": "{sato}"}]}),
    ("POST", f"{ONE}/withdraw"): Try({}),
    ("POST", f"{ONE}/record"): Try(),
}


def send_secretly(db: Db, cast: Cast) -> dict[str, str]:
    """Send a circular that no outsider is in."""
    stops = [CircularStop(member_id=cast.tanaka.member_id)]
    new = NewCircular(client_key="secret", title="三役だけの部屋", text="極秘の議題", stops=stops)
    return {"circular_id": send_circular(db, cast.sato, new)}
