"""Merkle trees as in RFC 6962 and RFC 9162: a root, and proofs that something is in a tree or that a tree has grown.

Pure. A leaf is hashed with 0x00 before it, a node with 0x01 before its two children, so that no leaf can pass for a
node. The auditor's script (`auditor.py`) has the checking half of this again, in its own words: it must not need us.
"""

import hashlib
from collections.abc import Sequence

HASH_BYTES = 32


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Return the root over the hashes of leaves."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    row = list(hashes)
    while len(row) > 1:
        paired = [node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
        row = paired + row[len(paired) * 2 :]
    return row[0]


def inclusion(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Return the proof that a leaf is in the tree (RFC 9162, 2.1.3.1)."""
    if len(hashes) == 1:
        return []
    half = _half(len(hashes))
    if index < half:
        return [*inclusion(hashes[:half], index), root_of(hashes[half:])]
    return [*inclusion(hashes[half:], index - half), root_of(hashes[:half])]


def consistency(hashes: Sequence[bytes], earlier: int) -> list[bytes]:
    """Return the proof that the tree of the first `earlier` leaves grew into this one (RFC 9162, 2.1.4.1)."""
    return [] if earlier in {0, len(hashes)} else _subproof(hashes, earlier, is_whole=True)


def _subproof(hashes: Sequence[bytes], earlier: int, *, is_whole: bool) -> list[bytes]:
    if earlier == len(hashes):
        return [] if is_whole else [root_of(hashes)]
    half = _half(len(hashes))
    if earlier <= half:
        return [*_subproof(hashes[:half], earlier, is_whole=is_whole), root_of(hashes[half:])]
    return [*_subproof(hashes[half:], earlier - half, is_whole=False), root_of(hashes[:half])]


def _half(size: int) -> int:
    """Return the largest power of two below a size."""
    return 1 << ((size - 1).bit_length() - 1)
