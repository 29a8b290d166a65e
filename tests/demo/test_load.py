"""The demo goes in through the real actions, on both databases, whole or not at all."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from kairan.applications.figures import form_figures
from kairan.applications.invitations.queries import invited_people
from kairan.applications.listing import applications
from kairan.applications.model import Applicant, application_table
from kairan.applications.offering import listed_forms
from kairan.applications.places import counts_of
from kairan.applications.seats_model import PlaceCount
from kairan.core.journal.model import entry_table, stream_table
from kairan.core.journal.verify import verify
from kairan.core.kit.clock import as_of
from kairan.core.kit.database import Db, open_engine, transaction
from kairan.core.settings import Settings
from kairan.demo.forms import read_forms
from kairan.demo.load import PASSWORD, load_demo, play_all
from kairan.demo.play import Player
from kairan.demo.script import Script, read_script
from kairan.forms.faults import faults_of
from kairan.forms.model import FormRow
from kairan.forms.queries import form_view, forms
from kairan.forms.questions import Places
from kairan.forms.translating import missing_in
from kairan.notifications.queries import choice_of
from kairan.people import create_organization, member_table
from kairan.sessions.passwords import password_matches
from kairan.talk.card_model import RoomCard
from kairan.talk.cards import cards_of
from kairan.talk.catching_up import topics_of
from kairan.talk.model import message_table
from kairan.talk.own_reminders import own_reminders
from kairan.talk.queries import message
from kairan.talk.room_files import files_of
from kairan.talk.threads import threads_of
from tests.support.databases import Databases

NOW = datetime(2026, 11, 18, 5, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def script() -> Script:
    """The content as it is shipped."""
    return read_script()


@pytest.fixture(scope="module")
def player(databases: Databases, script: Script, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """The demo played once, in a transaction that stays open for the tests of this file."""
    url = databases.fresh()
    folder = tmp_path_factory.mktemp("demo")
    engine = open_engine(url, pool_size=1)
    with engine.connect() as connection, connection.begin() as open_transaction:
        yield play_all(Db(connection), script, Settings(data=folder, database=url), NOW)
        open_transaction.rollback()
    engine.dispose()
    databases.drop(url)


def cards(player: Player, key: str) -> dict[str, RoomCard]:
    """Return somebody's rooms by id."""
    return {card.id: card for card in cards_of(player.db, player.played.viewers[key])}


def test_every_message_of_the_script_is_there(player: Player, script: Script) -> None:
    written = sum(1 for room in script.rooms for _ in room.says)
    assert player.db.scalar(select(func.count()).select_from(message_table)) == written


def test_unread_counts_of_who_signs_in_are_those_of_the_script(player: Player, script: Script) -> None:
    for authentication in script.doors:
        mine = cards(player, authentication.person)
        for room in script.rooms:
            if authentication.person in script.ever_in(room):
                card = mine[player.played.rooms[room.key]].mine
                assert card is not None
                assert card.unread == room.unread.get(authentication.person, 0), (authentication.person, room.key)


def test_some_of_the_others_are_behind_and_most_are_not(player: Player, script: Script) -> None:
    shelter = next(room for room in script.rooms if room.key == "shelter")
    unread = [cards(player, key)[player.played.rooms["shelter"]].mine for key in script.ever_in(shelter)]
    behind = sum(1 for mine in unread if mine is not None and mine.unread)
    assert 3 < behind < len(unread)


def test_a_thread_of_today_waits_for_an_answer(player: Player) -> None:
    mine = cards(player, "sato")[player.played.rooms["shelter"]].mine
    assert mine is not None
    assert mine.thread_unread == 2
    assert threads_of(player.db, player.played.viewers["sato"]).threads


def test_who_begins_here_has_something_to_catch_up_with_to_confirm_and_to_come_back_to(player: Player) -> None:
    sato, rooms = player.played.viewers["sato"], player.played.rooms
    (found,) = topics_of(player.db, sato, [rooms["headquarters"]]).rooms
    assert [topic.answers for topic in found.topics[:2]] == [5, 3]
    mine = cards(player, "sato")
    waiting = {key: len(card.mine.confirmations) for key, no in rooms.items() if (card := mine.get(no)) and card.mine}
    assert {key: count for key, count in waiting.items() if count} == {"everyone": 1}
    asked = message(player.db, sato, mine[rooms["everyone"]].mine.confirmations[0])  # type: ignore[union-attr]
    assert asked.confirmation is not None
    assert 15 < asked.confirmation.confirmed < asked.confirmation.people
    choice = choice_of(player.db, sato.member_id)
    assert (choice.quiet is not None, len(choice.leaves), len(choice.keywords)) == (True, 1, 2)
    with as_of(int(NOW.timestamp() * 1000)):
        assert len(own_reminders(player.db, sato).open) == 2


def test_the_guest_sees_only_the_rooms_they_were_invited_to(player: Player, script: Script) -> None:
    invited = {player.played.rooms[room.key] for room in script.rooms if "miyazaki" in script.ever_in(room)}
    assert set(cards(player, "miyazaki")) == invited


def test_the_other_bodies_see_nothing_of_the_city(player: Player, script: Script) -> None:
    city = {player.played.rooms[room.key] for room in script.rooms if room.body == "city" and not room.theme}
    for key in ("kawamura", "onishi"):
        assert cards(player, key)
        assert not set(cards(player, key)) & city


def test_calls_links_and_days_are_written_out(player: Player) -> None:
    texts = list(player.db.scalars(select(message_table.c.text)))
    assert not [text for text in texts if "{link:" in text or "{-" in text or "{+" in text]
    linked = next(text for text in texts if text.startswith("2番、") and "/messages/" in text)
    message_id = linked.rsplit("/", 1)[1]
    assert message(player.db, player.played.viewers["takahashi"], message_id).text.startswith("【決定】")


def test_whoever_is_called_is_called_for_good(player: Player) -> None:
    calling = player.played.sent["shelter", "wheel"]
    called = {mention.id for mention in calling.mentions}
    assert called == {player.played.viewers[key].member_id for key in ("miyake", "miyazaki")}
    units = calling.text.encode("utf-16-le")
    for mention in calling.mentions:
        assert units[mention.start * 2 : (mention.start + mention.length) * 2].decode("utf-16-le")[0] == "@"


def test_pictures_have_their_size_and_a_small_copy(player: Player) -> None:
    viewer = player.played.viewers["tanaka"]
    files = [row.file for row in files_of(player.db, viewer, player.played.rooms["roads"]).files]
    photo = next(file for file in files if file.name.endswith(".jpg"))
    assert photo.thumbnail
    assert (photo.width, photo.height) == (1120, 840)


def test_every_stream_tells_its_past_in_order_and_nothing_lies_in_the_future(player: Player) -> None:
    entries = select(entry_table.c.stream_no, entry_table.c.at).order_by(entry_table.c.stream_no, entry_table.c.seq)
    before: dict[int, int] = {}
    for stream, at in player.db.execute(entries):
        assert before.get(stream, 0) <= at <= NOW.timestamp() * 1000
        before[stream] = at
    assert len(before) == player.db.scalar(select(func.count()).select_from(stream_table))


def form(player: Player, key: str, address: str) -> FormRow:
    """Return a form as somebody sees it."""
    with as_of(int(NOW.timestamp() * 1000)):
        mine = forms(player.db, player.played.viewers[key]).forms
    return next(one for one in mine if one.address == address)


def test_the_city_lists_ten_forms_and_people_have_filled_in_each(player: Player) -> None:
    city = player.played.viewers["sato"].organization_id
    with as_of(int(NOW.timestamp() * 1000)):
        listed = listed_forms(player.db, Applicant(key="x"), city)
    assert len(listed) == 10
    assert all(one.contact for one in (form.document for form in listed))
    scripts = {one.address: one for one in read_forms()}
    for one in listed:
        mine = select(func.count()).where(application_table.c.form_id == one.form_id)
        assert player.db.scalar(mine) == scripts[one.address].applications >= 10, one.address
        assert not [fault for fault in faults_of(one.document) if fault.is_error]


def test_staff_have_answered_two_internal_forms_whose_counts_make_charts(player: Player) -> None:
    sakiyama = player.played.viewers["sakiyama"]
    survey = form(player, "sakiyama", "hatarakikata")
    assert (survey.audience, survey.status) == ("staff", "open")
    figures = form_figures(player.db, sakiyama, survey.id)
    load = next(one for one in figures.questions if one.question_id == "load")
    assert load.answered == figures.total == 28
    assert figures.is_survey
    assert sum(1 for one in load.counts if one.count) >= 2
    assert all(one.count is None or one.count == 0 or one.count >= 5 for one in load.counts)
    assert len(figures.days) >= 5
    assert "health" not in {one.question_id for one in figures.questions}
    training = form(player, "sakiyama", "kenshu-koki")
    page = applications(player.db, sakiyama, training.id)
    assert {one.by for one in page.applications} <= {row.name for row in player.db.all(select(member_table.c.name))}


def test_no_more_places_were_taken_than_there_are_and_one_course_is_full(player: Player) -> None:
    event = form_view(player.db, player.played.viewers["kawaguchi"], form(player, "kawaguchi", "oyako-ryori").id)
    (asked,) = (one for one in event.draft.questions() if isinstance(one, Places))
    counts = [counts_of(player.db, event.form.id).get((asked.id, one.id), PlaceCount()) for one in asked.places]
    assert min(one.capacity - count.taken for one, count in zip(asked.places, counts, strict=True)) == 0
    assert max(count.waiting for count in counts) > 0, "somebody waits"
    assert all("{" not in one.label for one in asked.places)


def test_one_form_is_still_being_built(player: Player) -> None:
    assert form(player, "kato", "iken-sogo-keikaku").status == "draft"


def test_invited_people_answered_each_with_their_own_number(player: Player) -> None:
    watched = form(player, "katsuragi", "kenko-kansatsu")
    page = invited_people(player.db, player.played.viewers["katsuragi"], watched.id)
    assert (page.total, page.answered) == (28, 19)
    assert len({one.application_id for one in page.people if one.is_answered}) == 19


def test_one_form_is_there_in_two_more_languages_whole(player: Player) -> None:
    document = form_view(player.db, player.played.viewers["inoue"], form(player, "inoue", "inu-shibou").id).draft
    assert set(document.translations) == {"en", "easy"}
    assert missing_in(document, "en") == missing_in(document, "easy") == []


def test_rare_characters_of_names_arrive_as_they_are(player: Player) -> None:
    answers = " ".join(player.db.scalars(select(application_table.c.answers)))
    for name in ("髙﨑", "葛\U000e0100城", "\U00020bb7田"):
        assert name in answers


def test_the_chains_of_the_demo_verify(player: Player) -> None:
    assert not verify(player.db).faults


def test_everybody_named_can_sign_in_and_nobody_else(player: Player, script: Script) -> None:
    rows = player.db.all(select(member_table.c.login, member_table.c.password_hash))
    hashes = {login: password_hash for login, password_hash in rows if password_hash is not None}
    assert set(hashes) == {authentication.login for authentication in script.doors}
    assert password_matches(hashes["sato"], PASSWORD)


def test_a_second_time_changes_nothing(
    player: Player, database_url: str, tmp_path: Path, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bodies alone decide whether the demo is there."""
    settings = Settings(data=tmp_path, database=database_url)
    _create(database_url, [(body.name, body.code) for body in script.bodies])
    load_demo(settings)
    assert _count(database_url) == 0
    assert PASSWORD in capsys.readouterr().err


def test_the_demo_is_refused_where_a_real_body_lives(database_url: str, tmp_path: Path) -> None:
    _create(database_url, [("本物市", None)])
    with pytest.raises(SystemExit) as refused:
        load_demo(Settings(data=tmp_path, database=database_url))
    assert refused.value.code == 1
    assert _count(database_url) == 0


def test_a_faulty_file_leaves_nothing_behind(
    database_url: str, tmp_path: Path, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = msgspec.structs.replace(script, file_names={})
    monkeypatch.setattr("kairan.demo.load.read_script", lambda: faulty)
    with pytest.raises(KeyError):
        load_demo(Settings(data=tmp_path, database=database_url))
    assert _count(database_url) == 0


def _create(url: str, bodies: list[tuple[str, str | None]]) -> None:
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        for name, code in bodies:
            create_organization(db, None, name, "municipality", code)
    engine.dispose()


def _count(url: str) -> int:
    engine = open_engine(url, pool_size=1)
    with transaction(engine) as db:
        counted = db.scalar(select(func.count()).select_from(message_table))
    engine.dispose()
    return int(counted)
