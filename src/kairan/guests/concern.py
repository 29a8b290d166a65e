"""The manifest of guests: people from outside."""

import kairan.guests.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.viewer import MemberId
from kairan.guests.evidence import evidence
from kairan.guests.http import Acceptance, LastDay, Link, Sponsor, console_router, router
from kairan.guests.invitation_rules import require_may_bring
from kairan.guests.jobs import register_jobs
from kairan.guests.letters import Delivery, delivery_of
from kairan.guests.model import NewInvitation
from kairan.guests.reopening import begin_stay
from kairan.people import GUESTS_COMING_BACK
from kairan.people.evidence import EVIDENCE
from kairan.talk.invitation_rules import INVITATION_RULES
from kairan.talk.model import RoomId


def _delivery(parts: Parts) -> Delivery:
    settings = parts.settings
    return delivery_of(settings.url, settings.guest_url, is_mailed=bool(settings.mail_url))


def provides(parts: Parts) -> dict[str, object]:
    """Give how guests are written to."""
    return {"delivery": _delivery(parts)}


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Look at the guests every minute."""
    register_jobs(jobs, _delivery(parts))


CONCERN = Concern(
    package="kairan.guests",
    tables=tables_in(kairan.guests.model),
    routers=(router, console_router),
    provides=provides,
    jobs=jobs,
    extensions=(EVIDENCE.by((50, evidence)), INVITATION_RULES.by(require_may_bring), GUESTS_COMING_BACK.by(begin_stay)),
    examples=(
        NewInvitation(
            name="介護 太郎",
            kana="かいご たろう",
            body="社会福祉法人みなと会",
            mail="taro@minato.example.jp",
            purpose="避難所運営の打合せ",
            ends_on="2027-03-31",
            room_ids=[RoomId("0k3w9f2m9h7vz")],
        ),
        Link(token="f3nqTj4m0Zc2Yb8xVdWq5hLrKs7PaE1uGi9OtNw6Dyo"),  # noqa: S106
        Acceptance(token="f3nqTj4m0Zc2Yb8xVdWq5hLrKs7PaE1uGi9OtNw6Dyo", password="長いひとつの文をパスワードに"),  # noqa: S106
        LastDay(ends_on="2027-03-31"),
        Sponsor(member_id=MemberId("0k3w9f2m8bd4t")),
    ),
    tags={"Guests": "People from outside: inviting them, answering for them, and the one-time link they come in by."},
    settings=("guest_url",),
)
