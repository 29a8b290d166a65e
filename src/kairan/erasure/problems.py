"""Refusals when accounts are to be deleted."""

from kairan.core.kit.problems import Problem


class AccountStillInUse(Problem):
    """Only accounts that are suspended or closed are deleted."""

    status = 409
    code = "account.still_in_use"
    ja = "利用中のアカウントは削除できません。先に利用を休止するか、退職・転出にしてください。"
    en = "An account in use cannot be deleted. Please suspend it, or mark the person as left, first."
