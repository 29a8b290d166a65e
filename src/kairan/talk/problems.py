"""Refusals about talking."""

from kairan.core.kit.problems import Problem


class RoomNotFound(Problem):
    """No such room, or the viewer must not learn that it exists."""

    status = 404
    code = "room.not_found"
    ja = "ルームが見つかりませんでした。退出したか、閲覧できる範囲にありません。"
    en = "The room was not found. You may have left it, or you cannot see it."


class RoomArchivedAlready(Problem):
    """An archived room is read only."""

    status = 409
    code = "room.archived"
    ja = "このルームは保管されているため、書き込めません。必要なときは、ルームの管理者に保管の解除を依頼してください。"
    en = "This room is archived and read only. A room master can reopen it."


class NotYoursToRemind(Problem):
    """Only the author of a message and masters of the room remind of it."""

    status = 403
    code = "message.not_yours_to_remind"
    ja = "まだ読んでいない人への通知は、書いた人とルームの管理者が行えます。"
    en = "Its author and masters of the room can remind those who have not read it."


class RemindedLately(Problem):
    """People were reminded of the message a while ago only."""

    status = 429
    code = "message.reminded_lately"
    ja = "少し前に通知しました。あと{minutes}分ほどたってから、もう一度通知できます。"
    en = "They were reminded a while ago. You can remind them again in about {minutes} minutes."


class MasterOnly(Problem):
    """Only a master of the room may do this."""

    status = 403
    code = "room.master_only"
    ja = "この操作は、ルームの管理者だけが行えます。"
    en = "Only a master of the room can do this."


class DirectTalkFixed(Problem):
    """Who is in a direct talk does not change; a group room is the way."""

    status = 409
    code = "room.direct_fixed"
    ja = "個別トークの参加者や設定は変更できません。人を増やすときは、新しいルームを作成してください。"
    en = "A direct talk cannot be changed. To add people, please create a room."


class RoomFollowsPost(Problem):
    """Who holds a post in the room's department stays in the room as long as they hold it."""

    status = 409
    code = "room.follows_post"
    ja = "「部署のルーム」です。その部署に所属しているあいだは、退出も、ほかの人を外すこともできません。"
    en = "This room belongs to a department: whoever holds a post there stays in it."


class RoomDepartmentUnknown(Problem):
    """A room follows an open department of its own body."""

    status = 422
    code = "room.department_unknown"
    ja = "その部署は見つかりませんでした。廃止された可能性があります。部署を選び直してください。"
    en = "That department was not found; it may have been closed. Please choose again."


class TooManyPeople(Problem):
    """More people than a direct talk holds."""

    status = 422
    code = "room.too_many_people"
    ja = "個別トークに入れるのは{most}人までです。それ以上のときは、ルームを作成してください。"
    en = "A direct talk holds at most {most} people. For more, please create a room."


class NobodyChosen(Problem):
    """A direct talk needs somebody to talk to."""

    status = 422
    code = "room.nobody_chosen"
    ja = "相手が選ばれていません。話す相手を選んでください。"
    en = "Nobody was chosen. Please choose whom to talk to."


class KeyUsed(Problem):
    """The key of a draft is that of a message elsewhere: keys are made anew for each."""

    status = 409
    code = "message.key_used"
    ja = "このメッセージは、別のルームに送信済みです。もう一度書き直して送信してください。"
    en = "This message was sent to another room already. Please write it anew."


class MessageEmpty(Problem):
    """A message needs a text or a file."""

    status = 422
    code = "message.empty"
    ja = "本文が空です。文字を入力するか、ファイルを添付してください。"
    en = "The message is empty. Please write something or attach a file."


class MessageNotFound(Problem):
    """No such message, or not one the viewer may read."""

    status = 404
    code = "message.not_found"
    ja = "メッセージが見つかりませんでした。閲覧できる範囲にありません。"
    en = "The message was not found, or you cannot see it."


class MessageGone(Problem):
    """The message was removed; nothing can be done to it any more."""

    status = 409
    code = "message.removed"
    ja = "このメッセージは削除されています。"
    en = "This message has been removed."


class NotAuthor(Problem):
    """Only the author may change a message's words."""

    status = 403
    code = "message.not_author"
    ja = "編集できるのは、自分のメッセージだけです。"
    en = "You can edit only your own messages."


class NotYoursToRemove(Problem):
    """Only the author or a master of the room may remove a message."""

    status = 403
    code = "message.not_yours"
    ja = "削除できるのは、自分のメッセージだけです。ほかの人のメッセージは、ルームの管理者が削除できます。"
    en = "You can remove only your own messages. A room master can remove those of others."


class ReactionUnknown(Problem):
    """A reaction must be one emoji."""

    status = 422
    code = "reaction.unknown"
    ja = "このリアクションは使えません。絵文字を一つ選んでください。"
    en = "This reaction cannot be used. Please choose one emoji."


class ThreadInThread(Problem):
    """A reply belongs to the thread's first message."""

    status = 422
    code = "message.thread_in_thread"
    ja = "返信の中に別の返信の流れは作れません。元のメッセージに返信してください。"
    en = "A reply cannot start another thread. Please reply to the first message."


class OnlyExcluded(Problem):
    """A search that says only what must not occur."""

    status = 422
    code = "search.only_excluded"
    ja = "「−」を付けた語だけでは探せません。探す語を足すか、人・日付・ルームを選んでください。"
    en = "Words with a minus alone cannot be searched for. Add a word, or choose a person, days or a room."


class DayUnknown(Problem):
    """A day must be written as YYYY-MM-DD."""

    status = 422
    code = "day.unknown"
    ja = "日付を読み取れませんでした。例: 2026-11-22"
    en = "The date could not be read. Example: 2026-11-22"


class GuestNotMaster(Problem):
    """A guest answers for no room."""

    status = 422
    code = "room.guest_not_master"
    ja = "ゲストをルームの管理者にすることはできません。職員を選んでください。"
    en = "A guest cannot be a master of a room. Please choose a member of staff."


class RoomHasMaster(Problem):
    """Administrators appoint masters only where there is none: rooms look after themselves."""

    status = 409
    code = "room.has_master"
    ja = "このルームには管理者がいます。交代は、ルームの管理者が行えます。"
    en = "This room has a master. Its masters can name others themselves."


class NotInRoom(Problem):
    """Only active staff who are in the room can be its master."""

    status = 422
    code = "room.not_in_it"
    ja = "ルームの管理者は、そのルームに参加している利用中の職員から選んでください。"
    en = "Please choose the master among the active staff who are in the room."


class GuestNotMet(Problem):
    """Guests talk directly with one member of the staff of a room both are in now."""

    status = 403
    code = "direct.guest_not_met"
    ja = "ゲストとの個別トークは、いま同じルームにいる職員との間だけで始められます。"
    en = "Direct talks with guests are between the guest and staff who share a room now."


class GuestParted(Problem):
    """The rooms a guest shared with the other are over; what was written stays readable."""

    status = 403
    code = "direct.guest_parted"
    ja = "この相手と同じルームにいないため、個別トークには書き込めません。"
    en = "You share no room with this person any more, so you cannot write to them directly."


class ConfirmationNotYours(Problem):
    """Only the author asks for confirmations, no guest; only they and masters of the room see whose they are."""

    status = 403
    code = "confirmation.not_yours"
    ja = "確認を求められるのは、メッセージを書いた職員だけです。確認の状況は、書いた人とルームの管理者が見られます。"
    en = "Only the author, of the staff, can ask for confirmations; the author and room masters see who has confirmed."


class ConfirmationInThread(Problem):
    """A reply in a thread is not before everybody: only messages of the timeline ask to be confirmed."""

    status = 422
    code = "confirmation.in_thread"
    ja = "スレッドの返信では確認を求められません。ルームのメッセージとして送ってください。"
    en = "A reply in a thread cannot ask for confirmations. Please send it as a message of the room."


class ConfirmationAskedAlready(Problem):
    """A message asks once."""

    status = 409
    code = "confirmation.asked_already"
    ja = "このメッセージでは、すでに確認を求めています。"
    en = "This message asks for confirmations already."


class ConfirmationDue(Problem):
    """The instant by which to confirm is past, or too far off."""

    status = 422
    code = "confirmation.due"
    ja = "期限は、今より後で、1年以内の日時にしてください。"
    en = "Please choose a time that is still to come, within a year."


class NobodyToConfirm(Problem):
    """Nobody who is asked is in the room and may read the message."""

    status = 422
    code = "confirmation.nobody"
    ja = "確認を求める相手がいません。このルームで、このメッセージを読める人から選んでください。"
    en = "There is nobody to ask. Please choose people of this room who can read the message."


class ConfirmationsTooMany(Problem):
    """So many messages of the room wait for confirmations that one more would be lost among them."""

    status = 409
    code = "confirmation.too_many"
    ja = "このルームでは、確認待ちのメッセージが{most}件あります。終わったものの確認を終了してから、求めてください。"
    en = "{most} messages of this room wait for confirmations. Please end some of them first."


class ConfirmationNotAsked(Problem):
    """The message asks nothing, or not of the viewer."""

    status = 409
    code = "confirmation.not_asked"
    ja = "このメッセージでは、あなたに確認を求めていません。"
    en = "This message does not ask you to confirm it."


class ConfirmationOver(Problem):
    """Nobody is asked any more."""

    status = 409
    code = "confirmation.over"
    ja = "このメッセージの確認は終了しました。"
    en = "Confirming this message is over."


class RewordedMeanwhile(Problem):
    """The message was edited since it was put on the screen: nobody confirms what they have not seen."""

    status = 409
    code = "confirmation.reworded"
    ja = "表示したあとに、内容が編集されました。新しい内容を読んでから、もう一度押してください。"
    en = "The message was edited meanwhile. Please read it again, then confirm."


class PhoneNotYours(Problem):
    """Guests do not phone the staff's list."""

    status = 403
    code = "phone.not_yours"
    ja = "電話の分担に加われるのは、職員だけです。"
    en = "Only staff can take part in phoning."


class PhoneNotNeeded(Problem):
    """They have read it meanwhile, or are not to."""

    status = 409
    code = "phone.not_needed"
    ja = "この人は、もう確認したか、ルームにいません。電話は必要ありません。"
    en = "They have seen it, or are not in the room. There is no need to phone."


class TakenByAnother(Problem):
    """Somebody else is about to phone them."""

    status = 409
    code = "phone.taken"
    ja = "この人には、{by} さんが電話することになりました。"
    en = "{by} is phoning them."


class PhonedAlready(Problem):
    """Somebody else has reached them."""

    status = 409
    code = "phone.done"
    ja = "この人には、{by} さんが連絡しました。"
    en = "{by} has told them already."


class PhonedTooOften(Problem):
    """So much was noted about one person and one message that it helps nobody."""

    status = 429
    code = "phone.too_often"
    ja = "この人への電話は、もう{most}回記録されています。ほかの方法で連絡してください。"
    en = "{most} calls to this person are noted already. Please reach them in another way."


class ReminderTime(Problem):
    """When to be told lies in the past, or too far ahead."""

    status = 422
    code = "own_reminder.time"
    ja = "知らせる日時を確かめてください。今より後、400日以内の日時を選んでください。"
    en = "Please check the time: it must lie ahead, within 400 days."


class TooManyReminders(Problem):
    """So many messages are put off that the list would help nobody."""

    status = 409
    code = "own_reminder.too_many"
    ja = "「あとで知らせる」は、一人につき{most}件までです。済んだものを片付けてから、もう一度お試しください。"
    en = "You can have {most} reminders at a time. Please finish some of them first."


class MastersWrite(Problem):
    """In a room for announcements (周知のルーム) its masters write, and the others read."""

    status = 403
    code = "room.masters_write"
    ja = "このルームに書き込めるのは、ルームの管理者だけです。読んだことは、リアクションで伝えられます。"
    en = "Only masters of this room write in it. You can react to what they write."
