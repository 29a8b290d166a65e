"""The record of a circular on paper (回覧の記録): what it said, and who confirmed when, version by version."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kairan.applications.letters import said_at
from kairan.applications.paper.layout import Fact, around, inked
from kairan.circulars.paper.words import said, words_of
from kairan.circulars.printing import RecordPrinted
from kairan.circulars.views import CircularPart, CircularVersion
from kairan.core.kit.typesetting.glyphs import Printable
from kairan.core.viewer import Language

TEMPLATE = Path(__file__).parent / "record.typ"
_COLUMNS = ("stop", "name", "outcome", "when", "comment", "text", "files", "replaced", "replaced_text")


def record_paper(found: RecordPrinted, language: Language) -> Mapping[str, object]:
    """Return the record for the template."""
    ink, one = Printable(), found.view.circular
    content = {
        "organization": ink(found.organization),
        "heading": ink(one.title),
        "footer": ink(one.title),
        "facts": inked(ink, _facts(found, language)),
        "versions": [_version(ink, each, found.people.get(each.number, []), language) for each in found.view.versions],
    }
    return content | around(ink, one.title, found.organization, language, words_of(language, *_COLUMNS, kind="record"))


def _facts(found: RecordPrinted, language: Language) -> list[Fact]:
    one = found.view.circular
    numbers = said("numbers", language, confirmed=one.confirmed, people=one.people, passed=one.passed)
    facts = [
        (said("sender", language), f"{one.department}　{one.sender}".strip()),
        (said("sent_at", language), said_at(one.sent_at)),
        (said("manner", language), said(one.manner, language)),
        (said("due_on", language), one.due_on or said("no_due", language)),
        (said("status", language), said(f"is_{one.status}", language)),
        (said("confirmed", language), numbers),
        (said("printed", language), f"{said_at(found.printed_at)}　{found.printed_by}"),
    ]
    return [fact for fact in facts if fact[1]]


def _version(
    ink: Printable, one: CircularVersion, people: Sequence[CircularPart], language: Language
) -> dict[str, object]:
    about = said("version_about", language, at=said_at(one.at), by=one.by)
    return {
        "label": said("version", language, number=one.number),
        "about": ink(f"{about}　{said('reason', language, reason=one.reason)}" if one.reason else about),
        "title": ink(one.title),
        "text": ink(one.text),
        "files": [ink(file.name) for file in one.files],
        "numbers": said("numbers_of_version", language, confirmed=one.confirmed, people=one.people),
        "rows": [_row(ink, part, language) for part in people],
    }


def _row(ink: Printable, part: CircularPart, language: Language) -> dict[str, object]:
    outcome = said(f"outcome_{part.outcome or ('waiting' if part.asked_at else 'later')}", language)
    instead = said("by_deputy", language, who=part.acted_by) if part.outcome == "confirmed" and part.acted_by else ""
    return {
        "stop": str(part.position + 1),
        "name": ink(part.name),
        "department": ink(part.department),
        "outcome": ink(f"{outcome}{instead}"),
        "when": said_at(part.acted_at) if part.acted_at else "",
        "comment": ink(part.comment),
    }
