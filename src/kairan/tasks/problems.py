"""What tasks refuse."""

from kairan.core.kit.problems import Problem, Refused


class TaskNotFound(Problem):
    """There is none that the viewer may read."""

    status = 404
    code = "task.not_found"
    ja = "このタスクは表示できません。削除されたか、見ることのできないタスクです。"
    en = "This task cannot be shown. It may not be yours to see."


class TaskNotYours(Refused, Problem):
    """Only whoever made a task, or does it, changes it."""

    status = 403
    code = "task.not_yours"
    ja = "このタスクを変更できるのは、作った人と担当する人だけです。"
    en = "Only whoever made the task, or does it, can change it."


class TaskUntitled(Problem):
    """A task without a title, or with one that is too long."""

    status = 422
    code = "task.untitled"
    ja = "することを{most}文字以内で入力してください。"
    en = "Please say what is to be done, in at most {most} characters."


class TaskDoerUnknown(Problem):
    """Who is to do it is not in the body's service, not known to the viewer, or not in the room."""

    status = 422
    code = "task.doer_unknown"
    ja = "担当する人が見つからないか、このルームにいません。選び直してください。"
    en = "Who is to do it was not found, or is not in the room. Please choose again."


class TaskDue(Problem):
    """The day is none, or too far away; or it repeats without a day."""

    status = 422
    code = "task.due"
    ja = "期日を確かめてください。くり返すタスクには、期日が必要です。"
    en = "Please check the day. What repeats needs one."


class TaskChangedMeanwhile(Problem):
    """Somebody else changed it since it was looked at."""

    status = 409
    code = "task.changed_meanwhile"
    ja = "ほかの人が先に変更しました。最新の内容を確かめてから、もう一度操作してください。"
    en = "Somebody else changed it meanwhile. Please look at the newest state first."


class TaskOver(Problem):
    """It is done or dropped; or it is not, and cannot be reopened."""

    status = 409
    code = "task.over"
    ja = "このタスクの状態が変わったため、この操作はできません。最新の状態を確かめてください。"
    en = "The state of the task does not allow this. Please look at it again."
