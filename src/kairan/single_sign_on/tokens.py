"""From claims to a person, in the terms of a body."""

import msgspec

from kairan.core.kit.openid.id_tokens import Claims, is_subject, said
from kairan.single_sign_on.model import Arrival, ClaimNames, Terms
from kairan.single_sign_on.problems import ClaimMissing


def arrival_of(terms: Terms, claims: Claims, id_token: str) -> Arrival:
    """Put claims (of the ID token, with those of userinfo) into the body's terms."""
    names = terms.claims
    login = said(claims, names.login)
    return Arrival(
        issuer=terms.issuer,
        subject=claims["sub"],
        login=login.partition("@")[0] if terms.cut_domain else login,
        number=said(claims, names.number),
        name=said(claims, names.name),
        kana=said(claims, names.kana),
        mail=said(claims, names.mail) or None,
        mail_is_verified=_is_verified(claims.get("email_verified")),
        department=said(claims, names.department, is_path=True),
        title=said(claims, names.title),
        is_strong=_is_strong(terms, claims),
        sid=claims["sid"] if is_subject(claims.get("sid")) else None,
        id_token=id_token,
    )


def _is_verified(value: object) -> bool:
    """Whether a claim says yes, also as Cognito and Apple write it; nothing that only is like yes."""
    return value is True or value == "true"


def _is_strong(terms: Terms, claims: Claims) -> bool:
    ways = claims.get("amr")
    shown = {one for one in ways if isinstance(one, str)} if isinstance(ways, list) else set()
    return claims.get("acr") in terms.strong_acr or not shown.isdisjoint(terms.strong_amr)


def require_said(arrival: Arrival, names: ClaimNames, *wanted: str) -> None:
    """Refuse an arrival that leaves open what is needed. Problems: ClaimMissing."""
    for field in wanted:
        if not getattr(arrival, field):
            raise ClaimMissing(claim=getattr(names, field) or field)


def lacks_claims(terms: Terms, claims: Claims) -> bool:
    """Whether userinfo should be asked for what the ID token leaves open."""
    wanted = [name for name in msgspec.structs.astuple(terms.claims) if name]
    return any(not said(claims, name, is_path=True) for name in wanted)
