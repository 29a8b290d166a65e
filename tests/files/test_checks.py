"""The checks: programs and disguises are refused, honest mistakes are not."""

import io
from collections.abc import Callable
from typing import BinaryIO

import msgspec
import pytest
from PIL import Image

from kairan.core.viewer import MemberId, OrganizationId, Viewer
from kairan.files.checks import Candidate, CheckKind, check_all, default_checks
from kairan.files.problems import FileDisguised, FileKindRefused
from tests.files import samples

SATO = Viewer(member_id=MemberId("0000000000001"), organization_id=OrganizationId("0000000000002"))


def candidate(name: str, content: bytes, claimed: str = "application/octet-stream") -> Candidate:
    opening: Callable[[], BinaryIO] = lambda: io.BytesIO(content)  # noqa: E731
    return Candidate(viewer=SATO, name=name, claimed=claimed, size=len(content), open=opening)


def checked(name: str, content: bytes, claimed: str = "application/octet-stream") -> Candidate:
    return check_all(default_checks(), candidate(name, content, claimed))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("setup.exe", samples.EXE),
        ("photo.jpg", samples.EXE),
        ("報告書.pdf", samples.EXE),
        ("noname", samples.EXE),
        ("run.sh", b"#!/bin/sh\n"),
        ("harmless", b"#!/usr/bin/env python3\n"),
        ("job.bat", b"@echo off\r\nformat c:\r\n"),
        ("macro.VBS", b"MsgBox 1"),
        ("page.hta", samples.HTML),
        ("app.jar", samples.ZIP),
        ("archive.zip", samples.JAR),
        ("link.lnk", b"anything"),
    ],
)
def test_programs_and_scripts_are_refused_whatever_their_name_says(name: str, content: bytes) -> None:
    with pytest.raises(FileKindRefused) as refusal:
        checked(name, content)
    assert name in refusal.value.sentence("ja")


@pytest.mark.parametrize(
    ("name", "content", "claimed"),
    [
        ("photo.jpg", samples.HTML, "image/jpeg"),
        ("photo.jpg", samples.PDF, "image/jpeg"),
        ("photo.png", samples.ZIP, "application/octet-stream"),
        ("報告書.pdf", samples.ZIP, "application/pdf"),
        ("報告書.pdf", samples.HTML, "application/pdf"),
        ("noextension", samples.HTML, "image/png"),
        ("movie.mp4", samples.HTML, "video/mp4"),
    ],
)
def test_content_that_is_not_what_the_name_promises_is_refused(name: str, content: bytes, claimed: str) -> None:
    with pytest.raises(FileDisguised):
        checked(name, content, claimed)


@pytest.mark.parametrize(
    ("name", "content", "claimed", "type_"),
    [
        ("photo.jpg", samples.png(), "image/jpeg", "image/png"),
        ("IMG_0001.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/jpeg", "image/heic"),
        ("名簿.xls", samples.HTML, "application/vnd.ms-excel", "text/html"),
        ("名簿.csv", samples.SHIFT_JIS, "application/vnd.ms-excel", "text/csv"),
        ("旧様式.doc", samples.OLD_OFFICE, "", "application/msword"),
        ("保護された.xlsx", samples.OLD_OFFICE, "", "application/x-cfb"),
        ("広報.jtd", samples.OLD_OFFICE, "", "application/x-js-taro"),
        ("図.svg", samples.SVG, "image/svg+xml", "image/svg+xml"),
        ("図面.dwg", b"AC1032\0\0\0\0", "image/vnd.dwg", "application/octet-stream"),
        ("noextension", samples.PDF, "text/plain", "application/pdf"),
        ("録音.mp3", b"\xff\xe3unknown frame\0", "audio/mpeg", "application/octet-stream"),
    ],
)
def test_honest_mistakes_are_put_right(name: str, content: bytes, claimed: str, type_: str) -> None:
    assert checked(name, content, claimed).type == type_


def test_a_picture_gets_size_and_small_copy_and_others_do_not() -> None:
    picture, text = checked("a.png", samples.png(40, 30)), checked("a.txt", b"text")
    assert (picture.width, picture.height) == (40, 30)
    assert picture.thumbnail is not None
    assert (text.width, text.thumbnail) == (None, None)


def test_a_picture_browsers_cannot_show_gets_a_small_copy_but_no_size() -> None:
    picture = checked("a.bmp", samples.saved(Image.new("RGB", (40, 30)), "BMP"))
    assert picture.thumbnail is not None
    assert picture.width is None


def test_a_body_may_lengthen_the_list_of_what_it_refuses() -> None:
    with pytest.raises(FileKindRefused):
        CheckKind(frozenset({"zip"}))(candidate("a.zip", samples.ZIP))


def test_a_later_check_sees_what_an_earlier_one_put_in_its_place() -> None:
    def rebuild(given: Candidate) -> Candidate:
        return msgspec.structs.replace(given, open=lambda: io.BytesIO(b"rebuilt"), is_rebuilt=True)

    seen: list[bytes] = []

    def look(given: Candidate) -> Candidate:
        with given.open() as content:
            seen.append(content.read())
        return given

    assert check_all([rebuild, look], candidate("a.txt", b"sent")).is_rebuilt
    assert seen == [b"rebuilt"]
