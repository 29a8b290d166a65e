"""How an outsider tries the routes of a body's provider and of devices."""

from tests.standing.attempts import NO_ROLE, OPEN, Try

GONE = frozenset({409})

WAY_IN: dict[tuple[str, str], Try] = {
    ("GET", "/api/device"): OPEN,
    ("POST", "/api/device"): Try({"name": "端末", "owner": "private", "consent": 1}, names_secret=False),
    ("GET", "/api/devices"): OPEN,
    ("POST", "/api/devices/{device_id}/lost"): Try(),
    ("POST", "/api/device/wiped"): OPEN,
    # Signing in through a body's provider: what is public tells which bodies have one, and a public key.
    ("GET", "/api/oidc"): OPEN,
    ("POST", "/api/oidc/start"): Try({"organization": "{city}"}, names_secret=False),
    ("POST", "/api/oidc/finish"): Try({"state": "made-up", "code": "x"}, names_secret=False),
    ("GET", "/api/oidc/farewell"): OPEN,
    ("GET", "/api/oidc/keys/{organization_id}"): OPEN,
    ("POST", "/api/oidc/back-channel/{organization_id}"): OPEN,
    ("GET", "/api/me/provider"): OPEN,
    ("POST", "/api/me/provider/start"): Try(names_secret=False),
    ("POST", "/api/me/provider/finish"): Try({"state": "made-up", "code": "x"}, names_secret=False, refused=GONE),
    ("DELETE", "/api/me/provider"): Try(names_secret=False),
    ("GET", "/api/administration/sign-in/provider"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/sign-in/provider"): Try({"enabled": False, "terms": {}}, refused=NO_ROLE),
    ("POST", "/api/administration/sign-in/provider/key"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/sign-in/provider/test"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/sign-in/provider/links"): Try(query={"q": "佐藤"}, refused=NO_ROLE),
    ("DELETE", "/api/administration/sign-in/provider/links/{member_id}"): Try(refused=NO_ROLE),
    ("GET", "/api/administration/devices"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/devices/decide"): Try(
        {"device_ids": ["{device_id}"], "decision": "lost"}, refused=NO_ROLE
    ),
    ("GET", "/api/administration/devices/rules"): Try(refused=NO_ROLE),
    ("PUT", "/api/administration/devices/rules"): Try({"consent": "x"}, refused=NO_ROLE),
}
PUBLIC = {path for _, path in WAY_IN if path.startswith("/api/oidc") and path != "/api/oidc/farewell"}
PUBLIC |= {"/api/device/wiped", "/api/payments/hook/{organization_id}"}
PUBLIC |= {"/api/device/wiped", "/api/hazards/telegrams"}
