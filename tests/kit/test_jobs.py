"""Jobs as rows: written with the change that wants them, leased, retried, given up in the open."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from sqlalchemy import Engine, select, update

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.kit.jobs import JobEnqueued, enqueue, failed_jobs, forget_failed, job_counts, retry_failed
from kairan.core.kit.jobs.actions import LeaseLostError, Terms, finish, lease_jobs, mend_times, note_failure
from kairan.core.kit.jobs.model import Leased, job_table, pause_ms
from kairan.core.kit.jobs.queries import has_ahead, next_due
from kairan.core.kit.problems import NotFound

HOUR = 3_600_000
TERMS = {"mail": Terms(room=100, attempts=3, lease_ms=60_000), "scan": Terms(room=2, attempts=3, lease_ms=60_000)}


class Letter(msgspec.Struct, frozen=True):
    to: str


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url, pool_size=8)
    yield engine
    engine.dispose()


def lease(db: Db, most: int = 10) -> list[Leased]:
    return lease_jobs(db, TERMS, most)


def lease_one(db: Db) -> Leased:
    (job,) = lease(db)
    return job


def let_leases_run_out(db: Db) -> None:
    db.execute(update(job_table).values(leased_until=now_ms() - 1, due_at=now_ms() - 1))


def waiting(db: Db) -> list[str]:
    return list(db.scalars(select(job_table.c.body).where(job_table.c.failed_at.is_(None)).order_by(job_table.c.id)))


def test_a_job_exists_only_if_its_transaction_commits(engine: Engine) -> None:
    with engine.connect() as connection:  # ended without a commit
        enqueue(Db(connection), "mail", Letter("佐藤"))
    with transaction(engine) as db:
        assert lease(db) == []


def test_an_enqueued_job_is_announced_and_can_be_taken(db: Db) -> None:
    enqueue(db, "mail", Letter("佐藤"))
    assert [type(said) for said in db.announcements] == [JobEnqueued]
    job = lease_one(db)
    assert (job.kind, msgspec.json.decode(job.body, type=Letter), job.attempt) == ("mail", Letter("佐藤"), 1)


def test_a_leased_job_is_not_taken_again_until_its_lease_runs_out(db: Db) -> None:
    enqueue(db, "mail", Letter("佐藤"))
    first = lease_one(db)
    assert lease(db) == []
    let_leases_run_out(db)
    second = lease_one(db)
    assert (second.id, second.attempt) == (first.id, 2)
    assert second.lease != first.lease


def test_a_worker_that_lost_its_lease_can_neither_finish_nor_fail_the_job(db: Db) -> None:
    enqueue(db, "mail", Letter("佐藤"))
    late = lease_one(db)
    let_leases_run_out(db)
    current = lease_one(db)
    with pytest.raises(LeaseLostError):
        finish(db, late)
    assert note_failure(db, late, "late", TERMS["mail"]) is False
    finish(db, current)
    assert waiting(db) == []


def test_two_workers_never_take_the_same_job(engine: Engine) -> None:
    with transaction(engine) as db:
        for number in range(40):
            enqueue(db, "mail", Letter(str(number)))
    taken: list[str] = []
    at_once = threading.Barrier(4)

    def work() -> None:
        at_once.wait()
        while True:
            with transaction(engine) as db:
                jobs = lease(db, most=3)
            if not jobs:
                return
            taken.extend(job.id for job in jobs)

    with ThreadPoolExecutor(4) as pool:
        for worker in [pool.submit(work) for _ in range(4)]:
            worker.result()
    assert len(taken) == len(set(taken))
    with transaction(engine) as db:
        taken.extend(job.id for job in lease(db, most=100))  # those another worker held back while it looked
    assert len(taken) == len(set(taken)) == 40


def test_a_kind_never_takes_more_than_its_room(db: Db) -> None:
    for number in range(5):
        enqueue(db, "scan", Letter(str(number)))
    enqueue(db, "mail", Letter("佐藤"))
    assert sorted(job.kind for job in lease(db)) == ["mail", "scan", "scan"]


def test_kinds_this_node_does_not_know_stay_for_others(db: Db) -> None:
    enqueue(db, "of a newer version", Letter("佐藤"))
    assert lease(db) == []
    assert next_due(db, TERMS) is None
    assert job_counts(db).waiting == 1


def test_a_job_for_later_is_left_until_it_is_due(db: Db) -> None:
    at = now_ms() + HOUR
    enqueue(db, "mail", Letter("佐藤"), due_at=at)
    assert lease(db) == []
    assert next_due(db, TERMS) == at


def test_what_was_enqueued_by_a_clock_that_was_ahead_does_not_wait_for_it(db: Db) -> None:
    with as_of(now_ms() + 10 * HOUR):
        enqueue(db, "mail", Letter("at once"))
        enqueue(db, "mail", Letter("in an hour"), due_at=now_ms() + HOUR)
    enqueue(db, "mail", Letter("in two days"), due_at=now_ms() + 48 * HOUR)
    assert lease(db) == []
    assert has_ahead(db)
    mend_times(db)
    assert not has_ahead(db)
    assert [job.body for job in lease(db)] == ['{"to":"at once"}']
    due_at = next_due(db, TERMS)
    assert due_at is not None
    assert abs(due_at - now_ms() - HOUR) < 60_000


def test_what_is_wanted_anew_by_a_clock_that_is_ahead_does_not_wait_for_it_either(db: Db) -> None:
    enqueue(db, "mail", Letter("sometime"), key="k", due_at=now_ms() + 48 * HOUR)
    with as_of(now_ms() + 10 * HOUR):
        enqueue(db, "mail", Letter("at once"), key="k")
    mend_times(db)
    assert [job.body for job in lease(db)] == ['{"to":"at once"}']


def test_the_same_key_enqueued_twice_is_one_job_with_the_newer_body_and_the_earlier_time(db: Db) -> None:
    enqueue(db, "mail", Letter("old"), key="k", due_at=now_ms() + HOUR)
    enqueue(db, "mail", Letter("new"), key="k")
    enqueue(db, "mail", Letter("new"), key="k", due_at=now_ms() + HOUR)
    assert waiting(db) == ['{"to":"new"}']
    finish(db, lease_one(db))
    assert waiting(db) == []


def test_keys_of_different_kinds_do_not_meet(db: Db) -> None:
    enqueue(db, "mail", Letter("佐藤"), key="k")
    enqueue(db, "scan", Letter("佐藤"), key="k")
    assert len(lease(db)) == 2


def test_a_key_enqueued_while_its_job_runs_is_run_once_more(db: Db) -> None:
    """The run under way may have read what has changed since."""
    enqueue(db, "mail", Letter("before"), key="k")
    running = lease_one(db)
    enqueue(db, "mail", Letter("after"), key="k")
    assert lease(db) == []
    finish(db, running)
    again = lease_one(db)
    assert (again.body, again.attempt) == ('{"to":"after"}', 1)
    finish(db, again)
    assert waiting(db) == []


def test_a_failed_attempt_waits_longer_each_time_and_the_last_is_given_up_in_the_open(db: Db) -> None:
    enqueue(db, "mail", Letter("佐藤"))
    assert note_failure(db, lease_one(db), "no route", TERMS["mail"]) is False
    assert lease(db) == []
    let_leases_run_out(db)
    assert note_failure(db, lease_one(db), "no route", TERMS["mail"]) is False
    let_leases_run_out(db)
    assert note_failure(db, lease_one(db), "no such host", TERMS["mail"]) is True
    let_leases_run_out(db)
    assert lease(db) == []
    (failed,) = failed_jobs(db)
    assert (failed.kind, failed.attempts, failed.error) == ("mail", 3, "no such host")
    assert msgspec.json.decode(failed.body) == {"to": "佐藤"}
    assert job_counts(db).failed == 1


def test_a_job_that_kills_its_worker_each_time_is_given_up_too(db: Db) -> None:
    enqueue(db, "mail", Letter("poison"))
    for _ in range(3):
        lease_one(db)
        let_leases_run_out(db)
    assert lease(db) == []
    (failed,) = failed_jobs(db)
    assert "ended while running it" in failed.error


@pytest.mark.parametrize("how", ["failed", "died"])
def test_what_follows_a_job_that_is_given_up_is_in_the_same_transaction(db: Db, how: str) -> None:
    told: list[str] = []
    terms = msgspec.structs.replace(TERMS["mail"], attempts=1, given_up=lambda _db, body: told.append(body))
    enqueue(db, "mail", Letter("poison"))
    (job,) = lease_jobs(db, {"mail": terms}, 1)
    assert told == []
    if how == "failed":
        assert note_failure(db, job, "RuntimeError: x", terms)
    else:
        let_leases_run_out(db)
        assert lease_jobs(db, {"mail": terms}, 1) == []
    assert told == ['{"to":"poison"}']
    assert not note_failure(db, job, "RuntimeError: x", terms)
    assert len(told) == 1


def test_pauses_grow_to_an_hour_and_are_spread() -> None:
    spread = [[pause_ms(attempt) for _ in range(50)] for attempt in range(1, 12)]
    assert all(1_500 <= pause <= 2_500 for pause in spread[0])
    assert all(5_400_000 * 0.5 <= pause <= 4_500_000 for pause in spread[-1])
    assert all(len(set(pauses)) > 1 for pauses in spread)
    assert [sum(pauses) for pauses in spread[:7]] == sorted(sum(pauses) for pauses in spread[:7])


def test_a_key_is_free_again_once_its_job_was_given_up(db: Db) -> None:
    enqueue(db, "mail", Letter("bad"), key="k")
    for _ in range(3):
        note_failure(db, lease_one(db), "no", TERMS["mail"])
        let_leases_run_out(db)
    enqueue(db, "mail", Letter("good"), key="k")
    assert waiting(db) == ['{"to":"good"}']


def test_what_was_wanted_while_the_last_attempt_ran_gets_its_own_job(db: Db) -> None:
    enqueue(db, "mail", Letter("bad"), key="k")
    for _ in range(2):
        note_failure(db, lease_one(db), "no", TERMS["mail"])
        let_leases_run_out(db)
    last = lease_one(db)
    enqueue(db, "mail", Letter("good"), key="k")
    assert note_failure(db, last, "no", TERMS["mail"]) is True
    assert lease_one(db).body == '{"to":"good"}'


@pytest.mark.parametrize("key", [None, "k"])
def test_a_failed_job_can_be_tried_again(db: Db, key: str | None) -> None:
    enqueue(db, "mail", Letter("佐藤"), key=key)
    for _ in range(3):
        note_failure(db, lease_one(db), "no", TERMS["mail"])
        let_leases_run_out(db)
    (failed,) = failed_jobs(db)
    if key:
        enqueue(db, "mail", Letter("newer"), key=key)
    retry_failed(db, failed.id)
    assert {job.attempt for job in lease(db)} == {1}
    assert failed_jobs(db) == []
    with pytest.raises(NotFound):
        retry_failed(db, failed.id)


def test_a_periodic_job_waits_for_its_next_time_and_goes_on_after_failing_for_good(db: Db) -> None:
    hourly = Terms(room=1, attempts=1, lease_ms=60_000, every_ms=HOUR)
    enqueue(db, "clean", Letter(""), key="periodic")
    (job,) = lease_jobs(db, {"clean": hourly}, 1)
    finish(db, job, now_ms() + HOUR)
    assert lease_jobs(db, {"clean": hourly}, 1) == []
    let_leases_run_out(db)
    (job,) = lease_jobs(db, {"clean": hourly}, 1)
    assert note_failure(db, job, "no", hourly) is True
    assert len(failed_jobs(db)) == 1
    due_at = next_due(db, ["clean"])
    assert due_at is not None
    assert due_at > now_ms() + HOUR - 60_000


def test_old_failures_can_be_forgotten(db: Db) -> None:
    enqueue(db, "mail", Letter("佐藤"))
    for _ in range(3):
        note_failure(db, lease_one(db), "no", TERMS["mail"])
        let_leases_run_out(db)
    assert forget_failed(db, now_ms() - HOUR) == 0
    assert forget_failed(db, now_ms() + 1) == 1
    assert failed_jobs(db) == []
