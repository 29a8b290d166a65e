"""A case on paper (申請の記録): its answers, and below them what was said and done, as far as it goes out."""

from collections.abc import Iterator, Mapping

from kairan.applications.letters import said_at
from kairan.applications.paper.answers import PaperPart, application_paper
from kairan.applications.paper.layout import Fact
from kairan.core.viewer import Language
from kairan.counter.disclosing.gathering import Dossier
from kairan.counter.disclosing.words import sentence, state_word, word
from kairan.counter.model import ApprovalView, CorrectionView, Happened, SaidOnCase
from kairan.counter.opinions.model import OpinionView


def dossier_paper(found: Dossier, language: Language) -> Mapping[str, object]:
    """Return a case for the typesetter."""
    parts = [
        PaperPart(word(name, language), lines)
        for name, told in (
            ("history", [_happened(one, language) for one in found.history]),
            ("messages", [_said(one, language) for one in found.messages]),
            ("corrections", [line for one in found.corrections for line in _correction(found, one, language)]),
            ("documents", _documents(found, language)),
            ("findings", [(one.name, one.value) for one in found.findings]),
            ("notes", [_said(one, language) for one in found.notes]),
            ("approvals", [_approval(one, language) for one in found.approvals]),
            ("opinions", [line for one in found.opinions for line in _opinion(one, language)]),
        )
        if (lines := list(told))
    ]
    parts += [PaperPart(one.title, one.lines) for one in found.besides if one.lines]
    notices = [
        word(f"extent_{found.extent}", language),
        f"{word('state', language)}　{state_word(found.state, language)}",
    ]
    return application_paper(found.application, found.organization, found.printed.strip(), language, parts, notices)


def _happened(one: Happened, language: Language) -> Fact:
    if one.state is None:
        told = sentence(one.kind, language)
    else:
        told = word("moved", language, state=state_word(one.state, language))
    return _by(one.at, one.by), "\n".join(part for part in (told, one.text) if part)


def _by(at: int, by: str) -> str:
    return f"{said_at(at)}　{by}".strip()


def _said(one: SaidOnCase, language: Language) -> Fact:
    return _by(one.at, one.by or word("applicant", language)), one.text


def _correction(found: Dossier, one: CorrectionView, language: Language) -> Iterator[Fact]:
    """Yield what was asked, then each marked answer with its reason and what stood there."""
    ended = one.answered_at or one.withdrawn_at
    name = "answered" if one.answered_at else "withdrawn"
    when = said_at(ended) if ended else word("not_yet", language)
    yield (
        f"{_by(one.asked_at, one.by)}　{word('asked', language)}",
        f"{one.text}\n{word(name, language)}　{when}".strip(),
    )
    called = {row.question_id: row.label for page in found.application.pages for row in page.answers}
    for question_id, reason in one.marks.items():
        told = [f"{word('reason', language)}　{reason}"] if reason else []
        told += [f"{word('before', language)}　{one.before[question_id]}"] if question_id in one.before else []
        yield called.get(question_id, question_id), "\n".join(told)


def _documents(found: Dossier, language: Language) -> list[Fact]:
    lines: list[Fact] = []
    for one in found.documents:
        told = [f"{one.title}　{one.number}"]
        told += [f"{word('fetched', language)}　{said_at(one.fetched_at)}"] if one.fetched_at else []
        told += [f"{word('void', language)}　{said_at(one.withdrawn_at)}　{one.reason}"] if one.withdrawn_at else []
        lines.append((_by(one.issued_at, one.by), "\n".join(told)))
    return lines


def _approval(one: ApprovalView, language: Language) -> Fact:
    name = word("stage", language, number=one.stage + 1, who=one.name)
    outcome = word(f"outcome_{one.outcome}", language) if one.outcome else word("not_yet", language)
    when = said_at(one.acted_at) if one.acted_at else ""
    told = " ".join(part for part in (outcome, when, one.acted_by) if part)
    return name, f"{told}\n{one.note}".strip()


def _opinion(one: OpinionView, language: Language) -> Iterator[Fact]:
    yield f"{_by(one.asked_at, one.by)}　{one.holder}", one.question
    if one.answered_at:
        yield f"{word('answer', language)}　{_by(one.answered_at, one.answered_by)}", one.answer
