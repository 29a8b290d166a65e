"""Reading what was downloaded from ぴったりサービス (マイナポータル申請管理): ZIP, CSV or XML. The one place that does.

Public is that an application comes as CSV, XML or PDF with its attachments, several of them in a ZIP (総務省「申請管理
システム等の構築に関する標準仕様書」, 2.2). **Provisional** is everything marked so below: which heads and elements
there are differs by procedure and is not public. So heads are recognised by their words, and what is not recognised is
handed on.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from xml.etree import ElementTree

import msgspec

from kairan.core.kit.text import TextNotStorable, bounded_text
from kairan.counter.importing.model import MEMBERS_MOST, NUMBER_LIMIT, RECORDS_MOST, UNPACKED_BYTES
from kairan.counter.importing.problems import DownloadUnreadable

NUMBERS = ("受付番号", "到達番号", "申請番号", "申込番号")  # provisional
TIMES = ("申請日時", "到達日時", "受付日時", "申請日", "受付日")  # provisional
_UPRIGHT = ({"項目名", "値"}, {"項目", "内容"}, {"項目名", "内容"}, {"項目名", "入力内容"})  # provisional
_NAMED_BY = ("name", "label", "項目名")  # provisional: attributes that say what an element is called
VALUE_LIMIT = 20_000
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class Member(msgspec.Struct, frozen=True):
    """A file of the download: where it lies in it, and how it is called."""

    path: str
    name: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An application as it was downloaded."""

    number: str
    at: str  # when it came in there, as it is written
    fields: list[tuple[str, str]]  # what is called how, in order
    files: list[Member]


class Download:
    """A file that was downloaded, with its records; members are read when they are wanted."""

    def __init__(self, name: str, data: bytes) -> None:
        self._data = data
        self._name = PurePosixPath(name.replace("\\", "/")).name
        self._zip = _opened(data) if data[:4] == b"PK\x03\x04" else None
        self.records = self._read()

    def content(self, member: Member) -> bytes:
        """Return the bytes of a member. Problems: DownloadUnreadable."""
        if self._zip is None:
            return self._data
        try:
            with self._zip.open(member.path) as file:
                found = file.read(UNPACKED_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError) as error:
            raise DownloadUnreadable(what=member.name) from error
        if len(found) > UNPACKED_BYTES:
            raise DownloadUnreadable(what=member.name)
        return found

    def _members(self) -> list[Member]:
        if self._zip is None:
            return [Member(self._name, self._name)]
        infos = [one for one in self._zip.infolist() if not one.is_dir()]
        if len(infos) > MEMBERS_MOST or sum(one.file_size for one in infos) > UNPACKED_BYTES:
            raise DownloadUnreadable(what="size")
        if any(one.flag_bits & 1 for one in infos):
            raise DownloadUnreadable(what="encrypted")
        return [Member(one.filename, _called(one)) for one in infos]

    def _read(self) -> list[Record]:
        members = self._members()
        told = [one for one in members if one.name.lower().endswith((".csv", ".xml"))]
        others = [one for one in members if one not in told]
        found: dict[str, Record] = {}
        for member in sorted(told, key=lambda one: one.name):
            for fields in _fields_of(member.name, self.content(member)):
                record = _record(member, fields)
                # Of one application told of in CSV and in XML, the first is taken.
                found.setdefault(record.number, record)
        if not found or len(found) > RECORDS_MOST:
            raise DownloadUnreadable(what="0" if not found else str(len(found)))
        records = list(found.values())
        folders = {_folder(member.name): one.number for one in records for member in one.files}
        for one in others:
            if (number := _owner(one.name, records, folders)) is not None:
                found[number].files.append(one)
        told_by = {member.path for member in told}
        return [
            msgspec.structs.replace(one, files=[each for each in one.files if each.path not in told_by])
            for one in records
        ]


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise DownloadUnreadable(what="ZIP") from error


def _called(info: zipfile.ZipInfo) -> str:
    """Return how a member is called: where no flag says UTF-8, Windows in Japan wrote CP932."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return info.filename


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _owner(name: str, records: Sequence[Record], folders: dict[str, str]) -> str | None:
    """Return to which application a file belongs: by its number in the path, or by lying in the same folder."""
    named = [one.number for one in records if one.number in name]
    if named:
        return max(named, key=len)
    if len(records) == 1:
        return records[0].number
    folder = _folder(name)
    return folders.get(folder) if folder else None


def _record(member: Member, fields: list[tuple[str, str]]) -> Record:
    by_name = dict(reversed(fields))
    number = next((by_name[one] for one in NUMBERS if by_name.get(one)), "")
    # Provisional: where no field says it, the folder or the file is called by the number.
    number = number or PurePosixPath(member.name).parent.name or PurePosixPath(member.name).stem
    at = next((by_name[one] for one in TIMES if by_name.get(one)), "")
    return Record(number=number.strip()[:NUMBER_LIMIT], at=at, fields=fields, files=[member])


def _fields_of(name: str, data: bytes) -> Iterator[list[tuple[str, str]]]:
    if name.lower().endswith(".xml"):
        yield _fields_of_xml(name, data)
    else:
        yield from _fields_of_csv(name, data)


def _fields_of_csv(name: str, data: bytes) -> Iterator[list[tuple[str, str]]]:
    """Yield the fields of each application: a row for each under one line of heads, or a row for each field."""
    try:
        rows = [row for row in csv.reader(io.StringIO(_text(data), newline=""), strict=True) if any(row)]
    except csv.Error as error:
        raise DownloadUnreadable(what=name[:80]) from error
    if not rows:
        return
    head = [one.strip() for one in rows[0]]
    if len(head) == 2 and set(head) in _UPRIGHT:
        yield [_field(name, row[0], row[1]) for row in rows[1:] if len(row) >= 2]
        return
    for row in rows[1:]:
        yield [_field(name, called, value) for called, value in zip(head, row, strict=False)]


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DownloadUnreadable(what="encoding")


def _fields_of_xml(name: str, data: bytes) -> list[tuple[str, str]]:
    """Return the elements that hold text and no others, by what an attribute or the element itself is called."""
    if _DECLARES.search(data):
        raise DownloadUnreadable(what=name[:80])  # entities that unfold, or are read from elsewhere
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  (nothing is declared, so nothing unfolds)
    except ElementTree.ParseError as error:
        raise DownloadUnreadable(what=name[:80]) from error
    return [
        _field(name, _called_in(one), one.text or "")
        for one in root.iter()
        if len(one) == 0 and (one.text or "").strip()
    ]


def _called_in(element: ElementTree.Element) -> str:
    named = (element.get(one, "") for one in _NAMED_BY)
    return next((one for one in named if one), element.tag.rpartition("}")[2])


def _field(name: str, called: str, value: str) -> tuple[str, str]:
    try:
        return bounded_text(called.strip()[:400], 400), bounded_text(value.strip()[:VALUE_LIMIT], VALUE_LIMIT)
    except TextNotStorable as error:
        raise DownloadUnreadable(what=name[:80]) from error
