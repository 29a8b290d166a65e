"""Refusals in the console."""

from kairan.core.kit.problems import Problem, Refused


class DepartmentNotFound(Problem):
    """No such department in one's own body, or it is closed."""

    status = 404
    code = "department.not_found"
    ja = "その部署は見つかりませんでした。廃止された可能性があります。一覧を読み込み直してください。"
    en = "That department was not found. It may have been closed; please reload the list."


class DepartmentNameTaken(Problem):
    """Two open departments under the same one cannot share a name: nobody could tell them apart."""

    status = 409
    code = "department.name_taken"
    ja = "同じ場所に「{name}」という部署がすでにあります。別の名称にしてください。"
    en = "There is already a department “{name}” in that place. Please choose another name."


class DepartmentInCircle(Problem):
    """A department cannot stand below itself."""

    status = 409
    code = "department.circle"
    ja = "部署を、その部署自身や、その下の部署の中へは移せません。別の移動先を選んでください。"
    en = "A department cannot be moved into itself or into one below it. Please choose another place."


class DepartmentInUse(Problem):
    """A department with people or departments in it is not closed over their heads."""

    status = 409
    code = "department.in_use"
    ja = "この部署には職員が{people}人、下の部署が{below}件あります。先に移してから廃止してください。"
    en = "This department still has {people} people and {below} departments below it. Please move them first."


class PlanInPast(Problem):
    """A change is planned for an instant to come."""

    status = 422
    code = "department.plan_in_past"
    ja = "行う日時には、これからの日時を指定してください。すぐに行うときは、部署の操作から選んでください。"
    en = "Please choose an instant to come. What is to happen at once is chosen from the department's own menu."


class DepartmentOpensLater(Problem):
    """What is planned rests on a department that is to be opened only after it."""

    status = 422
    code = "department.opens_later"
    ja = "「{name}」は、この日時にはまだ新設されていません。新設の日時と同じか、それより後にしてください。"
    en = "“{name}” will not have been opened by then. Please choose the instant at which it is opened, or a later one."


class PlansTooMany(Problem):
    """As many changes wait as one body may plan."""

    status = 409
    code = "department.plans_too_many"
    ja = "予約できる部署の変更は{most}件までです。不要な予約を取り消してから追加してください。"
    en = "At most {most} changes of departments can wait. Please withdraw some before you plan others."


class PlanFixed(Problem):
    """A planned change is over: done, failed or withdrawn."""

    status = 409
    code = "department.plan_fixed"
    ja = "この予約は、すでに実行されたか取り消されています。一覧を読み込み直してください。"
    en = "This change was carried out or withdrawn already. Please reload the list."


class LastAdministrator(Problem):
    """A body must keep somebody who can administer it."""

    status = 409
    code = "administrator.last"
    ja = "管理者がいなくなるため、この操作はできません。先に別の職員へ管理者の権限を付けてください。"
    en = "This would leave no administrator. Please give the role to somebody else first."


class OwnAccount(Problem):
    """One does not lock oneself out."""

    status = 409
    code = "account.own"
    ja = "自分自身のアカウントには、この操作はできません。別の管理者に依頼してください。"
    en = "You cannot do this to your own account. Please ask another administrator."


class StatusUnfit(Problem):
    """The account is in a state in which this cannot be done."""

    status = 409
    code = "account.status_unfit"
    ja = "利用中ではないアカウントには、この操作はできません。先に利用を再開してください。"
    en = "This cannot be done for an account that is not in use. Please reopen it first."


class RoleForStaff(Problem):
    """Guests hold no roles."""

    status = 409
    code = "role.staff_only"
    ja = "ゲストには権限を付けられません。"
    en = "Guests cannot hold roles."


class NumberTaken(Problem):
    """Two accounts of an organisation cannot share a staff number."""

    status = 409
    code = "account.number_taken"
    ja = "職員番号「{number}」は、すでに別の職員に使われています。番号を確かめてください。"
    en = "The staff number “{number}” already belongs to somebody else. Please check it."


class AccountOfPowers(Refused, Problem):
    """An account that holds a role or a task is changed by administrators only."""

    status = 403
    code = "account.of_powers"
    ja = "管理者・監査担当・担当を任された職員のアカウントは、管理者だけが変更できます。管理者に依頼してください。"
    en = "Accounts of administrators, auditors and delegates can be changed by administrators only. Please ask one."


class AccountDeleted(Problem):
    """A deleted account is nothing but a name over what was written."""

    status = 409
    code = "account.deleted"
    ja = "このアカウントは削除されています。同じ人が戻るときは、新しいアカウントを追加してください。"
    en = "This account was deleted. If the person comes back, please add a new account."


class PostForStaff(Problem):
    """Guests hold no posts."""

    status = 409
    code = "post.staff_only"
    ja = "ゲストには所属を付けられません。"
    en = "Guests cannot hold posts."


class BulkRefused(Problem):
    """An act on many accounts is done to all of them or to none."""

    status = 409
    code = "account.bulk_refused"
    ja = "この操作ができない職員が{count}人含まれているため、何も変えていません。その人を選択から外してください。"
    en = "Nothing was changed: this cannot be done to {count} of the people. Please leave them out."


class PostBeyondReach(Refused, Problem):
    """Whoever does a task for some departments moves nobody out of them, and nobody in from elsewhere."""

    status = 403
    code = "account.post_beyond_reach"
    ja = "担当する部署の外の所属は変えられません。主たる所属は担当の部署の中から選び、異動は管理者に依頼してください。"
    en = "Posts outside your departments cannot be changed. Keep the main post inside; ask an administrator for moves."


class TaskForWholeBody(Problem):
    """The task cannot be limited to a department."""

    status = 422
    code = "task.whole_body"
    ja = "この担当は部署を限って任せられません。「団体の全体」を選んでください。"
    en = "This task cannot be limited to a department. Please choose the whole organisation."


class BeyondInstallation(Problem):
    """An organisation's own rules only shorten what the installation allows."""

    status = 422
    code = "sign_in.beyond_installation"
    ja = "サーバーの設定より長くはできません。{most}以下の数にしてください。"
    en = "This cannot be longer than the server allows. Please use at most {most}."


class FaceUnknown(Problem):
    """The installation has no such entrance."""

    status = 422
    code = "sign_in.face_unknown"
    ja = "この入口は、サーバーにありません。画面を読み込み直してください。"
    en = "The server has no such entrance. Please reload the page."


class ReasonMissing(Problem):
    """What takes somebody's factors away is done for a stated reason."""

    status = 422
    code = "sign_in.reason_missing"
    ja = "理由を入力してください。本人に伝わり、記録に残ります。"
    en = "Please enter a reason. It is told to the person and kept on record."


class BulkNumber(Problem):
    """Whoever stops a large part of the body says how many they are."""

    status = 409
    code = "account.bulk_number"
    ja = "一度に{count}人の利用を休止します。人数を入力して確かめてください。"
    en = "This suspends {count} people at once. Please enter the number to confirm it."


class RoomsChanged(Refused, Problem):
    """In which rooms people are is changed through the tree by administrators only."""

    status = 403
    code = "department.rooms"
    ja = "この移動で、職員が所属により参加するルームが変わります。管理者だけが移せます。管理者に依頼してください。"
    en = "This would change in which rooms people are by their posts. Only administrators can do it; please ask one."


class ReachChanged(Refused, Problem):
    """What a delegated task reaches is changed by administrators only."""

    status = 403
    code = "department.reach"
    ja = "この移動で、担当を任された職員の担当範囲が変わります。管理者だけが移せます。管理者に依頼してください。"
    en = "This would change whom a delegated task reaches. Only administrators can do it; please ask one."
