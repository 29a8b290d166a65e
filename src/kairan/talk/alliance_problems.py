"""Refusals about rooms of an alliance, and about people of other bodies elsewhere."""

from kairan.core.kit.problems import Problem


class PersonOfOtherBody(Problem):
    """Somebody of another body, and a room that is not of an alliance."""

    status = 409
    code = "room.person_of_other_body"
    ja = "ほかの団体の人とは、連携組織のルームで話してください。団体の中のルームには加えられません。"
    en = "With people of other bodies, please talk in a room of an alliance. They cannot join a room of your own."


class NotSentByBody(Problem):
    """Somebody whom no body sends to the alliance of the room."""

    status = 409
    code = "alliance.not_sent"
    ja = "このルームには、連携組織に参加する職員だけが入れます。その人の団体の管理者に参加の手続きを依頼してください。"
    en = "Only staff whom a body sends to the alliance may be in this room. Please ask the administrator of their body."


class AnnouncementRoom(Problem):
    """Somebody who is no master of a room for announcements begins something there."""

    status = 403
    code = "room.announcements_only"
    ja = "このルームは、お知らせ用です。新しく書けるのはルームの管理者だけです。返信は誰でもできます。"
    en = "This room is for announcements: only its masters begin something here. Everybody may reply."


class AllianceForbidsClass(Problem):
    """Some body of the alliance allows no room so confidential."""

    status = 403
    code = "alliance.class_forbidden"
    ja = "参加団体の決まりにより、この連携組織のルームは機密性{most}までです。分類を確かめてください。"
    en = "A body of this alliance allows rooms up to class {most} only. Please check the room's class."


class AllianceForbidsFiles(Problem):
    """Some body of the alliance allows no files in its rooms."""

    status = 403
    code = "alliance.files_forbidden"
    ja = "参加団体の決まりにより、この連携組織のルームにはファイルを添付できません。文章で送ってください。"
    en = "A body of this alliance allows no files in its rooms. Please send text only."


class AllianceForbidsGuests(Problem):
    """Some body of the alliance allows no guests in its rooms."""

    status = 403
    code = "alliance.guests_forbidden"
    ja = "参加団体の決まりにより、この連携組織のルームにはゲストを招待できません。団体の中のルームに招待してください。"
    en = "A body of this alliance allows no guests in its rooms. Please invite them into a room of your own body."


class GuestSponsorOutside(Problem):
    """Whoever answers for the guest does not take part in the alliance, or the room is not for their body."""

    status = 409
    code = "alliance.guest_sponsor_outside"
    ja = (
        "連携組織のルームに招待できるのは、ゲストの責任者が、その連携組織に参加しているときだけです。"
        "責任者を選び直してください。"
    )
    en = "A guest may be in a room of an alliance while their sponsor takes part in it. Please choose another sponsor."


class AllianceFileStays(Problem):
    """A file of an alliance's room stays in the alliance."""

    status = 403
    code = "alliance.file_stays"
    ja = "このファイルは、届いた連携組織の外へは転送できません。必要な人には、そのルームで見てもらってください。"
    en = "Files of an alliance's rooms are not passed on. Please let people look at them there."


class AllianceRoomHasNoDepartment(Problem):
    """A room of an alliance follows no department's posts."""

    status = 409
    code = "alliance.no_department"
    ja = "連携組織のルームは、部署のルームにできません。参加する人を選んで加えてください。"
    en = "A room of an alliance cannot follow a department. Please choose the people."


class AllianceRoomStays(Problem):
    """The room's alliance has ended; it can only be read."""

    status = 409
    code = "alliance.room_stays"
    ja = "連携組織が終了しているため、このルームの保管は解除できません。内容は読めます。"
    en = "The alliance has ended, so this room stays in the archive. It can still be read."
