"""Proof of work before submitting (計算による確認): nothing to read or click, and dear for who sends by the thousand.

The scheme is ALTCHA's: the server draws a number, tells sha256(salt + number), and the browser tries numbers until it
finds the one. Whoever has no script waits instead (`WAIT_MS`), and is counted by address.
Promises: nothing is kept, since a challenge is signed and names its draft, and a draft becomes one application; so a
challenge works once, for nobody else, until it is over. Reading a page again never begins the wait anew.
"""

import hashlib
import hmac
from typing import Literal, NamedTuple

from kairan.applications.problems import WorkNeeded, WorkTooSoon
from kairan.core.kit.clock import now_ms
from kairan.core.kit.days import DAY_MS
from kairan.core.kit.randomness import random_bytes
from kairan.core.kit.secrets import SecretBox

NUMBERS = 500_000
"""Out of how many a number is drawn: half of them are tried on average, some seconds at most on an old phone."""
WAIT_MS = 15_000
"""How long who cannot compute waits on the page where answers are checked."""
VALID_MS = DAY_MS
CHALLENGE_LIMIT = 300  # characters
NUMBER_DIGITS = 9
_PURPOSE = "proof of work"


class Work(NamedTuple):
    """What came with an application to show that it was worth some work."""

    challenge: str = ""
    number: str = ""


NO_WORK = Work()


class Challenge(NamedTuple):
    """What was told: a salt that says when and for which draft, what its number comes to, and our signature."""

    salt: str
    target: str
    signature: str
    at: int

    @property
    def text(self) -> str:
        """As it stands in a page."""
        return f"{self.salt}~{self.target}~{self.signature}"


def new_challenge(box: SecretBox, draft_id: str) -> Challenge:
    """Return a challenge for a draft that is about to be submitted."""
    now = now_ms()
    # Short: with the number it fits one block of SHA-256. It ends where the number begins, so that no digit can move.
    salt = f"{random_bytes(8).hex()}.{draft_id}.{now}."
    number = int.from_bytes(random_bytes(8)) % NUMBERS
    target = _target(salt, str(number))
    return Challenge(salt, target, _signed(box, salt, target), now)


def read_challenge(box: SecretBox, draft_id: str, text: str) -> Challenge | None:
    """Return a challenge of ours for this draft that is not over yet; None for anything else."""
    parts = text.split("~") if len(text) <= CHALLENGE_LIMIT and text.isascii() else []
    if len(parts) != 3:
        return None
    salt, target, signature = parts
    if not hmac.compare_digest(signature, _signed(box, salt, target)):
        return None
    _, whose, at, _ = salt.split(".")  # signed, so ours
    found = Challenge(salt, target, signature, int(at))
    return found if whose == draft_id and now_ms() < found.at + VALID_MS else None


def challenge_for(box: SecretBox, draft_id: str, text: str) -> Challenge:
    """Return the challenge that was shown before, if it is still good, else a new one."""
    return read_challenge(box, draft_id, text) or new_challenge(box, draft_id)


def require_work(box: SecretBox, draft_id: str, work: Work) -> Literal["computed", "waited"]:
    """Let through what was computed, or waited for. Problems: WorkNeeded, WorkTooSoon."""
    challenge = read_challenge(box, draft_id, work.challenge)
    if challenge is None:
        raise WorkNeeded
    if is_computed(challenge, work.number):
        return "computed"
    if now_ms() < challenge.at + WAIT_MS:
        raise WorkTooSoon(seconds=WAIT_MS // 1_000)
    return "waited"


def is_waited_for(box: SecretBox, draft_id: str, work: Work) -> bool:
    """Whether it came with a challenge of ours that nobody computed: counted by address."""
    challenge = read_challenge(box, draft_id, work.challenge)
    return challenge is not None and not is_computed(challenge, work.number)


def is_computed(challenge: Challenge, number: str) -> bool:
    """Whether this is the number that was drawn."""
    is_number = number.isascii() and number.isdecimal() and len(number) <= NUMBER_DIGITS
    return is_number and _target(challenge.salt, number) == challenge.target


def _target(salt: str, number: str) -> str:
    return hashlib.sha256((salt + number).encode()).hexdigest()


def _signed(box: SecretBox, salt: str, target: str) -> str:
    return box.digest(f"{salt}~{target}", _PURPOSE).hex()
