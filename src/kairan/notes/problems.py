"""What notes refuse."""

from kairan.core.kit.problems import Problem, Refused


class NoteNotFound(Problem):
    """There is none that the viewer may see."""

    status = 404
    code = "note.not_found"
    ja = "このノートは表示できません。削除されたか、参加していないルームのノートです。"
    en = "This note cannot be shown. It was deleted, or belongs to a room you are not in."


class NoteUntitled(Problem):
    """A note without a title, or with one that is too long."""

    status = 422
    code = "note.untitled"
    ja = "題名を{most}文字以内で入力してください。"
    en = "Please enter a title of at most {most} characters."


class NoteUpdateWrong(Problem):
    """What was sent is no change to a note."""

    status = 422
    code = "note.update_wrong"
    ja = "この変更は保存できません。画面を読み込み直して、もう一度入力してください。"
    en = "This change cannot be saved. Please reload the page and enter it again."


class NoteTooLong(Problem):
    """The note is full."""

    status = 422
    code = "note.too_long"
    ja = "ノートが長すぎるため保存できません。{most}文字までにするか、新しいノートに分けてください。"
    en = "The note is too long to be saved. Please keep to {most} characters, or begin another note."


class NotesTooMany(Problem):
    """The room has too many."""

    status = 409
    code = "note.too_many"
    ja = "1つのルームのノートは{most}件までです。不要なノートを削除してください。"
    en = "A room may have {most} notes. Please delete some that are not needed."


class NoteNotYours(Refused, Problem):
    """Only who began it, and masters of the room, delete a note."""

    status = 403
    code = "note.not_yours"
    ja = "削除できるのは、ノートを作った人とルームの管理者だけです。"
    en = "Only who began it, and masters of the room, can delete a note."
