"""How an outsider tries the routes of incidents; that one goes on, all staff of the body may know."""

import msgspec

from kairan.core.kit.database import Db
from kairan.core.viewer import Delegated, Viewer
from kairan.emergency.incidents.chronology import write_entry
from kairan.emergency.incidents.leading import open_incident
from kairan.emergency.incidents.model import ChronologyDraft, NewChronologyEntry, NewIncident
from kairan.emergency.supplies.asking import ask_supply
from kairan.emergency.supplies.model import NewSupply
from tests.standing.attempts import NO_ROLE, OPEN, Try

INCIDENT = "/api/incidents/{incident_id}"
ENTRY = f"{INCIDENT}/chronology/{{number}}"
SUPPLY = "/api/supplies/{supply_id}"
DRAFT = {"text": "外から"}
INCIDENTS: dict[tuple[str, str], Try] = {
    ("GET", "/api/incidents"): OPEN,
    ("POST", "/api/incidents"): Try({"key": "from outside", "name": "外から", "kind": "storm"}, refused=NO_ROLE),
    ("GET", INCIDENT): Try(),
    ("PUT", INCIDENT): Try({"name": "外から", "kind": "storm"}, refused=NO_ROLE),
    ("POST", f"{INCIDENT}/end"): Try(refused=NO_ROLE),
    ("POST", f"{INCIDENT}/reopen"): Try(refused=NO_ROLE),
    ("GET", f"{INCIDENT}/people"): Try(),
    ("POST", f"{INCIDENT}/people"): Try({"member_ids": ["{sato}"]}, refused=NO_ROLE),
    ("DELETE", f"{INCIDENT}/people/{{member_id}}"): Try(refused=NO_ROLE),
    ("GET", f"{INCIDENT}/chronology"): Try(),
    ("POST", f"{INCIDENT}/chronology"): Try({"key": "from outside", "draft": DRAFT}),
    ("PUT", ENTRY): Try({"revision": 1, "draft": DRAFT}),
    ("PUT", f"{ENTRY}/status"): Try({"status": "done"}),
    ("POST", f"{ENTRY}/strike"): Try({}),
    ("POST", f"{INCIDENT}/chronology/export"): Try(),
    ("POST", f"{INCIDENT}/record"): Try(),
    ("GET", f"{INCIDENT}/map"): Try(),
    ("GET", f"{INCIDENT}/hazards"): Try(),
    ("POST", f"{INCIDENT}/map/paper"): Try(),
    ("POST", f"{INCIDENT}/proof"): Try(),
    ("GET", f"{INCIDENT}/review"): Try(),
    ("GET", f"{INCIDENT}/towns"): Try(),
    ("POST", f"{INCIDENT}/towns"): Try({"names": ["外町"]}),
    ("PUT", f"{INCIDENT}/towns/{{number}}"): Try({"answers": {}}),
    ("GET", "/api/first-reports"): OPEN,
    ("GET", "/api/supplies"): OPEN,
    ("POST", "/api/supplies"): Try({"key": "from outside", "kind": "goods", "what": "外から"}, refused=NO_ROLE),
    ("PUT", f"{SUPPLY}/state"): Try({"state": "withdrawn", "revision": 1}),
    ("PUT", f"{SUPPLY}/alliance"): Try({"alliance_id": None}, refused=NO_ROLE),
    ("PUT", f"{SUPPLY}/helper"): Try({"body_id": "{city}"}, refused=NO_ROLE),
    ("PUT", f"{SUPPLY}/offer"): Try({"text": "外から"}),
    ("DELETE", f"{SUPPLY}/offer"): Try(),
    ("POST", f"{SUPPLY}/sent"): Try(),
    ("PUT", "/api/first-reports/{incident_id}"): Try({"answers": {}}),
    ("PUT", f"{INCIDENT}/review"): Try({"text": "外から"}),
    ("GET", f"{INCIDENT}/situation"): Try(),
    ("GET", f"{INCIDENT}/situation/{{form}}"): Try(),
    ("PUT", f"{INCIDENT}/situation/{{form}}"): Try({"revision": 0, "document": {"as_of": 0}}),
    ("POST", f"{INCIDENT}/situation/{{form}}/issue"): Try({"revision": 1}),
    ("GET", f"{INCIDENT}/situation/{{form}}/{{number}}"): Try(),
    ("POST", f"{INCIDENT}/situation/{{form}}/{{number}}/pdf"): Try(),
    ("POST", f"{INCIDENT}/situation/{{form}}/{{number}}/workbook"): Try(),
    # All staff report to what goes on in their body, and see what they reported themselves.
    ("POST", f"{INCIDENT}/reports"): Try({"key": "from outside", "damage": "road"}, names_secret=False),
    ("GET", f"{INCIDENT}/reports/mine"): Try(names_secret=False),
    ("GET", f"{INCIDENT}/position"): Try(names_secret=False),
    ("PUT", f"{INCIDENT}/position"): Try({"latitude": 34.5, "longitude": 138.6, "minutes": 5}, names_secret=False),
    ("DELETE", f"{INCIDENT}/position"): Try(names_secret=False),
}


def supply_elsewhere(db: Db, by: Viewer) -> str:
    """Ask for something that only the headquarters knows of."""
    lead = msgspec.structs.replace(by, delegated=frozenset({Delegated("emergency")}))
    return ask_supply(db, lead, NewSupply(key="elsewhere", kind="goods", what="内密の目的", note="極秘の議題"))


def incident_elsewhere(db: Db, by: Viewer) -> str:
    """Open one with nobody in it but who opened it, and write something that is theirs alone."""
    lead = msgspec.structs.replace(by, delegated=frozenset({Delegated("emergency")}))
    incident_id = open_incident(db, lead, NewIncident(key="elsewhere", name="大雨", kind="storm"))
    draft = ChronologyDraft(text="極秘の議題", place="内密の目的")
    write_entry(db, lead, incident_id, NewChronologyEntry(key="secretly", draft=draft))
    return incident_id
