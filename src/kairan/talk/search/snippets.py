"""The piece of a message around what was found, with what was found marked."""

from collections.abc import Iterator, Sequence

from kairan.core.kit.text import Folded, fold_with_map
from kairan.talk.model import Message
from kairan.talk.search.model import SnippetPart, searchable

BEFORE, LENGTH = 24, 120  # in folded characters
CUT = "…"

Range = tuple[int, int]


def snippet_of(message: Message, terms: Sequence[str]) -> list[SnippetPart]:
    """Return the first place that has a term: in the text, otherwise in a file's name."""
    for text in searchable(message):
        folded = fold_with_map(text)
        if found := sorted(_found(folded.text, terms)):
            return _parts(text, folded, found)
    return [SnippetPart(message.text[:LENGTH], hit=False)]  # a phrase from the text into a file's name


def _found(folded: str, terms: Sequence[str]) -> Iterator[Range]:
    for term in terms:
        start = folded.find(term)
        while start >= 0:
            yield start, start + len(term)
            start = folded.find(term, start + len(term))


def _parts(text: str, folded: Folded, found: Sequence[Range]) -> list[SnippetPart]:
    start = max(0, found[0][0] - BEFORE)
    end = min(len(folded.text), max(start + LENGTH, found[0][1]))
    first, last = folded.origin(start, end)
    parts, place = [(CUT, False)] if start else [], first
    for hit_start, hit_end in _joined(folded.origin(*hit) for hit in found if hit[1] <= end):
        parts += [(text[place:hit_start], False), (text[hit_start:hit_end], True)]
        place = hit_end
    parts += [(text[place:last], False), (CUT if end < len(folded.text) else "", False)]
    return [SnippetPart(_in_one_line(part), hit) for part, hit in parts if part]


def _joined(ranges: Iterator[Range]) -> Iterator[Range]:
    """Join ranges that touch or overlap; they come sorted."""
    start, end = next(ranges)
    for next_start, next_end in ranges:
        if next_start > end:
            yield start, end
            start = next_start
        end = max(end, next_end)
    yield start, end


def _in_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
