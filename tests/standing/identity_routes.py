"""How an outsider tries the routes of identity."""

from tests.standing.attempts import NO_ROLE, OPEN, Try

_PROVIDERS = "/api/administration/identity"
_LED = Try(refused=frozenset({303}))  # to the page that asks for number and code
IDENTITY: dict[tuple[str, str], Try] = {
    ("GET", "/api/cases/{case_id}/identity"): Try(),
    ("POST", "/api/cases/{case_id}/signed"): Try(),
    ("GET", "/api/forms/{form_id}/identity"): Try(),
    ("PUT", "/api/forms/{form_id}/identity"): Try({"revision": 0, "terms": None}),
    ("GET", _PROVIDERS): Try(names_secret=False, refused=NO_ROLE),
    ("PUT", f"{_PROVIDERS}/{{profile}}"): Try(
        {"revision": 0, "is_on": False, "terms": {"label": "x"}}, names_secret=False, refused=NO_ROLE
    ),
    ("POST", f"{_PROVIDERS}/{{profile}}/key"): Try(names_secret=False, refused=NO_ROLE),
    # What it leads to is the applicant's own draft; tests/identity/test_card.py tries another's.
    ("GET", "/f/{address}/identity"): OPEN,
    ("POST", "/f/{address}/identity/{profile}"): OPEN,
    ("POST", "/f/{address}/sign"): OPEN,
    ("GET", "/f/-/identity/back"): OPEN,
    ("POST", "/f/-/identity/back"): OPEN,
    ("GET", "/f/-/identity/elsewhere"): OPEN,
    ("POST", "/f/-/identity/elsewhere"): OPEN,
    ("GET", "/f/-/identity/keys/{organization_id}/{profile}"): OPEN,
    ("GET", "/f/-/cases/{case_id}/identity"): _LED,
    # Everything here is of the account whose cookie the browser has; tests/identity/test_accounts.py tries another's.
    ("GET", "/f/-/account"): OPEN,
    ("POST", "/f/-/account"): OPEN,
    ("GET", "/f/-/account/code"): OPEN,
    ("POST", "/f/-/account/code"): OPEN,
    ("POST", "/f/-/account/leave"): OPEN,
    ("POST", "/f/-/account/everywhere"): OPEN,
    ("POST", "/f/-/account/drafts"): OPEN,
    ("GET", "/f/-/account/delete"): OPEN,
    ("POST", "/f/-/account/delete"): OPEN,
}
