"""How an outsider tries the routes of payments."""

from tests.standing.attempts import NO_ROLE, OPEN, Try

_CHARGE = "/api/cases/{case_id}/charge"
_OWN = "/f/-/cases/{case_id}/payment"
_LED = Try(refused=frozenset({303}))  # to the page that asks for number and code
PAYMENTS: dict[tuple[str, str], Try] = {
    ("GET", _CHARGE): Try(),
    ("POST", f"{_CHARGE}/ask"): Try({"amount": 1, "revision": 0}),
    ("POST", f"{_CHARGE}/waive"): Try({"reason": "理由", "revision": 0}),
    ("POST", f"{_CHARGE}/receive"): Try({"way": "window", "amount": 1, "received_on": "2026-11-30", "revision": 0}),
    ("POST", f"{_CHARGE}/refund"): Try({"payment_id": "0" * 13, "amount": 1, "reason": "理由", "revision": 0}),
    ("GET", "/api/forms/{form_id}/payment-terms"): Try(),
    ("PUT", "/api/forms/{form_id}/payment-terms"): Try({"revision": 0, "terms": None}),
    # What it gives is of the forms one works on; tests/payments/test_settlement.py tries it from outside.
    ("GET", "/api/payments/day"): Try(query={"day": "2026-11-30"}, names_secret=False),
    ("POST", "/api/payments/settlement"): Try({"data": ""}, names_secret=False, refused=NO_ROLE),
    ("POST", "/api/payments/export"): Try(
        {"table": "payments", "begins_on": "2026-11-30", "ends_on": "2026-11-30"}, names_secret=False
    ),
    ("GET", "/api/administration/payments/account"): Try(names_secret=False, refused=NO_ROLE),
    ("PUT", "/api/administration/payments/account"): Try(
        {"provider": "https://api.stripe.com", "is_on": False, "changed_at": 0}, names_secret=False, refused=NO_ROLE
    ),
    ("GET", "/api/administration/webhooks"): Try(names_secret=False, refused=NO_ROLE),
    ("POST", "/api/administration/webhooks"): Try(
        {"url": "https://a.example/", "kinds": ["case.moved"]}, names_secret=False, refused=NO_ROLE
    ),
    ("PUT", "/api/administration/webhooks/{webhook_id}"): Try(
        {"revision": 1, "kinds": ["case.moved"], "is_on": True}, refused=NO_ROLE
    ),
    ("POST", "/api/administration/webhooks/{webhook_id}/secret"): Try(refused=NO_ROLE),
    ("POST", "/api/administration/webhooks/{webhook_id}/try"): Try(refused=NO_ROLE),
    ("DELETE", "/api/administration/webhooks/{webhook_id}"): Try(refused=NO_ROLE),
    ("GET", "/api/forms/{form_id}/api-keys"): Try(),
    ("POST", "/api/forms/{form_id}/api-keys"): Try({"note": "x", "reads": "states"}),
    ("DELETE", "/api/forms/{form_id}/api-keys/{key_id}"): Try(),
    # Believed by its key alone, and closed where no network is named; tests/api_keys/test_reading.py.
    ("GET", "/api/read/cases"): OPEN,
    ("GET", "/api/read/cases/{case_id}"): OPEN,
    # Believed by its signature alone; tests/payments/test_any_order.py.
    ("POST", "/api/payments/hook/{organization_id}"): OPEN,
    ("GET", _OWN): _LED,
    ("POST", f"{_OWN}/card"): _LED,
    ("GET", f"{_OWN}/receipt"): _LED,
}
