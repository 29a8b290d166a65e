"""A note says who signed it, as signed notes do everywhere; the auditor's script reads the same signatures."""

from pathlib import Path

import msgspec
import pytest

from kairan.anchors import auditor
from kairan.anchors.keys import KeyMalformed, PublicKey, SigningKey, read_signing_key, write_signing_key
from kairan.anchors.letters import anchor_letter
from kairan.anchors.notes import Checkpoint, Note, NoteMalformed, read_note

# From the documentation of Go's golang.org/x/mod/sumdb/note: a key that everybody can check with.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETERS_TEXT = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETERS_SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="

# RFC 8032, section 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]

KEY = SigningKey("city.example.lg.jp", bytes(range(32)))
SAID = Checkpoint(
    origin="city.example.lg.jp",
    size=17,
    root=bytes(range(32)),
    at="2026-11-29T18:00:00.000Z",
    heads=3,
    heads_root=bytes(32),
)


@pytest.mark.parametrize(("public", "text", "signature"), VECTORS)
def test_the_script_knows_the_signatures_of_the_standard(public: str, text: str, signature: str) -> None:
    given = [bytes.fromhex(one) for one in (public, text, signature)]
    assert auditor.verifies(*given)
    for place in range(3):
        altered = list(given)
        altered[place] = bytes([*(altered[place] or b"\0")[:-1], (altered[place] or b"\1")[-1] ^ 1])
        assert not auditor.verifies(*altered)


def test_a_key_and_a_signature_of_another_program_are_understood() -> None:
    import base64  # noqa: PLC0415

    key, data = PublicKey.read(PETER), base64.b64decode(PETERS_SIGNATURE)
    assert data[:4] == key.key_id
    assert key.verifies(PETERS_TEXT, data[4:])
    name, key_id, public = auditor.read_key(PETER)
    assert (name, key_id) == (key.name, key.key_id)
    assert auditor.verifies(public, PETERS_TEXT, data[4:])


def test_a_note_comes_back_as_it_was_written_also_out_of_a_letter() -> None:
    note = Note(SAID).signed_by(KEY)
    assert read_note(note.encoded) == note
    letter = anchor_letter("kansa@city.example.lg.jp", 17, note.encoded).text
    assert read_note(letter) == note
    assert read_note("Received: from …\r\n\r\n" + letter.replace("\n", "\r\n")) == note
    assert auditor.Note(letter).text == SAID.text


def test_a_signature_is_good_for_its_key_and_its_text_only() -> None:
    note = Note(SAID).signed_by(KEY)
    other = SigningKey("city.example.lg.jp", bytes(32))
    assert note.is_signed_by([KEY.public])
    assert not note.is_signed_by([other.public])
    assert not note.is_signed_by([])
    rewritten = msgspec.structs.replace(note, checkpoint=msgspec.structs.replace(SAID, root=bytes(32)))
    assert not rewritten.is_signed_by([KEY.public])
    auditor.Note(note.encoded).require_signature(auditor.read_key(KEY.public.line))
    for wrong, key in ((rewritten, KEY), (note, other), (Note(SAID), KEY)):
        with pytest.raises(auditor.Wrong):
            auditor.Note(wrong.encoded).require_signature(auditor.read_key(key.public.line))


def test_two_may_sign_and_each_is_known_by_their_key() -> None:
    auditors = SigningKey("kansa", bytes(32))
    note = Note(SAID).signed_by(KEY).signed_by(auditors).signed_by(auditors)
    assert [one.name for one in note.signatures] == ["city.example.lg.jp", "kansa"]
    assert read_note(note.encoded).is_signed_by([auditors.public])


@pytest.mark.parametrize(
    "written",
    [
        "",
        "city\n17\n",
        SAID.text,
        Note(SAID).encoded.replace("17", "18", 1),
        Note(SAID).encoded.replace("\n17\n", "\n017\n", 1),
        Note(SAID).encoded + "- city AAAA\n",
        Note(SAID).encoded + "— city AAA\n",
    ],
)
def test_what_is_no_note_is_refused(written: str) -> None:
    with pytest.raises(NoteMalformed):
        read_note(written)


def test_a_key_is_kept_for_its_owner_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "anchor.key"
    write_signing_key(file, KEY)
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_signing_key(file) == KEY
    assert "seed" not in repr(KEY)
    with pytest.raises(FileExistsError):
        write_signing_key(file, SigningKey.new("other"))
    for broken in ("", KEY.public.line, KEY.line.replace("city", "town")):
        file.write_text(broken)
        with pytest.raises(KeyMalformed):
            read_signing_key(file)
