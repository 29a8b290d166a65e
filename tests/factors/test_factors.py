"""Factors: an authenticator app, passkeys and recovery codes; who is refused, what is spent, what a copy leads to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyotp
import pytest
from sqlalchemy import select, update

from kairan.core.edge.authentication import Site
from kairan.core.journal import entries_after
from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.secrets import SecretBox
from kairan.core.viewer import Entrance, Viewer
from kairan.factors.actions import (
    add_passkey,
    add_totp,
    clear_factors,
    prove,
    remove_passkey,
    remove_totp,
    show_at_entrance,
    show_second,
)
from kairan.factors.challenges import HOLDS_MS, SIGN_IN, step_of
from kairan.factors.passkeys import ask_for_passkey, offer_passkey, rename_passkey
from kairan.factors.problems import (
    FactorWrong,
    LastFactor,
    NoFactor,
    OfferExpired,
    PasskeyMalformed,
    PasskeyNotFound,
    SecretsUnreadable,
)
from kairan.factors.queries import own_factors
from kairan.factors.recovery import issue_codes
from kairan.factors.totp import OFFERED_MS, STEP_MS, offer_totp
from kairan.people import change_status, member_stream, organization_stream
from kairan.sessions.actions import open_session
from kairan.sessions.factor_model import NewPasskey, Shown, TotpConfirm, passkey_table, recovery_code_table
from kairan.sessions.model import session_table
from kairan.sessions.queries import SECOND_STEP_MS, viewer_of
from kairan.sessions.rules import FactorRule, SignInRules, sign_in_rule_table
from tests.cast import Cast, assemble
from tests.support.authenticator import Authenticator

SITE = Site("localhost", ("http://localhost:8000",))
ELSEWHERE = Site("kairan.lgwan.example", ("https://kairan.lgwan.example",))


@pytest.fixture
def cast(db: Db) -> Cast:
    return assemble(db)


@pytest.fixture
def box(tmp_path: Path) -> SecretBox:
    return SecretBox(tmp_path / "secret.key")


def come(db: Db, viewer: Viewer) -> Viewer:
    """Sign in with the password; return the viewer of that session."""
    token = open_session(db, viewer.member_id, Entrance(face="single", device="pc", agent="test"))
    guarded = viewer_of(db, token, "single")
    assert guarded is not None
    return guarded.viewer


def with_app(db: Db, viewer: Viewer, box: SecretBox) -> tuple[pyotp.TOTP, list[str]]:
    """Add an authenticator app; return it with the recovery codes."""
    offer = offer_totp(box, viewer, "sato", "あおば市")
    app = pyotp.TOTP(offer.secret)
    codes = add_totp(db, viewer, box, TotpConfirm(sealed=offer.sealed, code=at(app)))
    return app, codes or []


def at(app: pyotp.TOTP, steps: int = 0) -> str:
    return app.generate_otp(now_ms() // STEP_MS + steps)


def with_passkey(db: Db, viewer: Viewer, box: SecretBox, **how: Any) -> Authenticator:
    """Add a passkey."""
    key = Authenticator(**how)
    offer = offer_passkey(db, viewer, box, SITE, "sato", "佐藤 美咲")
    add_passkey(db, viewer, box, SITE, NewPasskey(name="窓口", credential=key.make(offer.challenge)))
    return key


def code(text: str) -> Shown:
    return Shown(code=text)


def kinds(db: Db, stream: str) -> Sequence[str]:
    return [entry.kind for entry in entries_after(db, stream, 0, 200)]


# --- the authenticator app -----------------------------------------------------------------------------------


def test_an_app_is_kept_once_a_code_of_it_is_shown_and_recovery_codes_come_with_it(
    db: Db, cast: Cast, box: SecretBox
) -> None:
    sato = come(db, cast.sato)
    offer = offer_totp(box, sato, "sato", "あおば市")
    assert offer.uri.startswith("otpauth://totp/")
    assert offer.secret in offer.uri
    assert len(offer.qr) == len(offer.qr[0])
    assert own_factors(db, sato, SITE).totp is None
    with pytest.raises(FactorWrong):
        add_totp(db, sato, box, TotpConfirm(sealed=offer.sealed, code="12345"))
    _, codes = with_app(db, sato, box)
    assert len(set(codes)) == 10
    mine = own_factors(db, sato, SITE)
    assert mine.totp is not None
    assert mine.codes_left == 10
    assert "factor.added" in kinds(db, member_stream(sato.member_id))
    assert "factor.added" in kinds(db, organization_stream(cast.city))


def test_an_offer_is_good_for_one_session_and_a_while(db: Db, cast: Cast, box: SecretBox) -> None:
    sato, other, tanaka = come(db, cast.sato), come(db, cast.sato), come(db, cast.tanaka)
    offer = offer_totp(box, sato, "sato", "あおば市")
    app = pyotp.TOTP(offer.secret)
    for who in (other, tanaka):
        with pytest.raises(OfferExpired):
            add_totp(db, who, box, TotpConfirm(sealed=offer.sealed, code=at(app)))
    with as_of(now_ms() + OFFERED_MS), pytest.raises(OfferExpired):
        add_totp(db, sato, box, TotpConfirm(sealed=offer.sealed, code=at(app)))
    with pytest.raises(OfferExpired):
        add_totp(db, sato, box, TotpConfirm(sealed="こわれた", code=at(app)))


def test_a_code_is_good_once_within_one_step_of_drift_and_never_backwards(db: Db, cast: Cast, box: SecretBox) -> None:
    app, _ = with_app(db, come(db, cast.sato), box)
    now = now_ms() + 10 * STEP_MS
    with as_of(now):
        sato = come(db, cast.sato)
        assert sato.gates == ("second_factor",)
        for wrong in (at(app, -2), at(app, 2), "", "000", "１２３", "\x00"):
            assert show_second(db, sato, box, SITE, code(wrong)) == "refused"
        early = at(app, -1)
        assert show_second(db, sato, box, SITE, code(early)) == "shown"
        assert show_second(db, sato, box, SITE, code(early)) == "refused"
        late = at(app, 1)
        assert show_second(db, sato, box, SITE, code(f" {late[:3]} {late[3:]} ")) == "shown"
        assert show_second(db, sato, box, SITE, code(at(app))) == "refused"
    assert kinds(db, organization_stream(cast.city)).count("factor.used") == 2
    assert kinds(db, member_stream(sato.member_id)).count("factor.refused") == 8


def test_the_secret_does_not_lie_open_in_the_database_and_belongs_to_its_member(
    db: Db, cast: Cast, box: SecretBox, tmp_path: Path
) -> None:
    app, codes = with_app(db, come(db, cast.sato), box)
    for table in ("totp", "recovery_code", "entry"):
        rows = str(db.all(select(sa_table(table))))
        assert app.secret not in rows
        assert not [one for one in codes if one in rows]
    with pytest.raises(SecretsUnreadable):
        prove(db, come(db, cast.sato), SecretBox(tmp_path / "another.key"), SITE, code("123456"))


def sa_table(name: str) -> Any:
    from kairan.schema import metadata  # noqa: PLC0415

    return metadata.tables[name]


def test_a_password_alone_does_not_keep_a_session_waiting_for_the_second_step(
    db: Db, cast: Cast, box: SecretBox
) -> None:
    with_app(db, come(db, cast.sato), box)
    token = open_session(db, cast.sato.member_id, Entrance(face="single", device="pc", agent="test"))
    with as_of(now_ms() + SECOND_STEP_MS + 1):
        assert viewer_of(db, token, "single") is None


# --- recovery codes ------------------------------------------------------------------------------------------


def test_a_recovery_code_is_good_once_and_only_for_its_member(db: Db, cast: Cast, box: SecretBox) -> None:
    _, codes = with_app(db, come(db, cast.sato), box)
    with_app(db, come(db, cast.tanaka), box)
    tanaka, sato = come(db, cast.tanaka), come(db, cast.sato)
    first = Shown(recovery_code=codes[0].upper().replace("-", " "))
    assert show_second(db, tanaka, box, SITE, first) == "refused"
    assert show_second(db, sato, box, SITE, first) == "shown"
    assert show_second(db, sato, box, SITE, first) == "refused"
    assert own_factors(db, sato, SITE).codes_left == 9


def test_new_codes_make_the_earlier_ones_good_for_nothing(db: Db, cast: Cast, box: SecretBox) -> None:
    sato = come(db, cast.sato)
    with pytest.raises(NoFactor):
        issue_codes(db, sato, box)
    _, old = with_app(db, sato, box)
    new = issue_codes(db, sato, box)
    assert show_second(db, sato, box, SITE, Shown(recovery_code=old[0])) == "refused"
    assert show_second(db, sato, box, SITE, Shown(recovery_code=new[0])) == "shown"


# --- passkeys ------------------------------------------------------------------------------------------------


def entrance(db: Db, box: SecretBox, key: Authenticator, **how: Any) -> str:
    asked = ask_for_passkey(db, box, SITE, SIGN_IN, None)
    return show_at_entrance(db, box, SITE, key.show(asked.challenge, **how)).outcome


def test_a_passkey_signs_in_without_a_password_and_is_a_second_step(db: Db, cast: Cast, box: SecretBox) -> None:
    key = with_passkey(db, come(db, cast.sato), box)
    assert entrance(db, box, key) == "shown"
    sato = come(db, cast.sato)
    assert sato.gates == ("second_factor",)
    asked = ask_for_passkey(db, box, SITE, step_of(sato.session_id or ""), sato.member_id)
    assert asked.allow == [key.show(asked.challenge).id]
    assert show_second(db, sato, box, SITE, Shown(passkey=key.show(asked.challenge))) == "shown"
    assert prove(db, sato, box, SITE, Shown(passkey=key.show(asked.challenge))) == "refused"


def test_what_a_passkey_says_counts_once_in_time_and_for_what_it_was_asked(
    db: Db, cast: Cast, box: SecretBox, tmp_path: Path
) -> None:
    key = with_passkey(db, come(db, cast.sato), box)
    asked = ask_for_passkey(db, box, SITE, SIGN_IN, None)
    said = key.show(asked.challenge)
    assert show_at_entrance(db, box, SITE, said).outcome == "shown"
    assert show_at_entrance(db, box, SITE, said).outcome == "refused"
    late = key.show(ask_for_passkey(db, box, SITE, SIGN_IN, None).challenge)
    with as_of(now_ms() + HOLDS_MS + 1):
        assert show_at_entrance(db, box, SITE, late).outcome == "refused"
    for purpose, by in ((step_of("other"), box), (SIGN_IN, SecretBox(tmp_path / "foreign.key"))):
        foreign = key.show(ask_for_passkey(db, by, SITE, purpose, None).challenge)
        assert show_at_entrance(db, box, SITE, foreign).outcome == "refused"
    assert entrance(db, box, key, verified=False) == "refused"


def test_a_passkey_is_good_at_its_own_address_and_for_its_own_member(db: Db, cast: Cast, box: SecretBox) -> None:
    key = with_passkey(db, come(db, cast.sato), box)
    foreign = key.copied()
    foreign.origin = "http://evil.example"
    assert entrance(db, box, foreign) == "refused"
    asked = ask_for_passkey(db, box, ELSEWHERE, SIGN_IN, None)
    assert show_at_entrance(db, box, ELSEWHERE, key.show(asked.challenge)).outcome == "refused"
    tanaka = come(db, cast.tanaka)
    own = ask_for_passkey(db, box, SITE, step_of(tanaka.session_id or ""), tanaka.member_id)
    assert own.allow == []
    assert show_second(db, tanaka, box, SITE, Shown(passkey=key.show(own.challenge))) == "refused"
    assert entrance(db, box, Authenticator()) == "refused"
    change_status(db, None, cast.city, cast.sato.member_id, "suspended")
    assert entrance(db, box, key) == "refused"


def test_a_copied_passkey_is_refused_blocked_and_told_and_its_sessions_end(db: Db, cast: Cast, box: SecretBox) -> None:
    sato = come(db, cast.sato)
    key = with_passkey(db, sato, box)
    copied = key.copied()
    for _ in range(3):
        assert entrance(db, box, key) == "shown"
    assert entrance(db, box, copied) == "cloned"
    assert entrance(db, box, key) == "cloned"  # nobody can tell which of the two is the owner's
    mine = own_factors(db, sato, SITE)
    assert mine.passkeys[0].blocked_at is not None
    assert mine.events[0].kind == "factor.blocked" or "factor.blocked" in [event.kind for event in mine.events]
    assert kinds(db, organization_stream(cast.city)).count("factor.blocked") == 1
    assert db.first(select(session_table.c.id).where(session_table.c.id == sato.session_id)) is None
    remove_passkey(db, sato, mine.passkeys[0].id)


def test_a_passkey_that_does_not_count_is_never_taken_for_a_copy(db: Db, cast: Cast, box: SecretBox) -> None:
    key = with_passkey(db, come(db, cast.sato), box, counts=False)
    assert [entrance(db, box, key) for _ in range(3)] == ["shown"] * 3


def test_what_is_not_a_new_passkey_of_this_session_is_not_kept(db: Db, cast: Cast, box: SecretBox) -> None:
    sato, other = come(db, cast.sato), come(db, cast.sato)
    offer = offer_passkey(db, sato, box, SITE, "sato", "佐藤 美咲")
    key = Authenticator()
    made = key.make(offer.challenge)
    garbage = msgspec.structs.replace(
        made, response=msgspec.structs.replace(made.response, attestation="o2NmbXRkbm9uZQ")
    )
    unverified = Authenticator().make(offer_passkey(db, sato, box, SITE, "sato", "佐藤").challenge, verified=False)
    for who, credential in ((other, made), (sato, unverified), (sato, key.make("AAAA"))):
        with pytest.raises(PasskeyMalformed):
            add_passkey(db, who, box, SITE, NewPasskey(name="窓口", credential=credential))
    add_passkey(db, sato, box, SITE, NewPasskey(name="窓口", credential=made))
    for credential in (made, garbage):
        with pytest.raises(PasskeyMalformed):
            add_passkey(db, sato, box, SITE, NewPasskey(name="窓口", credential=credential))


def test_nobody_names_or_removes_the_passkey_of_another(db: Db, cast: Cast, box: SecretBox) -> None:
    sato = come(db, cast.sato)
    with_passkey(db, sato, box)
    (passkey_id,) = db.scalars(select(passkey_table.c.id))
    with pytest.raises(PasskeyNotFound):
        rename_passkey(db, cast.tanaka, passkey_id, "わたしのもの")
    with pytest.raises(PasskeyNotFound):
        remove_passkey(db, cast.tanaka, passkey_id)
    rename_passkey(db, sato, passkey_id, "自宅のパソコン")
    remove_passkey(db, sato, passkey_id)
    assert own_factors(db, sato, SITE).codes_left == 0
    assert db.all(select(recovery_code_table)) == []


# --- what the organisation demands ---------------------------------------------------------------------------


def demand(db: Db, cast: Cast, *rules: FactorRule, grace_days: int = 0) -> None:
    wanted = msgspec.json.encode(SignInRules(factors=list(rules), grace_days=grace_days)).decode()
    if not db.execute(update(sign_in_rule_table).values(rules=wanted)).rowcount:
        db.execute(sign_in_rule_table.insert().values(organization_id=cast.city, rules=wanted))


def test_the_last_factor_that_is_demanded_cannot_be_removed(db: Db, cast: Cast, box: SecretBox) -> None:
    sato = come(db, cast.sato)
    with_app(db, sato, box)
    demand(db, cast, FactorRule(whom="staff", face="single", demand="any"))
    with pytest.raises(LastFactor):
        remove_totp(db, sato)
    with_passkey(db, sato, box)
    remove_totp(db, sato)
    (passkey_id,) = db.scalars(select(passkey_table.c.id))
    with pytest.raises(LastFactor):
        remove_passkey(db, sato, passkey_id)
    demand(db, cast, FactorRule(whom="staff", face="single", demand="none"))
    remove_passkey(db, sato, passkey_id)


def test_who_has_none_of_what_is_demanded_is_reminded_and_then_must_add_it(db: Db, cast: Cast, box: SecretBox) -> None:
    since = now_ms()
    demand(db, cast, FactorRule(whom="staff", face="single", demand="any", since=since), grace_days=7)
    sato = come(db, cast.sato)
    assert sato.gates == ()
    by = own_factors(db, sato, SITE).enrol_by
    assert by is not None
    with as_of(by + 1):
        sato = come(db, cast.sato)
        assert sato.gates == ("enrol_factor",)
        with_app(db, sato, box)
        factors = db.scalar(select(session_table.c.factors).where(session_table.c.id == sato.session_id))
        assert factors == "password,totp"
        assert own_factors(db, sato, SITE).enrol_by is None


def test_a_reset_takes_everything_and_tells_why(db: Db, cast: Cast, box: SecretBox) -> None:
    sato = come(db, cast.sato)
    with_app(db, sato, box)
    with_passkey(db, sato, box)
    clear_factors(db, cast.tanaka, sato.member_id, "スマートフォンの紛失", 1)
    mine = own_factors(db, sato, SITE)
    assert (mine.totp, mine.passkeys, mine.codes_left) == (None, [], 0)
    assert mine.events[0].kind == "factor.reset"
    assert mine.events[0].by_other
