"""Settlements and the day's page: what meets, and what does not."""

from base64 import b64encode
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from kairan.applications.filling import today
from kairan.core.kit.database import Db
from kairan.counter.withdrawing import withdraw
from kairan.payments.exporting import export_books
from kairan.payments.model import payment_table
from kairan.payments.problems import PaymentDayWrong, SettlementUnreadable
from kairan.payments.reconciling import books_of_day
from kairan.payments.settlement import SettlementLine, import_settlement, read_settlement
from kairan.payments.settlement_model import (
    BooksExport,
    Mismatch,
    SettlementFile,
    settlement_line_table,
)
from kairan.people.roles import RoleNeeded
from tests.payments.conftest import Till
from tests.payments.test_charging import received
from tests.support.card_provider import CardDouble

HEAD = "balance_transaction_id,created,currency,gross,fee,reporting_category,payment_intent_id"
TODAY = today().isoformat()


def csv_of(*lines: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *lines, ""]).encode()


def in_base64(*lines: str) -> str:
    return b64encode(csv_of(*lines)).decode()


def line_of(data: bytes) -> list[SettlementLine]:
    return read_settlement(data)[0]


def test_a_settlement_is_read_as_providers_write_it() -> None:
    lines, left_out = read_settlement(
        csv_of(
            'txn_1,2026-11-30 10:02:11,jpy,"1,500.00",54,charge,pi_1',
            "txn_2,2026-11-30,JPY,500,0,refund,pi_1",
            "txn_3,2026-12-01,jpy,-946,0,payout,",
            "txn_4,2026-12-01,usd,10.50,0,charge,pi_2",
            "",
        )
    )
    assert [(one.name, one.kind, one.gross, one.fee, one.day) for one in lines] == [
        ("txn_1", "charge", 1_500, 54, "2026-11-30"),
        ("txn_2", "refund", -500, 0, "2026-11-30"),
    ]
    assert left_out == 2
    japanese = "取引番号,取引日,区分,金額,手数料,決済番号\r\nA-1,2026/11/3,売上,￥300,11,B-1\r\n"
    assert line_of(japanese.encode("cp932")) == line_of(japanese.encode("utf-8-sig"))
    assert line_of(japanese.encode("cp932"))[0].day == "2026-11-03"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        csv_of(head="a,b"),
        csv_of("txn_1,2026-02-30,jpy,1,0,charge,pi"),
        csv_of("txn_1,2026-11-30,jpy,1.5,0,charge,pi"),
        csv_of("txn_1,2026-11-30,jpy,1e9,0,charge,pi"),
        csv_of("txn_1,2026-11-30,jpy,NaN,0,charge,pi"),
        csv_of(",2026-11-30,jpy,1,0,charge,pi"),
        csv_of("txn_1,2026-11-30,jpy,1,0,charge,pi", "txn_1,2026-11-30,jpy,2,0,charge,pi"),
        csv_of('txn_1,2026-11-30,jpy,1,0,charge,"pi'),
        csv_of(f"{'x' * 300},2026-11-30,jpy,1,0,charge,pi"),
    ],
)
def test_what_cannot_be_read_whole_is_not_read_at_all(data: bytes) -> None:
    with pytest.raises(SettlementUnreadable):
        read_settlement(data)


def kinds(found: list[Mismatch]) -> list[str]:
    return sorted(one.kind for one in found)


def test_payments_applications_and_the_settlement_meet_on_a_days_page(db: Db, till: Till, double: CardDouble) -> None:
    yoshida = till.office.yoshida
    paid, twice, taken_back, less = (till.desk.submitted(name) for name in "abcd")
    for case_id, who in ((paid, "a"), (twice, "b"), (taken_back, "c")):
        for event in double.pay(till.begins(case_id, who)):
            till.hears(event)
    received(till, twice)
    received(till, less, 1_000)
    withdraw(db, till.desk.applicant("c"), till.box, taken_back)
    day = books_of_day(db, till.sato, TODAY)
    assert (day.asked, day.asked_yen, len(day.payments), day.may_import) == (4, 6_000, 5, False)
    assert {one.way: (one.count, one.received) for one in day.totals} == {"card": (3, 4_500), "window": (2, 2_500)}
    assert kinds(day.mismatches) == ["closed", "over", "short"]
    intents = [row.intent for row in till.payments() if row.way == "card"]
    file = SettlementFile(
        in_base64(
            f"txn_1,{TODAY},jpy,1500,54,charge,{intents[0]}",
            f"txn_2,{TODAY},jpy,1400,54,charge,{intents[1]}",
            f"txn_9,{TODAY},jpy,700,25,charge,pi_of_another_shop",
        )
    )
    with pytest.raises(RoleNeeded):
        import_settlement(db, till.sato, file)
    read = import_settlement(db, yoshida, file)
    assert (read.lines, read.new, read.begins_on) == (3, 3, TODAY)
    assert import_settlement(db, yoshida, file).new == 0
    assert db.scalar(select(func.count()).select_from(settlement_line_table)) == 3
    day = books_of_day(db, till.sato, TODAY)
    assert kinds(day.mismatches) == ["closed", "differs", "over", "short"]
    assert [one.fee for one in day.payments if one.is_settled] == [54, 54]
    of_body = books_of_day(db, yoshida, TODAY)  # who works on no form sees what meets nothing, and no case
    assert (kinds(of_body.mismatches), of_body.payments, of_body.settled_yen) == (["not_here"], [], 3_600)
    earlier = (date.fromisoformat(TODAY) - timedelta(days=9)).isoformat()
    db.execute(update(payment_table).where(payment_table.c.intent == intents[2]).values(received_on=earlier))
    assert "not_settled" in kinds(books_of_day(db, till.sato, TODAY).mismatches)
    assert books_of_day(db, till.desk.cast.neighbour, TODAY).mismatches == []
    with pytest.raises(PaymentDayWrong):
        books_of_day(db, till.sato, "2026-02-30")


def test_the_books_go_out_as_tables(db: Db, till: Till) -> None:
    case_id = till.desk.submitted()
    received(till, case_id)
    number = till.own(case_id).number
    wanted = BooksExport(table="charges", begins_on=TODAY, ends_on=TODAY)
    asked = export_books(db, till.sato, wanted).decode("utf-8-sig")
    assert asked.splitlines()[1].split(",")[:6] == [TODAY, number, "転出届", "戸籍手数料", "髙﨑　めぐみ", "1500"]
    got = export_books(
        db, till.sato, BooksExport(table="payments", begins_on=TODAY, ends_on=TODAY, format="csv-sjis")
    ).decode("cp932")
    assert got.splitlines()[1].split(",")[5:9] == ["窓口", "1500", "0", "1500"]
    nothing = export_books(db, till.desk.cast.tanaka, BooksExport(table="payments", begins_on=TODAY, ends_on=TODAY))
    assert len(nothing.splitlines()) == 1
    for begins, ends in (("2026-01-02", "2026-01-01"), ("2020-01-01", "2026-01-01"), ("2026-02-30", "2026-03-01")):
        with pytest.raises(PaymentDayWrong):
            export_books(db, till.sato, BooksExport(table="payments", begins_on=begins, ends_on=ends))
