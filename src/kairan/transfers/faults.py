"""What is wrong with a move, in words: shown with the preview, and kept with a list that could not be carried out."""

from typing import NamedTuple

import msgspec

from kairan.core.viewer import Language, MemberId


class Words(NamedTuple):
    """A sentence in both languages; `stops` when the list cannot be carried out with it."""

    ja: str
    en: str
    stops: bool = True


KNOWN: dict[str, Words] = {
    "missing": Words(
        "この職員は見つかりません。アカウントが削除されたか、ゲストです。",
        "There is no such member of staff any more, or it is a guest.",
    ),
    "left": Words(
        "すでに退職・転出しています。一覧から外すか、区分を「復帰」にしてください。",
        "This person has left already. Please take the move out, or make it a return.",
    ),
    "not_left": Words(
        "利用中のアカウントです。区分を「異動」にしてください。",
        "This account is in use. Please make it a move.",
    ),
    "suspended": Words(
        "利用休止中です。異動しても休止のままです。",
        "This account is suspended, and stays so after the move.",
        stops=False,
    ),
    "empty": Words(
        "異動先がまだ入力されていません。",
        "Nothing is entered yet for this person.",
    ),
    "no_main": Words(
        "復帰する人の新しい所属を入力してください。",
        "Please enter the new post of the person who comes back.",
    ),
    "department": Words(
        "異動先の部署が見つかりません。廃止された可能性があります。選び直してください。",
        "The new department was not found; it may have been closed. Please choose again.",
    ),
    "elsewhere": Words(
        "同じ日時の別の一覧「{list}」にも入っています。どちらかから外してください。",
        "The same person is in another list for the same hour, “{list}”. Please take one out.",
    ),
    "later": Words(
        "別の一覧「{list}」にも入っています。順に実行されます。",
        "The same person is also in the list “{list}”; they are carried out in turn.",
        stops=False,
    ),
    "unchanged": Words(
        "いまの所属と同じです。変わるものはありません。",
        "This is what the person has now; nothing changes.",
        stops=False,
    ),
    "predecessor": Words(
        "前任者が見つかりません。本人とは別の職員を選んでください。",
        "The predecessor was not found; it must be somebody else of the staff.",
    ),
    "predecessor_stays": Words(
        "前任者「{name}」は、この一覧でその職を離れません。その人の異動を加えるか、前任者を空欄にしてください。",
        "The predecessor {name} does not leave that post by this list. Please add their move, or name nobody.",
    ),
    "predecessor_powers": Words(
        "前任者「{name}」は管理者・監査担当・担当を任された職員です。管理者だけが指定して予約できます。",
        "The predecessor {name} holds a role or a task. Only an administrator can set a list that names them.",
    ),
    "two_heirs": Words(
        "前任者「{name}」の後任が二人います。一人にしてください。",
        "Two people take over from {name}. Please leave one.",
    ),
    "last_administrator": Words(
        "この一覧を実行すると、管理者がいなくなります。先に別の職員へ管理者の権限を付けてください。",
        "This would leave no administrator. Please give the role to somebody else first.",
    ),
    "powers": Words(
        "管理者・監査担当・担当を任された職員です。この人の異動は、管理者だけが予約できます。",
        "This person holds a role or a task. Only an administrator can set this move.",
    ),
    "powers_return": Words(
        "権限のある職員です。利用の再開には、ほかの管理者の同意が要ります。「職員」の画面で、先に再開してください。",
        "This person has a role or a task. Reopening needs another administrator's consent: please reopen them first "
        "on the page of people.",
    ),
    "setter": Words(
        "この一覧を予約した人に、実行の時点で異動を行う権限がありません。権限のある人が予約し直してください。",
        "Whoever set this list may not carry out transfers any more. Somebody who may has to set it again.",
    ),
    "reach": Words(
        "予約する人自身が担当する部署への異動です。担当範囲が広がるため、管理者だけが予約できます。",
        "This brings somebody under a task of whoever sets the list. Only an administrator can set it.",
    ),
    "broken": Words(
        "予期しない問題が起きたため、実行できませんでした。何も変わっていません。システムの担当者に連絡してください。",
        "Something unexpected went wrong, and nothing was changed. Please tell whoever runs the system.",
    ),
    # What could not be taken back
    "kept_posts": Words(
        "実行のあとに所属が変更されたため、戻していません。",
        "Not taken back: the posts were changed since.",
        stops=False,
    ),
    "kept_powers": Words(
        "権限のある職員のため、利用を再開しませんでした。「職員」の画面で再開してください。",
        "Not reopened, since this person has a role or a task. Please do so on the page of people.",
        stops=False,
    ),
    "kept_status": Words(
        "実行のあとに利用の状態が変更されたため、戻していません。",
        "Not taken back: the account's state was changed since.",
        stops=False,
    ),
    "kept_department": Words(
        "元の部署が廃止されたため、その所属は戻していません。",
        "The former department was closed since; that post was not given back.",
        stops=False,
    ),
}


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong, about whom."""

    code: str
    member_id: MemberId | None = None
    name: str = ""  # the person's, as it was known
    detail: dict[str, str] = {}

    @property
    def stops(self) -> bool:
        """Whether the list cannot be carried out with it."""
        return KNOWN[self.code].stops

    def sentence(self, language: Language) -> str:
        """Return what to tell the administrator."""
        words = KNOWN[self.code]
        return (words.en if language == "en" else words.ja).format(**self.detail)
