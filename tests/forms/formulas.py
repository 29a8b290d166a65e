"""Formulas that tests make up."""

from hypothesis import strategies as st

from kairan.forms.calculations import (
    CountIn,
    FixedAmount,
    Formula,
    NumberIn,
    Only,
    Plus,
    PriceOf,
    SumOfMembers,
    Times,
    Within,
)
from kairan.forms.conditions import Answered, AnswerOf, Compare, Constant

AMOUNTS = st.sampled_from([0.0, 1.0, -1.0, 0.1, 0.2, 0.005, 1.005, 500.0, 1e12, -1e12, 0.000001, 99.5])


def formulas(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Formula]:
    """Return formulas that ask these questions, of whatever kind they are."""
    conditions = st.one_of(
        st.builds(Answered, question=ids),
        st.builds(
            Compare,
            left=st.builds(AnswerOf, question=ids),
            by=st.sampled_from(["<", "≥", "="]),
            right=st.builds(Constant, value=AMOUNTS),
        ),
    )
    leaves: st.SearchStrategy[Formula] = st.one_of(
        st.builds(FixedAmount, value=AMOUNTS),
        st.builds(NumberIn, question=ids),
        st.builds(CountIn, question=ids),
        st.builds(
            PriceOf, question=ids, prices=st.dictionaries(st.sampled_from(["a", "b", "other", "yes", "m"]), AMOUNTS)
        ),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Plus, of=st.lists(inner, max_size=3)),
            st.builds(Times, of=st.lists(inner, max_size=3)),
            st.builds(SumOfMembers, group=ids, of=inner),
            st.builds(Only, when=conditions, gives=inner, otherwise=st.one_of(st.none(), inner)),
            st.builds(Within, of=inner, least=st.one_of(st.none(), AMOUNTS), most=st.one_of(st.none(), AMOUNTS)),
        ),
        max_leaves=6,
    )
