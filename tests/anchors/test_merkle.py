"""The trees are those of RFC 6962 and RFC 9162, and the auditor's own checks agree with ours, for every size."""

from hashlib import sha256

import pytest

from kairan.anchors import auditor
from kairan.anchors.merkle import consistency, inclusion, leaf_hash, root_of

# The eight leaves and the roots that the reference implementation of Certificate Transparency publishes.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
MOST = 24


def hashes(size: int) -> list[bytes]:
    return [leaf_hash(bytes([at])) for at in range(size)]


@pytest.mark.parametrize("size", ROOTS)
def test_roots_are_the_published_ones(size: int) -> None:
    leaves = [bytes.fromhex(leaf) for leaf in LEAVES[:size]]
    assert root_of([leaf_hash(leaf) for leaf in leaves]).hex() == ROOTS[size]
    assert auditor.root_of([auditor.leaf_hash(leaf) for leaf in leaves]).hex() == ROOTS[size]


def test_a_tree_of_nothing_has_the_root_of_nothing() -> None:
    assert root_of([]) == auditor.root_of([]) == sha256(b"").digest()


def test_every_leaf_is_proved_to_be_in_its_tree_and_nothing_else_is() -> None:
    for size in range(1, MOST):
        row = hashes(size)
        root = root_of(row)
        for index in range(size):
            path = inclusion(row, index)
            assert auditor.is_included(row[index], index, size, path, root)
            assert not auditor.is_included(leaf_hash(b"other"), index, size, path, root)
            assert not auditor.is_included(row[index], index, size, [*path, root], root)
            assert not path or not auditor.is_included(row[index], index, size, path[:-1], root)


def test_every_tree_is_proved_to_have_grown_and_a_rewritten_one_is_not() -> None:
    for size in range(1, MOST):
        row = hashes(size)
        for earlier in range(1, size + 1):
            path = consistency(row, earlier)
            old = root_of(row[:earlier])
            assert auditor.has_grown(earlier, old, size, root_of(row), path)
            altered = [leaf_hash(b"rewritten"), *row[1:]]
            assert not auditor.has_grown(earlier, old, size, root_of(altered), consistency(altered, earlier))
            assert not auditor.has_grown(earlier, old, size, root_of(row), [*path, old])
