/** The words about notifications: one's own, and the body's rules. */
const ja = {
  failed: "通知の設定を取得できませんでした。",
  notSaved: "保存できませんでした。通信を確かめて、もう一度お試しください。",
  // This device
  here: "この端末",
  tellHere: "この端末に通知する",
  tellHereNote: "回覧を閉じているときも、新しいメッセージをお知らせします。",
  serviceFailed:
    "ブラウザーの通知サービスにつながりませんでした。庁内の通信の制限が原因のことがあります。設置者にお問い合わせください。",
  whileOpen: "回覧を開いているあいだだけ、この端末に通知する",
  whileOpenNote: "ほかの画面で作業しているときも、届いたことが分かります。",
  whileOpenRefused:
    "ブラウザーが通知を止めています。ブラウザーの設定で、このサイトの通知を許可してください。",
  obstacle: {
    off: "この設置先では、回覧を閉じているときの通知を使う設定になっていません。必要なときは、情報担当に相談してください。",
    entrance:
      "LGWAN側など、この入口では、インターネットの通知サービスを使えないため、閉じているときの通知はできません。スマートフォンなどで、インターネット側から設定してください。",
    insecure:
      "暗号化されていない通信（http）で開いているため、通知を使えません。https で始まるアドレスで開いてください。",
    install:
      "iPhone・iPadでは、ブラウザーの共有ボタンから「ホーム画面に追加」を選び、ホーム画面の「回覧」から開いてサインインすると、通知を設定できます。",
    unsupported:
      "このブラウザーは、回覧を閉じているときの通知に対応していません。ブラウザーを新しくするか、別のブラウザーをお使いください。",
    denied:
      "ブラウザーが、このサイトの通知を止めています。ブラウザーや端末の設定で通知を許可してから、この画面を開き直してください。",
  },
  tryIt: "ためしに送る",
  tried: "送りました。数秒で届きます。届かないときは、端末の通知の設定を確かめてください。",
  devices: (n: number) => (n === 0 ? "通知が届く端末はありません。" : `通知が届く端末: ${n}台`),
  // Quiet hours
  quiet: "通知しない時間",
  quietNote: "この時間に届いたものは、時間が終わってからお知らせします。",
  asBody: "団体の決まりに合わせる",
  own: "自分で決める",
  always: "いつでも通知する",
  bodyNone: "団体では、通知しない時間を決めていません。",
  start: "始まり",
  end: "終わり",
  onlyDaysOff: "始まりと終わりが同じ時刻のため、通知しないのは閉庁日だけです。",
  noHours: "始まりと終わりが同じ時刻のため、通知しない時間はありません。",
  timeMissing: "時刻を入力してください。",
  daysOff: "閉庁日は一日中通知しない",
  daysOffNote: "土曜・日曜・祝日と、12月29日から1月3日です。",
  hours: (start: string, end: string, isNext: boolean) => `${start}から${isNext ? "翌" : ""}${end}まで`,
  withDaysOff: "閉庁日は一日中",
  between: "、",
  // Leave
  leaves: "休暇",
  leavesNote: "休暇の日は、通知もまとめのメールも送りません。",
  leaveOf: (first: string, last: string) => (first === last ? first : `${first}から${last}まで`),
  removeLeave: (days: string) => `休暇（${days}）を取り消す`,
  firstDay: "最初の日",
  lastDay: "最後の日",
  addLeave: "休暇を追加する",
  leaveUnfit: "日付を確かめてください。最後の日は、最初の日より後にしてください。",
  leaveFull: (n: number) => `休暇は${n}件までです。終わったものを取り消してください。`,
  // Words
  keywords: "気になる言葉",
  keywordsNote: "「自分あてだけ通知する」にしたルームでも、この言葉を含むメッセージを通知します。",
  keyword: "言葉",
  keywordHint: "例: 避難所、担当する事業の名前",
  addKeyword: "追加する",
  removeKeyword: (word: string) => `「${word}」を外す`,
  keywordMissing: "言葉を入力してください。",
  keywordKnown: "この言葉は、もう登録されています。",
  keywordsFull: (n: number) => `登録できるのは${n}件までです。`,
  // The letter
  mail: "メール",
  digest: "一日一回、まとめをメールで受け取る",
  digestNote: (clock: string) =>
    `開庁日の${clock}に、まだ読んでいないものの件数をお送りします。内容は書きません。`,
  noMail:
    "メールアドレスが登録されていないか、メールを送る設定がないため、選べません。団体の管理者に確かめてください。",
  tryMail: "ためしにメールを送る",
  mailTried: "自分あてにメールを送りました。数分たっても届かないときは、団体の管理者に確かめてください。",
  // The body's rules
  rules: "通知の決まり",
  rulesLead:
    "自分で決めていない職員とゲストに働きます。一人ひとりが「設定」の「通知」で、自分の時間を決められます。",
  bodyQuiet: "通知しない時間を決める",
  bodyQuietNote: "この時間に届いたものは、時間が終わってから通知します。",
  letter: "まとめのメール",
  letterAt: "送る時刻",
  letterHint: "希望した人に、開庁日に一通送ります。",
  urgent: "緊急の通知",
  urgentBy: "送れる人",
  urgentHint: "通知しない時間でも届きます。送った人と理由は記録に残ります。",
  urgentBys: { staff: "職員全員", masters: "ルームの管理者だけ", nobody: "だれも送れない" },
  saved: "保存しました。",
};

export type NotificationWords = typeof ja;

const en: NotificationWords = {
  failed: "The notification settings could not be loaded.",
  notSaved: "That could not be saved. Check your connection and try again.",
  here: "This device",
  tellHere: "Notify this device",
  tellHereNote: "You are told of new messages also while Kairan is closed.",
  serviceFailed:
    "The browser's push service could not be reached. The network may not let it through; please ask the operator.",
  whileOpen: "Notify this device only while Kairan is open",
  whileOpenNote: "You notice new messages while you work in another window.",
  whileOpenRefused: "The browser blocks notifications. Allow them for this site in the browser's settings.",
  obstacle: {
    off: "This installation is not set up to notify you while Kairan is closed. Please ask your IT section.",
    entrance:
      "Through this entrance (such as LGWAN) push services on the Internet cannot be used, so nothing is told while Kairan is closed. Please set it up from the Internet side, for example on your phone.",
    insecure:
      "The page was opened without encryption (http), so it cannot notify you. Please open the address that begins with https.",
    install:
      "On an iPhone or iPad, choose “Add to Home Screen” from the browser's share button, open Kairan from the home screen and sign in; then notifications can be set up.",
    unsupported:
      "This browser cannot notify you while Kairan is closed. Please update it or use another browser.",
    denied:
      "The browser blocks notifications of this site. Allow them in the settings of the browser or the device, then open this page again.",
  },
  tryIt: "Send a trial",
  tried: "Sent. It arrives within seconds; if it does not, check the notification settings of the device.",
  devices: (n) =>
    n === 0 ? "No device is notified." : n === 1 ? "One device is notified." : `${n} devices are notified.`,
  quiet: "Quiet hours",
  quietNote: "What comes during these hours is told after them.",
  asBody: "As the organisation",
  own: "My own",
  always: "Notify me at any time",
  bodyNone: "The organisation has set no quiet hours.",
  start: "From",
  end: "To",
  onlyDaysOff: "Both times are the same, so only days off are quiet.",
  noHours: "Both times are the same, so there are no quiet hours.",
  timeMissing: "Enter a time.",
  daysOff: "Quiet all day on days off",
  daysOffNote: "Weekends, public holidays, and 29 December to 3 January.",
  hours: (start, end) => `${start} to ${end}`,
  withDaysOff: "days off all day",
  between: ", ",
  leaves: "Leave",
  leavesNote: "On days of leave there are neither notifications nor the daily letter.",
  leaveOf: (first, last) => (first === last ? first : `${first} to ${last}`),
  removeLeave: (days) => `Remove the leave of ${days}`,
  firstDay: "First day",
  lastDay: "Last day",
  addLeave: "Add leave",
  leaveUnfit: "Check the days: the last must not be before the first.",
  leaveFull: (n) => `At most ${n} leaves. Please remove those that are over.`,
  keywords: "Words I follow",
  keywordsNote: "You are told of messages with these words also in rooms that notify you only of mentions.",
  keyword: "Word",
  keywordHint: "For example: shelter, or the name of your project",
  addKeyword: "Add",
  removeKeyword: (word) => `Remove “${word}”`,
  keywordMissing: "Enter a word.",
  keywordKnown: "You follow this word already.",
  keywordsFull: (n) => `At most ${n} words.`,
  mail: "Mail",
  digest: "Receive a daily summary by mail",
  digestNote: (clock) =>
    `On working days at ${clock} you are told how much is unread. It says nothing of the contents.`,
  noMail:
    "There is no mail address, or no mail is sent from here, so this cannot be chosen. Please ask your administrator.",
  tryMail: "Send a trial letter",
  mailTried:
    "A letter is on its way to you. If it has not come in a few minutes, please ask your administrator.",
  rules: "Notification rules",
  rulesLead:
    "For staff and guests who chose nothing else. Each person may set their own hours under Settings, Notifications.",
  bodyQuiet: "Set quiet hours",
  bodyQuietNote: "What comes during these hours is told after them.",
  letter: "Daily summary",
  letterAt: "Sent at",
  letterHint: "One letter on working days to whoever asked for it.",
  urgent: "Urgent messages",
  urgentBy: "Who may send them",
  urgentHint: "They come in quiet hours, too. Who sent them and why stays on record.",
  urgentBys: { staff: "All staff", masters: "Masters of the room only", nobody: "Nobody" },
  saved: "Saved.",
};

export const words = { ja, en };
