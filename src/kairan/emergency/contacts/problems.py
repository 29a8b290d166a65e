"""What emergency contacts refuse."""

from kairan.core.kit.problems import Problem, Refused


class ContactUnfit(Problem):
    """A number or an address cannot be one."""

    status = 422
    code = "emergency_contact.unfit"
    ja = "電話番号は数字とハイフンで、メールアドレスは半角で入力してください。"
    en = "Please enter phone numbers with digits and hyphens, and a mail address."


class ContactsClosed(Refused, Problem):
    """It is a drill, or over, or the person has answered: nobody needs their private number."""

    status = 403
    code = "emergency_contact.closed"
    ja = "緊急連絡先を見られるのは、訓練ではない一斉連絡が続いていて、本人の回答がない間だけです。"
    en = "Private contacts can be seen only while a real broadcast goes on and the person has not answered."
