"""How a broadcast went: by minute, department and post, against the last of its kind; on screen and on paper."""

import asyncio
from functools import partial

import pytest
from sqlalchemy import update

from kairan.core.kit.clock import as_of, now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.typesetting import Typesetter
from kairan.emergency.broadcasts.figures import broadcast_figures
from kairan.emergency.broadcasts.model import BroadcastAnswer, BroadcastQuestions
from kairan.emergency.broadcasts.paper.report import TEMPLATE, report_paper
from kairan.emergency.broadcasts.printing import print_broadcast
from kairan.emergency.broadcasts.problems import BroadcastNotFound
from kairan.emergency.broadcasts.queries import broadcast_view
from kairan.emergency.broadcasts.reaching import answer
from kairan.emergency.broadcasts.sending import end_broadcast
from kairan.emergency.broadcasts.watching import reached_people, table_rows
from kairan.emergency.coordinates import Coordinates
from kairan.people import post_table
from kairan.people.roles import RoleNeeded
from tests.emergency.conftest import Headquarters, leading
from tests.support.paper import squeezed, text_of

MINUTE = 60_000
SAFE = BroadcastAnswer(choice="safe", coming="now", place="自宅")
HELP = BroadcastAnswer(choice="help", place="自宅", comment="動けません")


def test_a_drill_is_measured_against_the_drill_before_and_never_against_the_real(
    db: Db, headquarters: Headquarters
) -> None:
    cast, lead, now = headquarters.cast, headquarters.lead, now_ms()
    first = headquarters.send_safety(is_drill=True)
    with as_of(now + 4 * MINUTE):
        answer(db, cast.sato, first, SAFE)
        end_broadcast(db, lead, first)
    with as_of(now + 5 * MINUTE):
        real = headquarters.send_safety()
        answer(db, cast.tanaka, real, SAFE)
    with as_of(now + 60 * MINUTE):
        second = headquarters.send_safety(is_drill=True)
    for minutes, who in ((61, cast.sato), (62, cast.suzuki), (80, cast.tanaka)):
        with as_of(now + minutes * MINUTE):
            answer(db, who, second, HELP if who is cast.tanaka else SAFE)
    with as_of(now + 100 * MINUTE):
        found = broadcast_figures(db, lead, second)
        assert found.before is not None
        assert (found.before.id, found.before.done, found.before.half_ms) == (first, 1, None)
        assert [(one.minutes, one.done) for one in found.pace.steps] == [
            (1, 1),
            (3, 2),
            (5, 2),
            (10, 2),
            (15, 2),
            (30, 3),
        ]
        assert (found.pace.people, found.pace.done, found.pace.most_ms) == (6, 3, None)
        assert found.pace.half_ms is not None
        assert abs(found.pace.half_ms - 20 * MINUTE) < MINUTE
        welfare, works, _ = found.departments
        assert (welfare.done, welfare.people, welfare.done_before, welfare.people_before) == (2, 2, 1, 2)
        assert (works.done, works.people, works.half_ms is None) == (1, 2, False)
        assert [(one.choice, one.people) for one in found.places] == [("自宅", 3)]
    alone = broadcast_figures(db, lead, real)
    assert (alone.before, alone.pace.done) == (None, 1)


def test_posts_are_counted_and_the_result_goes_onto_paper(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    db.execute(update(post_table).where(post_table.c.member_id == cast.sato.member_id).values(title="課長"))
    broadcast_id = headquarters.send_safety(is_drill=True)
    answer(db, cast.sato, broadcast_id, HELP)
    titles = {one.title: (one.people, one.done, one.help) for one in broadcast_figures(db, lead, broadcast_id).titles}
    assert titles["課長"] == (1, 1, 1)
    out = print_broadcast(db, lead, broadcast_id)
    assert (len(out.people), out.left_out) == (6, 0)
    said = squeezed(text_of(asyncio.run(Typesetter().pdf("lead", TEMPLATE, partial(report_paper, out), now_ms()))))
    for words in ("これは訓練です", "安否を回答してください", "福祉課", "課長", "動けません", "1/6人"):
        assert words in said
    assert headquarters.kinds(broadcast_id).count("broadcast.taken") == 1


def test_who_leads_a_department_measures_that_and_others_nothing(db: Db, headquarters: Headquarters) -> None:
    cast = headquarters.cast
    broadcast_id = headquarters.send_safety()
    found = broadcast_figures(db, leading(cast.sato, cast.welfare), broadcast_id)
    assert (found.pace.people, [one.department for one in found.departments]) == (2, ["福祉課"])
    with pytest.raises(RoleNeeded):
        broadcast_figures(db, cast.sato, broadcast_id)
    for act in (broadcast_figures, print_broadcast):
        with pytest.raises(BroadcastNotFound):
            act(db, headquarters.office.townsman, broadcast_id)


def test_a_position_is_kept_only_where_it_was_asked_and_who_is_away_is_counted(
    db: Db, headquarters: Headquarters
) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    here = BroadcastAnswer(choice="safe", near="away", position=Coordinates(latitude=35.1, longitude=139.2))
    asked = headquarters.send_safety(questions=BroadcastQuestions(near=True, position=True))
    silent = headquarters.send_safety()
    for broadcast_id in (asked, silent):
        answer(db, cast.sato, broadcast_id, here)
    assert [(one.choice, one.people) for one in broadcast_view(db, lead, asked).near] == [("away", 1)]
    kept = [reached_people(db, lead, one, "safe").people[0].answer for one in (asked, silent)]
    assert [one is not None and one.position is not None for one in kept] == [True, False]
    rows = [row for row in table_rows(db, lead, asked) if row[9] == "無事"]
    assert rows[0][14:17] == ["区域の外", "", "35.10000, 139.20000"]


def test_who_cannot_be_reached_is_named_with_the_ways_that_are_left(db: Db, headquarters: Headquarters) -> None:
    cast, lead = headquarters.cast, headquarters.lead
    headquarters.mail_to(cast.sato, "sato@example.jp")
    broadcast_id = headquarters.send_safety()
    lost = {one.person.id: one.ways for one in reached_people(db, lead, broadcast_id, "unreachable").people}
    assert len(lost) == broadcast_view(db, lead, broadcast_id).unreachable
    assert cast.sato.member_id not in lost
    every = {one.person.id: one.ways for one in reached_people(db, lead, broadcast_id).people}
    assert "mail" in every[cast.sato.member_id]
    assert all(ways == [] for ways in lost.values())
