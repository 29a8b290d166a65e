"""What is refused about entering for somebody."""

from kairan.core.kit.problems import Problem


class EnteringNotPossible(Problem):
    """The form is not filled in now, or is for the body's own staff."""

    status = 409
    code = "entering.not_possible"
    ja = "このフォームは、いま入力できません。受付期間と、だれに公開しているかを確かめてください。"
    en = "This form cannot be filled in now. Please check when it is open, and for whom."
