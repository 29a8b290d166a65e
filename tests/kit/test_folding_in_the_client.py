"""The client folds words as the server does: both are held to the same vectors."""

import json
from pathlib import Path

from kairan.core.kit.folding import fold

VECTORS = Path(__file__).parents[2] / "web/src/model/fold.vectors.json"


def test_the_clients_vectors_are_what_the_server_folds() -> None:
    for written, folded in json.loads(VECTORS.read_text("utf-8")):
        assert fold(written) == folded
