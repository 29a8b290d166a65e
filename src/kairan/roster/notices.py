"""What of a file was read otherwise than it stands there, or is not used: told with the plan, in words."""

from typing import NamedTuple

import msgspec

from kairan.core.viewer import Language


class Words(NamedTuple):
    """A sentence in both languages; `confirm`: it must be confirmed before anything is taken in."""

    ja: str
    en: str
    confirm: bool = False


KNOWN: dict[str, Words] = {
    "tabs": Words("タブ区切りの表として読みました。", "Read as a table divided by tabs."),
    "semicolons": Words("セミコロン（;）区切りの表として読みました。", "Read as a table divided by semicolons."),
    "titles": Words(
        "見出しより上の{count}行は、表題として読み飛ばしました（{example}）。",
        "The {count} rows above the headings were passed over as a title ({example}).",
    ),
    "folded": Words(
        "職員番号・ログインIDの全角文字を半角にして読みました（{count}件、例: {example}）。",
        "Full-width characters of staff numbers and logins were read as half-width ({count}, such as {example}).",
    ),
    "unwrapped": Words(
        'Excelの「="…"」を外して、中の文字を読みました（{count}件、例: {example}）。',
        'What stands inside Excel\'s ="…" was read ({count}, such as {example}).',
    ),
    "joined": Words(
        "「{example}」の列を上から順につないで、所属として読みました。",
        "The columns “{example}” were joined into the department, from the top down.",
    ),
    "names_joined": Words(
        "「{example}」の列をつないで、氏名として読みました。", "The columns “{example}” were joined into the name."
    ),
    "divided": Words(
        "部署を区切る印として読みました（{count}件、例: {example}）。"
        "この名称の部署が一つあるときは「区切りとして読まない」を選んでください。",
        "Read as signs that divide departments ({count}, such as {example}). "
        "Choose “do not divide” where this is one department's name.",
    ),
    "former": Words(
        "旧称で書かれた部署を、いまの部署として読みました（{count}件、例: {example}）。",
        "Former names of departments were read as the present ones ({count}, such as {example}).",
    ),
    "renamed": Words(
        "{count}人は、職員番号は同じで氏名がまったく違います（例: {example}）。"
        "番号を別の人に付け替えると、前の人のトークがその人のものになります。別の人なら、前の人を退職・転出にして、"
        "新しい番号で登録してください。",
        "{count} people keep their staff number and get quite another name (such as {example}). A number given to "
        "somebody else takes the talk of the one before along: mark that person as left, and use a new number.",
        confirm=True,
    ),
    "kinds": Words(
        "区分「{example}」は異動として読みました（{count}人）。", "“{example}” was read as a move ({count} people)."
    ),
    "kind_empty": Words(
        "区分が空の{count}人は、異動として読みました。", "{count} people without a kind were read as moves."
    ),
    "returns": Words(
        "区分「{example}」は復帰として読みました（{count}人）。",
        "“{example}” was read as coming back ({count} people).",
    ),
    "replaced": Words(
        "すでに一覧にいる{count}人の内容を、表の内容に置き換えます（{example}）。",
        "{count} people who are in the list already get what the table says instead ({example}).",
    ),
    "other_days": Words(
        "発令日が一覧の日と違う{count}人は、別の一覧に分けます（{example}）。",
        "{count} people with other days are put into lists of their own ({example}).",
    ),
}


class Notice(msgspec.Struct, frozen=True):
    """One notice: which, about how many, and an example."""

    code: str
    count: int = 0
    example: str = ""

    def sentence(self, language: Language) -> str:
        """Return what to tell the administrator."""
        words = KNOWN[self.code]
        return (words.en if language == "en" else words.ja).format(count=self.count, example=self.example)


class NoticeTold(msgspec.Struct, frozen=True):
    """A notice in words. `confirm`: whoever takes the file in says that they have read it."""

    code: str
    text: str
    confirm: bool


def told_notices(notices: list[Notice], language: Language) -> list[NoticeTold]:
    """Return notices in words, those to be confirmed first."""
    found = [NoticeTold(one.code, one.sentence(language), KNOWN[one.code].confirm) for one in notices]
    return sorted(found, key=lambda one: not one.confirm)


class Noted:
    """Counts what was noticed, with the first example of each."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[int, str]] = {}

    def note(self, code: str, example: str, group: str = "") -> None:
        """Count one; notices of one group are one notice."""
        count, first = self._found.get((code, group), (0, example))
        self._found[code, group] = count + 1, first

    def notices(self) -> list[Notice]:
        """Return what was noticed."""
        return [Notice(code, count, example[:80]) for (code, _), (count, example) in self._found.items()]
