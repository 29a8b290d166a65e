"""Trying a connection before people depend on it: each step asks the provider for real, and says what did not hold."""

from collections.abc import Awaitable, Callable
from typing import Literal

import msgspec

from kairan.core.kit.openid.flow import Setout, asking_address, challenge_of
from kairan.core.kit.problems import Problem
from kairan.core.viewer import Language
from kairan.single_sign_on.model import Connection
from kairan.single_sign_on.problems import RedirectUnknown
from kairan.single_sign_on.round_trip import Way
from kairan.single_sign_on.setup import client_of

Step = Literal["description", "keys", "client", "redirect"]
NOBODY = "x" * 43  # a state, nonce and verifier that no journey has


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the test: with the sentence of what did not hold, or null."""

    step: Step
    problem: str | None


class Trial(msgspec.Struct, frozen=True):
    """The steps as far as they went; what comes after a failed one is not tried."""

    issuer: str
    steps: list[Tried]

    @property
    def failed(self) -> str | None:
        """The step that did not hold."""
        return next((one.step for one in self.steps if one.problem is not None), None)


async def try_connection(way: Way, connection: Connection, redirect_uri: str, language: Language) -> Trial:
    """Ask the provider for its description, its keys, whether it knows this client, and whether it sends back here."""
    terms = connection.terms

    async def description() -> None:
        await way.providers.metadata(terms.issuer, fresh=True)

    async def keys() -> None:
        await way.providers.keys(await way.providers.metadata(terms.issuer), fresh=True)

    async def client() -> None:
        metadata = await way.providers.metadata(terms.issuer)
        await way.providers.require_client_known(metadata, client_of(connection, way.box), redirect_uri)

    async def redirect() -> None:
        metadata = await way.providers.metadata(terms.issuer)
        nobody = Setout(state=NOBODY, nonce=NOBODY, challenge=challenge_of(NOBODY))
        address = asking_address(
            metadata, terms.client_id, terms.scopes, nobody, redirect_uri, acr_values=terms.acr_values, prompt="none"
        )
        if not await way.providers.sends_back(address, redirect_uri):
            raise RedirectUnknown(uri=redirect_uri)

    tried: list[Tried] = []
    steps: dict[Step, Callable[[], Awaitable[None]]] = {
        "description": description,
        "keys": keys,
        "client": client,
        "redirect": redirect,
    }
    for step, act in steps.items():
        tried.append(Tried(step=step, problem=await _problem_of(act, language)))
        if tried[-1].problem is not None:
            break
    return Trial(terms.issuer, tried)


async def _problem_of(act: Callable[[], Awaitable[None]], language: Language) -> str | None:
    try:
        await act()
    except Problem as problem:
        return problem.sentence(language)
    return None
