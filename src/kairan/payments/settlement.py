"""Reading a provider's settlement (精算ファイルの取込み): a CSV, whole or not at all, each line once.

Columns are known by their heads: those of Stripe's itemised reports (`balance_transaction_id`, `created`, `gross`,
`fee`, `reporting_category`, `payment_intent_id`, `currency`), or the same in Japanese. Payouts and the provider's own
fees are no payments of anybody, and are left out.
"""

import csv
import hashlib
import io
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

import msgspec
from sqlalchemy import select

from kairan.core.journal import append
from kairan.core.kit.clock import now_ms
from kairan.core.kit.database import Db
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.payments.entries import SettlementImported
from kairan.payments.model import NAME_LIMIT
from kairan.payments.problems import SettlementUnreadable
from kairan.payments.settlement_model import SettlementFile, SettlementRead, settlement_line_table
from kairan.payments.terms import AMOUNT_MOST
from kairan.people import organization_stream, require_task

_s = settlement_line_table.c
LINES_MOST = 20_000
TOGETHER = 200
_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("balance_transaction_id", "id", "取引番号", "明細番号"),
    "day": ("created", "created_utc", "取引日", "決済日"),
    "kind": ("reporting_category", "type", "区分"),
    "gross": ("gross", "amount", "金額", "決済金額"),
    "fee": ("fee", "手数料"),
    "currency": ("currency", "通貨"),
    "intent": ("payment_intent_id", "source_id", "決済番号"),
}
_NEEDED = ("name", "day", "kind", "gross", "intent")
_KINDS: Mapping[str, str] = {
    "charge": "charge",
    "payment": "charge",
    "売上": "charge",
    "refund": "refund",
    "payment_refund": "refund",
    "partial_capture_reversal": "refund",
    "返金": "refund",
    "refund_failure": "charge",  # what could not be given back is there again
}
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T].*)?")


class SettlementLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that is about a payment."""

    name: str
    kind: str
    day: str
    gross: int
    fee: int
    intent: str


def import_settlement(db: Db, viewer: Viewer, file: SettlementFile) -> SettlementRead:
    """Take a settlement in; read twice, the second changes nothing. Problems: RoleNeeded, SettlementUnreadable."""
    require_task(viewer, "organization")
    data = _bytes_of(file.data)
    lines, left_out = read_settlement(data)
    known = set()
    for start in range(0, len(lines), TOGETHER):
        names = [one.name for one in lines[start : start + TOGETHER]]
        mine = (_s.organization_id == viewer.organization_id) & _s.name.in_(names)
        known |= set(db.scalars(select(_s.name).where(mine)))
    new = [one for one in lines if one.name not in known]
    now = now_ms()
    about = {"organization_id": viewer.organization_id, "imported_at": now, "imported_by": viewer.member_id}
    for start in range(0, len(new), TOGETHER):
        rows = [{**about, **msgspec.structs.asdict(one)} for one in new[start : start + TOGETHER]]
        # Of two who read the same file at once, the second writes nothing.
        db.execute(upsert(db, settlement_line_table).on_conflict_do_nothing(), rows)
    digest = hashlib.sha256(data).hexdigest()
    told = SettlementImported(lines=len(lines), new=len(new), digest=digest)
    append(db, organization_stream(viewer.organization_id), told, viewer)
    days = sorted(one.day for one in lines)
    return SettlementRead(
        lines=len(lines),
        new=len(new),
        left_out=left_out,
        begins_on=days[0] if days else None,
        ends_on=days[-1] if days else None,
    )


def _bytes_of(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError as error:
        raise SettlementUnreadable(what="Base64") from error


def read_settlement(data: bytes) -> tuple[list[SettlementLine], int]:
    """Return the lines of a file about payments, each once, and how many are about something else.

    Problems: SettlementUnreadable.
    """
    rows = _rows(_text(data))
    head = next(rows, None)
    if head is None:
        raise SettlementUnreadable(what="1行目")
    places = _places(head)
    found: dict[str, SettlementLine] = {}
    left_out = 0
    for number, row in enumerate(rows, 2):
        if not any(one.strip() for one in row):
            continue
        if number > LINES_MOST:
            raise SettlementUnreadable(what=f"{LINES_MOST}行まで")
        line = _line(row, places, number)
        if line is None:
            left_out += 1
        elif found.setdefault(line.name, line) != line:
            raise SettlementUnreadable(what=f"{number}行目")
    return list(found.values()), left_out


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SettlementUnreadable(what="文字コード")


def _rows(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as error:
        raise SettlementUnreadable(what="CSV") from error


def _places(head: Sequence[str]) -> dict[str, int]:
    """Return in which column each field stands. Problems: SettlementUnreadable."""
    plain = [one.strip().lower() for one in head]
    places = {
        name: plain.index(found)
        for name, heads in _HEADS.items()
        if (found := next((one for one in heads if one in plain), None)) is not None
    }
    for name in _NEEDED:
        if name not in places:
            raise SettlementUnreadable(what="／".join(_HEADS[name][:1] + _HEADS[name][-1:]))
    return places


def _line(row: Sequence[str], places: Mapping[str, int], number: int) -> SettlementLine | None:
    """Read a line; None for one that is about no payment. Problems: SettlementUnreadable."""

    def cell(name: str) -> str:
        at = places.get(name)
        return "" if at is None or at >= len(row) else row[at].strip()

    kind = _KINDS.get(cell("kind").lower())
    if kind is None or (cell("currency") or "jpy").lower() != "jpy":
        return None
    name, intent = cell("name"), cell("intent")
    gross, fee, day = _yen(cell("gross")), _yen(cell("fee") or "0"), _day(cell("day"))
    if not name or max(len(name), len(intent)) > NAME_LIMIT or gross is None or fee is None or day is None:
        raise SettlementUnreadable(what=f"{number}行目")
    signed = -abs(gross) if kind == "refund" else abs(gross)
    return SettlementLine(name=name, kind=kind, day=day, gross=signed, fee=fee, intent=intent)


def _yen(text: str) -> int | None:
    """Read whole yen, as programs write them: 1500, 1,500, 1500.00, ¥1,500."""
    plain = text.replace(",", "").lstrip("¥￥\\")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    is_yen = found.is_finite() and abs(found) <= AMOUNT_MOST and found == found.to_integral_value()
    return int(found) if is_yen else None


def _day(text: str) -> str | None:
    found = _DAY.fullmatch(text)
    try:
        return None if found is None else date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None
