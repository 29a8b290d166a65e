"""The manifest of hand-overs: what whoever leaves a post leaves to the successor."""

import kairan.handovers.model
from kairan.core.concern import Concern, tables_in
from kairan.handovers.delivery import hand_over, take_back
from kairan.handovers.http import Comment, Note, router
from kairan.transfers.succession import SUCCESSORS

CONCERN = Concern(
    package="kairan.handovers",
    tables=tables_in(kairan.handovers.model),
    routers=(router,),
    extensions=(SUCCESSORS.by((hand_over, take_back)),),
    examples=(
        Note(note="給付金は鈴木さんと進めています。締切は 5 月末です。"),
        Comment(comment="まずこれを読んでください"),
    ),
    tags={"Handovers": "What whoever leaves a post writes down for the successor, and who gets it (引き継ぎ)."},
)
