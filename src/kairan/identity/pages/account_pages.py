"""The pages of an applicant's account."""

from litestar import Response

from kairan.identity.accounts.model import MyPage, SignInAsked
from kairan.identity.pages.rendering import page
from kairan.identity.pages.words import word

_NOTICES = frozenset({"left", "everywhere", "draft_deleted", "deleted", "code_sent"})
_FAULTS = frozenset({"mail_bad", "letters_over", "sign_in_over", "code_wrong", "code_over"})


def _told(why: str, language: str) -> dict[str, str]:
    return {
        "notice": word(f"account_{why}", language) if why in _NOTICES else "",
        "fault": word(f"account_{why}", language) if why in _FAULTS else "",
    }


def signing_in(language: str, why: str, *, is_mailed: bool) -> Response[str]:
    """Ask for a mail address."""
    title = word("account_title", language)
    return page("account_sign_in.html", language, title=title, is_mailed=is_mailed, **_told(why, language))


def entering_code(asked: SignInAsked, sign_in_id: str, language: str, why: str) -> Response[str]:
    """Ask for the code that was sent."""
    title = word("account_code_title", language)
    return page("account_code.html", language, title=title, asked=asked, sign_in_id=sign_in_id, **_told(why, language))


def mine(shown: MyPage, language: str, why: str) -> Response[str]:
    """Show drafts and applications."""
    return page("account.html", language, title=word("account_title", language), mine=shown, **_told(why, language))


def deleting(shown: MyPage, language: str) -> Response[str]:
    """Say what goes and what stays when an account is deleted."""
    return page("account_delete.html", language, title=word("account_delete", language), mine=shown)
