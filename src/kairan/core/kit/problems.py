"""Expected refusals, each with a status, a code and a sentence in both languages.

A Problem says what happened and what the person can do. Anything else that is raised is a fault.
"""

from collections.abc import Mapping
from typing import ClassVar, Self

Detail = str | int


class Problem(Exception):  # noqa: N818  (a refusal, not an error)
    """A refusal the person can understand: HTTP status, code, and a sentence in Japanese and English."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "problem"
    ja: ClassVar[str] = "受け付けできませんでした。内容を確かめて、もう一度お試しください。"
    en: ClassVar[str] = "This could not be accepted. Please check it and try again."
    headers: Mapping[str, str] = {}  # what the answer tells the browser besides
    is_told = False  # whether the body's record tells that this was refused; see `Refused`

    def __init__(self, *, retry_after_s: int | None = None, **detail: Detail) -> None:
        super().__init__(self.code)
        self.detail = detail
        self.retry_after_s = retry_after_s

    def sentence(self, language: str) -> str:
        """Return the sentence for the person, in "ja" or "en"."""
        return (self.en if language == "en" else self.ja).format(**self.detail)


class Refused(Exception):  # noqa: N818  (a refusal, not an error)
    """Marks a Problem that the body's record tells of: somebody tried what is not theirs."""

    about: str | None = None  # the member it concerns, where nobody is signed in

    def concerning(self, member_id: str) -> Self:
        """Say whom it concerns."""
        self.about = member_id
        return self


class Malformed(Problem):
    """What was sent cannot be read: wrong type, missing field, not JSON."""

    status = 400
    code = "request.malformed"
    ja = "送信された内容を読み取れませんでした。画面を読み込み直して、もう一度お試しください。"
    en = "What was sent could not be read. Please reload the page and try again."


class RequestTooLarge(Problem):
    """The body is longer than any honest one."""

    status = 413
    code = "request.too_large"
    ja = "一度に送信できる量を超えています。分けて送信してください。"
    en = "This is more than can be sent at once. Please send it in parts."


class NotFound(Problem):
    """There is no such page or thing, or the viewer must not learn of it."""

    status = 404
    code = "not_found"
    ja = "見つかりませんでした。削除されたか、閲覧できる範囲にありません。"
    en = "Not found. It was removed, or you cannot see it."


class Forbidden(Refused, Problem):
    """The viewer may see the thing but not do this to it."""

    status = 403
    code = "forbidden"
    ja = "この操作を行う権限がありません。必要な場合は管理者にご相談ください。"
    en = "You are not allowed to do this. If you need to, please ask an administrator."


class StorageFull(Problem):
    """The disk is full; nothing was stored, nothing was acknowledged."""

    status = 507
    code = "storage.full"
    ja = "サーバーの保存領域に空きがないため、保存できませんでした。情報担当にお知らせください。"
    en = "The server has no space left, so nothing was saved. Please tell your IT section."


class StorageUnavailable(Problem):
    """The database does not answer; the same request may be repeated safely."""

    status = 503
    code = "storage.unavailable"
    ja = "ただいま保存できません。しばらくしてから、もう一度お試しください。"
    en = "Saving is not possible right now. Please try again shortly."


class TooBusy(Problem):
    """A bounded queue is full; said at once instead of waiting without end."""

    status = 503
    code = "server.busy"
    ja = "たいへん混み合っています。しばらくしてから、もう一度お試しください。"
    en = "The server is very busy. Please try again shortly."


class Leaving(Problem):
    """The node is about to stop; another one, or the same anew, will answer."""

    status = 503
    code = "server.leaving"
    ja = "サーバーの入れ替え中です。自動でつなぎ直します。続くときは、しばらくしてからもう一度お試しください。"
    en = "The server is being replaced. You will be connected again; if this goes on, please try again shortly."


class ServerFault(Problem):
    """Shown when something we did not expect happened; the log has the rest under the request id."""

    status = 500
    code = "server.fault"
    ja = "サーバーで問題が起きました。時間をおいても直らないときは、画面の番号を添えて情報担当にお知らせください。"
    en = "Something went wrong on the server. If it persists, tell your IT section the request number."
