"""The work of notifications: telling what is due, the letters of the day, and putting away what is over."""

from sqlalchemy import delete, select

from kairan.core.edge.authentication import SessionRules
from kairan.core.kit.database import Db
from kairan.core.kit.jobs import Jobs
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store
from kairan.notifications.digest import write_digests
from kairan.notifications.keys import push_key
from kairan.notifications.model import notice_delivery_table, notice_table, push_subscription_table
from kairan.notifications.presence import forget_absent
from kairan.notifications.sending_beside import SenderBeside
from kairan.notifications.telling import Round, Tell, Told, look, put_away, wake
from kairan.notifications.web_push import Answer, PushKey
from kairan.sessions.model import session_table

SWEEP_S = 600
_s, _d = push_subscription_table.c, notice_delivery_table.c


def register_jobs(jobs: Jobs, store: Store, box: SecretBox, rules: SessionRules, url: str) -> None:
    """Add the work of notifications; `url` is where letters lead, and whom push services may write to."""

    def looked(db: Db) -> tuple[Round, PushKey | None]:
        return look(db, rules), push_key(db, box)

    sender = SenderBeside(url)

    async def tell(_: Tell) -> Told:
        found, key = await store.read(looked)
        if key is None or not found.pushes:
            return Told(round=found, answers=[Answer("later") for _ in found.pushes])
        return Told(round=found, answers=await sender.send(key, found.pushes))

    jobs.add_outside("notifications.push", Tell, tell, lambda db, _, told: put_away(db, told), at_once=1)
    jobs.add("notifications.mail", Tell, lambda db, _: write_digests(db, url), at_once=1)
    jobs.every(SWEEP_S, "notifications.sweep", sweep)


def sweep(db: Db) -> None:
    """Forget devices whose session is over and what is known of notices that are, and wake what waits."""
    db.execute(delete(push_subscription_table).where(_s.session_id.not_in(select(session_table.c.id))))
    db.execute(delete(notice_delivery_table).where(_d.notice_id.not_in(select(notice_table.c.id))))
    forget_absent(db)
    wake(db, "push")
    wake(db, "mail")
