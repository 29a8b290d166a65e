"""How an outsider tries the routes of transfers, hand-overs and deletion; part of `test_isolation`."""

from tests.standing.attempts import NO_ROLE, OPEN, Try

TRANSFERS: dict[tuple[str, str], Try] = {
    ("GET", "/api/administration/transfers"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/transfers"): Try({"name": "外の異動", "effective_at": 1}, refused=NO_ROLE),
    ("GET", "/api/administration/transfers/candidates"): Try(query={"q": "佐藤"}, refused=NO_ROLE),
    ("GET", "/api/administration/transfers/{list_id}"): Try(refused=NO_ROLE),
    ("PATCH", "/api/administration/transfers/{list_id}"): Try({"name": "改題"}, refused=NO_ROLE),
    ("DELETE", "/api/administration/transfers/{list_id}"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/transfers/{list_id}/moves"): Try({"moves": {}}, refused=NO_ROLE),
    ("DELETE", "/api/administration/transfers/{list_id}/moves/{member_id}"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/transfers/{list_id}/sheet"): Try({"table": "YQ=="}, refused=NO_ROLE),
    ("POST", "/api/administration/transfers/{list_id}/sheet/plan"): Try({"table": "YQ=="}, refused=NO_ROLE),
    ("GET", "/api/administration/transfers/{list_id}/export"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/transfers/{list_id}/preview"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/transfers/{list_id}/set"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/transfers/{list_id}/withdraw"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/transfers/{list_id}/undo"): Try(refused=NO_ROLE),
}

HANDOVERS: dict[tuple[str, str], Try] = {
    ("GET", "/api/handovers"): OPEN,  # one's own, empty
    ("GET", "/api/handovers/new"): OPEN,
    ("GET", "/api/handovers/{handover_id}"): Try(),
    ("PUT", "/api/handovers/{handover_id}/note"): Try({"note": "書き換え"}),
    ("PUT", "/api/handovers/{handover_id}/marks/{message_id}"): Try({"comment": "外から"}),
    ("DELETE", "/api/handovers/{handover_id}/marks/{message_id}"): Try(),
    ("POST", "/api/handovers/{handover_id}/seen"): Try(),
    ("GET", "/api/administration/people/{member_id}/deletion"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/people/{member_id}/deletion"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/people/ids"): Try(refused=NO_ROLE, names_secret=False),
    ("POST", "/api/administration/people/bulk/plan"): Try({"act": "suspend", "member_ids": []}, refused=NO_ROLE),
    ("POST", "/api/administration/people/bulk"): Try({"act": "suspend", "member_ids": []}, refused=NO_ROLE),
}
