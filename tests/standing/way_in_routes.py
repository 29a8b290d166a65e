"""How an outsider tries the ways of signing in, of a body's provider and of devices."""

from tests.standing.attempts import NO_ROLE, OPEN, Try

GONE = frozenset({409})

CREDENTIAL = {"id": "AbC3", "rawId": "AbC3", "type": "public-key", "response": {"clientDataJSON": "e30"}}

WAY_IN: dict[tuple[str, str], Try] = {
    ("GET", "/api/organizations/sign-in"): OPEN,
    ("GET", "/api/session"): OPEN,
    ("POST", "/api/session"): Try({"login": "sato", "password": "wrong"}, names_secret=False),
    ("DELETE", "/api/session"): OPEN,
    ("GET", "/api/sessions"): OPEN,
    ("DELETE", "/api/sessions"): OPEN,
    ("PATCH", "/api/sessions/{session_id}"): Try({"name": "わたしのもの"}),
    ("DELETE", "/api/sessions/{session_id}"): OPEN,  # ends nothing that is not one's own
    ("GET", "/api/session/proof"): OPEN,
    ("GET", "/api/me/factors"): OPEN,
    ("POST", "/api/me/totp"): OPEN,
    ("POST", "/api/me/totp/confirm"): Try({"sealed": "x", "code": "000000"}, names_secret=False),
    ("DELETE", "/api/me/totp"): OPEN,
    ("POST", "/api/me/recovery-codes"): OPEN,
    ("POST", "/api/me/passkeys/offer"): OPEN,
    ("POST", "/api/me/passkeys"): Try({"name": "外", "credential": CREDENTIAL}, names_secret=False),
    ("PATCH", "/api/me/passkeys/{passkey_id}"): Try({"name": "わたしのもの"}),
    ("DELETE", "/api/me/passkeys/{passkey_id}"): Try(),
    ("POST", "/api/session/passkey/ask"): OPEN,
    ("POST", "/api/session/passkey"): Try({"passkey": CREDENTIAL}, names_secret=False),
    ("POST", "/api/session/second/ask"): OPEN,
    ("POST", "/api/session/second"): Try({"code": "000000"}, names_secret=False),
    ("POST", "/api/session/proof"): Try({"password": "wrong"}, names_secret=False),
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
PUBLIC |= {"/api/attendance/feeds/{secret}"}
PUBLIC |= {"/api/read/cases", "/api/read/cases/{case_id}"}
