"""Frequent words of free text (頻出語): in how many answers a word stands, whatever its spelling.

Japanese writes no spaces, and a dictionary would be larger than the product: words are taken to be runs of kanji, of
katakana, or of letters and digits, which are what people name things with. Hiragana, which holds sentences together, is
passed over. 髙/高, full and half width, and ー/－ are one word (`fold`), shown as most people wrote it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from unicodedata import normalize

import regex

from kairan.applications.counting_model import FEW, FrequentWords, WordCount
from kairan.applications.figures import counted_documents, open_questions
from kairan.applications.problems import NotFreeText
from kairan.applications.reading_answers import answers_of
from kairan.core.kit.database import Db
from kairan.core.kit.text import fold
from kairan.core.viewer import Viewer
from kairan.forms.model import FormId
from kairan.forms.questions import LongText, ShortText

READ_MOST = 10_000  # answers, the newest
CHARACTERS_MOST = 2_000  # of one answer
WORDS_MOST = 50
DIFFERENT_MOST = 50_000  # words that are counted; what comes first only after so many is not among the frequent
TWICE = 2  # where no small number is kept back: what one person wrote is no frequent word

_WORD = regex.compile(
    r"[\p{Han}々〆ヶ][\p{Han}々〆ヶ\U000e0100-\U000e01ef]{1,19}|[\p{Katakana}ー]{2,20}|[\p{Latin}][\p{Latin}\p{N}]{1,19}"
)
_COMMON = frozenset(
    {"今回", "以上", "以下", "必要", "場合", "非常", "一番", "特に", "大変", "自分", "今後", "現在", "the", "and"}
)
"""What stands in answers to anything."""


def frequent_words(db: Db, viewer: Viewer, form_id: FormId, question_id: str) -> FrequentWords:
    """Return the words that stand in most answers; of a survey none that stands in fewer than five.

    Problems: RefusedByPolicy, FormNotFound, FormRightNeeded, NotFreeText, QueryTooLong.
    """
    documents = counted_documents(db, viewer, form_id)
    asked = next((one for one in open_questions(documents) if one.id == question_id), None)
    if not isinstance(asked, LongText | ShortText):
        raise NotFreeText
    least = FEW if any(one.is_survey for one in documents.values()) else TWICE
    answers, counted = 0, Counter[str]()
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (value,) in answers_of(db, form_id, [question_id], READ_MOST + 1):
        if not isinstance(value, str):
            continue
        answers += 1
        for word, spelling in dict(words_in(value)).items():
            if word in counted or len(counted) < DIFFERENT_MOST:
                counted[word] += 1
                spelled[word][spelling] += 1
    found = [(word, count) for word, count in counted.most_common(WORDS_MOST) if count >= least]
    return FrequentWords(
        question_id=question_id,
        answers=answers if answers >= least or least == TWICE else 0,
        words=[WordCount(spelled[word].most_common(1)[0][0], count) for word, count in found],
        is_partial=answers > READ_MOST,
    )


def words_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text: how they are compared, and how they were written."""
    for found in _WORD.finditer(normalize("NFKC", text[:CHARACTERS_MOST])):
        folded = fold(found[0])
        if folded not in _COMMON:
            yield folded, found[0]
