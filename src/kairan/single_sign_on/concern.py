"""The manifest of single sign-on through a body's own provider."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import kairan.single_sign_on.model
from kairan.consents.acts import ACTS
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.openid.flow import CameBack
from kairan.core.kit.openid.provider import Providers
from kairan.people.evidence import EVIDENCE
from kairan.sessions.sign_in_throttle import TOLD_EVERY_MS
from kairan.single_sign_on.actions import sweep
from kairan.single_sign_on.console_http import router as console
from kairan.single_sign_on.evidence import evidence
from kairan.single_sign_on.http import SetOut, router
from kairan.single_sign_on.model import (
    ClaimNames,
    Terms,
    journey_table,
    oidc_session_table,
    refusal_table,
    subject_table,
)
from kairan.single_sign_on.own_http import router as own
from kairan.single_sign_on.refusals import tell_leftovers
from kairan.single_sign_on.round_trip import Way
from kairan.single_sign_on.setup import ACT_OF_TRUST, NewTerms


def provides(parts: Parts) -> dict[str, object]:
    """Give what is needed on the way to a provider and back."""
    providers = Providers(loopback=parts.settings.oidc_loopback)
    return {"way": Way(parts.store, providers, parts.box)}


@asynccontextmanager
async def lifespan(given: Mapping[str, object]) -> AsyncIterator[None]:
    """Close what was open to providers when the server stops."""
    try:
        yield
    finally:
        way = given["way"]
        assert isinstance(way, Way)
        await way.providers.close()


def jobs(jobs: Jobs, _parts: Parts) -> None:
    """Tell of refused arrivals that came soon after the last entry; forget journeys that are over."""
    jobs.every(TOLD_EVERY_MS // 1000, "entry.tell_refused_arrivals", tell_leftovers)
    jobs.every(TOLD_EVERY_MS // 1000, "entry.sweep_journeys", sweep)


CONCERN = Concern(
    package="kairan.single_sign_on",
    tables=tables_in(kairan.single_sign_on.model),
    passing=(journey_table, oidc_session_table, refusal_table),
    personal=(subject_table,),
    routers=(router, console, own),
    provides=provides,
    lifespan=lifespan,
    jobs=jobs,
    extensions=(EVIDENCE.by((35, evidence)), ACTS.by(ACT_OF_TRUST)),
    examples=(
        SetOut(organization="482013"),
        CameBack(state="…", code="…", iss="https://login.example.lg.jp"),
        NewTerms(
            enabled=True,
            terms=Terms(
                issuer="https://login.example.lg.jp",
                client_id="kairan",
                claims=ClaimNames(number="employee_number", department="department"),
                accounts="created",
                passwords="administrators_and_guests",
            ),
            secret="…",  # noqa: S106
        ),
    ),
    settings=("oidc_loopback",),
)
