#!/usr/bin/env python3
"""Check anchors of Kairan on any machine: one file, Python 3.9 or newer, nothing else.

    python3 kairan_verifier.py anchor ANCHOR [--key KEY]
        Is the signature good, and do the heads give the root that was signed?

    python3 kairan_verifier.py record EXPORT --proof PROOF --anchor ANCHOR [--anchor ANCHOR …] [--key KEY]
        Is the exported record whole, is its state at each anchor (yesterday's) part of it (today's), and has the
        log of anchors only grown? ANCHOR is what the auditor kept: a letter, a note or a file.

    python3 kairan_verifier.py stamp ANCHOR FOLDER
        Write checkpoint.txt and stamp.tsr, for:
        openssl ts -verify -data checkpoint.txt -in stamp.tsr -CAfile AUTHORITY.pem

Ends with 0 when everything holds, with 1 and what is wrong otherwise. The formats are described in
docs/auditor-verifier.md; whoever does not trust this script can write another from there.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ED25519 = b"\x01"  # the kind of key, before its bytes
BEGIN, END = "-----BEGIN KAIRAN ANCHOR-----", "-----END KAIRAN ANCHOR-----"
STATEMENT = re.compile(r"anchor (\d+) (\S+) (\d+) (\S+)")


Point = tuple[int, int, int, int]
Key = tuple[str, bytes, bytes]  # name, id, public key


class Wrong(Exception):  # noqa: N818
    """Something does not hold: what."""


def demand(holds: object, what: str) -> None:
    if not holds:
        raise Wrong(what)


# --- Ed25519 (RFC 8032), in plain integers

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y: int, sign: int) -> int | None:
    if y >= P:
        return None
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if squared == 0:
        return None if sign else 0
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - squared) % P:
        return None
    return P - x if x & 1 != sign else x


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0) or 0
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def plus(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = plus(total, point)
        point = plus(point, point)
        number >>= 1
    return total


def same(one: Point, other: Point) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


def point_of(data: bytes) -> Point | None:
    number = int.from_bytes(data, "little")
    y = number & (1 << 255) - 1
    x = recover_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def verifies(public: bytes, text: bytes, signature: bytes) -> bool:
    key, point = point_of(public), point_of(signature[:32])
    answer = int.from_bytes(signature[32:], "little")
    if key is None or point is None or len(signature) != 64 or answer >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    return same(times(answer, BASE), plus(point, times(challenge, key)))


# --- Merkle trees (RFC 9162, 2.1.3.2 and 2.1.4.2)


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    row = list(leaves)
    if not row:
        return hashlib.sha256(b"").digest()
    while len(row) > 1:
        pairs = [node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
        row = pairs + row[2 * len(pairs) :]
    return row[0]


def is_included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(one, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def has_grown(earlier: int, old_root: bytes, later: int, new_root: bytes, path: list[bytes]) -> bool:
    if not 0 < earlier <= later:
        return False
    if earlier == later:
        return not path and old_root == new_root
    path = [old_root, *path] if earlier & (earlier - 1) == 0 else list(path)
    if not path:
        return False
    at, last = earlier - 1, later - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for one in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(one, old), node_hash(one, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, one)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


# --- notes, anchors, keys


class Note:
    """A checkpoint with its signatures."""

    def __init__(self, written: str) -> None:
        if BEGIN in written:
            written = written.replace("\r\n", "\n").partition(BEGIN + "\n")[2].partition(END)[0]
        head, separator, signatures = written.partition("\n\n")
        lines = head.split("\n")
        said = STATEMENT.fullmatch(lines[3]) if separator and len(lines) == 4 else None
        if said is None or said[1] != lines[1]:
            raise Wrong("not a checkpoint")
        self.text = head + "\n"
        self.signatures = [line for line in signatures.split("\n") if line]
        self.origin, self.size, self.root = lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)
        self.statement, self.at, self.heads = lines[3], said[2], int(said[3])
        self.heads_root = base64.b64decode(said[4], validate=True)

    @property
    def leaf(self) -> bytes:
        return leaf_hash((self.statement + "\n").encode())

    def require_signature(self, key: Key) -> None:
        name, key_id, public = key
        for line in self.signatures:
            parts = line.split(" ")
            if len(parts) == 3 and parts[0] == "—" and parts[1] == name:
                data = base64.b64decode(parts[2], validate=True)
                if data[:4] == key_id:
                    demand(verifies(public, self.text.encode(), data[4:]), "the signature is wrong")
                    return
        raise Wrong("there is no signature of this key")


def key_id_of(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def read_key(line: str) -> Key:
    """Read a public key: name+id+base64."""
    text = Path(line).read_text("utf-8") if Path(line).is_file() else line
    name, key_id, encoded = text.strip().split("+", 2)
    data = base64.b64decode(encoded, validate=True)
    demand(len(data) == 33 and data[:1] == b"\x01", "not a public key")
    demand(key_id_of(name, data[1:]).hex() == key_id, "the public key is damaged")
    return name, key_id_of(name, data[1:]), data[1:]


def read_anchor(file: str) -> tuple[Note, bytes | None, list[list[Any]]]:
    """Read an anchor: a JSON file, a note or a letter. Returns the note, the stamp and the heads, if it has them."""
    text = Path(file).read_text("utf-8")
    if not text.startswith("{"):
        return Note(text), None, []
    held = json.loads(text)
    demand(held.get("format") == "kairan-anchor/1", "not an anchor")
    stamp = held.get("stamp")
    return Note(held["note"]), base64.b64decode(stamp) if stamp else None, held.get("heads") or []


def check_anchor(file: str, key: Key | None) -> Note:
    note, _, heads = read_anchor(file)
    if key:
        note.require_signature(key)
    if heads:
        leaves = [leaf_hash(f"{name}\n{seq}\n{digest}\n".encode()) for name, seq, digest in heads]
        names = [name.encode() for name, _, _ in heads]
        demand(names == sorted(set(names)), "the heads are not in order")
        demand(
            len(heads) == note.heads and root_of(leaves) == note.heads_root, "the heads are not those that were signed"
        )
    return note


# --- the exported record


def entry_digest(before: bytes, stream: str, seq: int, kind: str, at: int, by: str | None, body_digest: bytes) -> bytes:
    head = f"{stream}\n{seq}\n{kind}\n{at}\n{by or ''}\n".encode()
    return hashlib.sha256(before + head + body_digest).digest()


class Chain:
    """The digests of a stream, as far as they follow from what was exported and from links."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.digests = {0: bytes(32)}
        self.followed: set[int] = set()
        self.exported: list[int] = []

    def add_export(self, lines: Iterable[str]) -> None:
        for line in lines:
            one = json.loads(line)
            if one.get("stream") == self.stream and "digest" in one:
                self._add(one)

    def _add(self, one: dict[str, Any]) -> None:
        seq, body_digest = one["seq"], bytes.fromhex(one["body_digest"])
        if one.get("body") is not None:
            salted = bytes.fromhex(one["salt"]) + one["body"].encode()
            demand(hashlib.sha256(salted).digest() == body_digest, f"entry {seq}: the body was altered")
        if "before" in one:
            self._put(seq - 1, bytes.fromhex(one["before"]))
        demand(seq - 1 in self.digests, f"entry {seq - 1} is missing")
        self._follow(seq, one["kind"], one["at"], one["by"], body_digest)
        demand(self.digests[seq].hex() == one["digest"], f"entry {seq} was altered")
        self.exported.append(seq)

    def add_links(self, links: list[list[Any]]) -> None:
        for seq, kind, at, by, body_digest in links:
            if seq - 1 in self.digests:
                self._follow(seq, kind, at, by, bytes.fromhex(body_digest))

    def _follow(self, seq: int, kind: str, at: int, by: str | None, body_digest: bytes) -> None:
        self._put(seq, entry_digest(self.digests[seq - 1], self.stream, seq, kind, at, by, body_digest))
        self.followed.add(seq)

    def _put(self, seq: int, digest: bytes) -> None:
        demand(self.digests.setdefault(seq, digest) == digest, f"entry {seq} does not follow from what is before it")

    def require_reach(self, last: int) -> int:
        """Every exported entry must lead to the last anchored one; returns how many came after it."""
        before = [seq for seq in self.exported if seq <= last]
        demand(before, "every entry of the export is younger than the last anchor")
        gap = next((seq for seq in range(min(before), last + 1) if seq not in self.followed), None)
        demand(
            gap is None, f"nothing leads from entry {gap} on: a proof with its links is needed (--from {min(before)})"
        )
        return len(self.exported) - len(before)


def check_record(
    export: str, proof: dict[str, Any], kept: list[Note], key: Key | None
) -> tuple[Chain, list[Note], int]:
    demand(proof.get("format") == "kairan-proof/1", "not a proof")
    chain = Chain(proof["stream"])
    with Path(export).open(encoding="utf-8") as lines:
        chain.add_export(lines)
    demand(chain.exported, "the export holds nothing of this stream")
    chain.add_links(proof["links"])
    notes = [check_place(proof["stream"], one, chain, key) for one in proof["anchors"]]
    by_size = {note.size: note for note in notes}
    for one in kept:
        demand(one.size in by_size, f"the proof says nothing of anchor {one.size}")
        demand(by_size[one.size].text == one.text, f"anchor {one.size} of the proof is not the one that was kept")
    strange = by_size.keys() - {one.size for one in kept}
    demand(key or not strange, f"anchors {sorted(strange)} of the proof: neither kept nor checked with --key")
    for older, newer in zip(notes, notes[1:]):  # noqa: B905, RUF007  (Python 3.9)
        paths = [one["path"] for one in proof["growth"] if (one["earlier"], one["later"]) == (older.size, newer.size)]
        path = [bytes.fromhex(one) for one in paths[0]] if paths else []
        grown = has_grown(older.size, older.root, newer.size, newer.root, path)
        demand(grown and older.origin == newer.origin, f"anchor {newer.size} does not continue anchor {older.size}")
    return chain, notes, chain.require_reach(max(one["seq"] for one in proof["anchors"]))


def check_place(stream: str, one: dict[str, Any], chain: Chain, key: Key | None) -> Note:
    note = Note(one["note"])
    if key:
        note.require_signature(key)
    leaf = leaf_hash(f"{stream}\n{one['seq']}\n{one['digest']}\n".encode())
    heads_path, log_path = ([bytes.fromhex(step) for step in one[name]] for name in ("heads_path", "log_path"))
    place = f"anchor {note.size}"
    is_in = is_included(leaf, one["index"], note.heads, heads_path, note.heads_root)
    demand(is_in, f"{place}: the stream is not in it")
    demand(is_included(note.leaf, note.size - 1, note.size, log_path, note.root), f"{place}: it is not in its log")
    demand(one["seq"] in chain.digests, f"{place}: the record does not reach entry {one['seq']}")
    demand(chain.digests[one["seq"]].hex() == one["digest"], f"{place}: the record was rewritten since")
    return note


# --- the command


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Check anchors of Kairan; see docs/auditor-verifier.md.")
    commands = parser.add_subparsers(dest="command", required=True)
    anchor = commands.add_parser("anchor")
    anchor.add_argument("file")
    record = commands.add_parser("record")
    record.add_argument("export")
    record.add_argument("--proof", required=True)
    record.add_argument("--anchor", action="append", required=True)
    for one in (anchor, record):
        one.add_argument("--key")
    stamp = commands.add_parser("stamp")
    stamp.add_argument("file")
    stamp.add_argument("folder")
    return parser


def run(given: argparse.Namespace) -> str:
    if given.command == "stamp":
        note, stamp, _ = read_anchor(given.file)
        demand(stamp, "the anchor has no time stamp")
        Path(given.folder, "checkpoint.txt").write_bytes(note.text.encode())
        Path(given.folder, "stamp.tsr").write_bytes(stamp or b"")
        return f"OK: checkpoint.txt, stamp.tsr; the stamp must say a time soon after {note.at}"
    key = read_key(given.key) if given.key else None
    unsigned = "" if key else " (signature not checked: no --key)"
    if given.command == "anchor":
        note = check_anchor(given.file, key)
        return f"OK: anchor {note.size} of {note.at}, {note.heads} streams{unsigned}"
    kept = [check_anchor(one, None) for one in given.anchor]
    chain, notes, after = check_record(given.export, json.loads(Path(given.proof).read_text("utf-8")), kept, key)
    said = ", ".join(f"anchor {note.size} of {note.at}" for note in notes)
    younger = f"; {after} are younger than the last anchor" if after else ""
    return f"OK: {len(chain.exported)} entries of {chain.stream}{younger}; part of it: {said}{unsigned}"


def main(arguments: list[str] | None = None) -> int:
    try:
        told = run(options().parse_args(arguments))
    except (Wrong, OSError, KeyError, TypeError, ValueError, IndexError) as error:
        sys.stderr.write(f"WRONG: {error if isinstance(error, Wrong) else repr(error)}\n")
        return 1
    sys.stdout.write(told + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
