/** What the record says about guests, in both languages. */
export const ACTS_ON_GUESTS = {
  ja: {
    "guest.invited": "ゲストを招待",
    "guest.invitation_sent": "ゲストに招待を送った",
    "guest.invitation_consented": "ゲストの招待を承認",
    "guest.invitation_declined": "ゲストの招待を却下",
    "guest.invitation_withdrawn": "ゲストの招待を取り消した",
    "guest.link_refused": "招待のリンクを拒否",
    "guest.admitted": "ゲストがルームに参加",
    "guest.reopened": "以前のゲストが利用を再開",
    "guest.renewed": "ゲストの利用期限を変更",
    "guest.sponsor_changed": "ゲストの責任者を変更",
    "guest.end_told": "ゲストの期限が近いことを知らせた",
    "guest.roomless": "ゲストの参加ルームがなくなった",
    "guest.ended": "ゲストの利用を終了",
    "guest.rules_changed": "ゲストの決まりを変更",
    "guests.exported": "ゲストの一覧を書き出した",
  },
  en: {
    "guest.invited": "Guest invited",
    "guest.invitation_sent": "Invitation sent to a guest",
    "guest.invitation_consented": "Invitation of a guest approved",
    "guest.invitation_declined": "Invitation of a guest declined",
    "guest.invitation_withdrawn": "Invitation of a guest withdrawn",
    "guest.link_refused": "Link of an invitation refused",
    "guest.admitted": "Guest came into rooms",
    "guest.reopened": "A former guest came back",
    "guest.renewed": "Last day of a guest changed",
    "guest.sponsor_changed": "Sponsor of a guest changed",
    "guest.end_told": "Told that a guest's last day is near",
    "guest.roomless": "Guest is in no room any more",
    "guest.ended": "Guest's access ended",
    "guest.rules_changed": "Rules about guests changed",
    "guests.exported": "List of guests exported",
  },
};

type Body = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

const WHY: Record<"ja" | "en", Record<string, string>> = {
  ja: {
    expired: "利用期限が過ぎたため",
    by_staff: "職員の操作",
    no_room: "参加ルームがないため",
    link_expired: "期限切れのリンク",
    link_used: "使用済みのリンク",
    link_voided: "古いリンク",
    invitation_withdrawn: "取り消された招待",
  },
  en: {
    expired: "The last day was over",
    by_staff: "By a member of staff",
    no_room: "In no room any more",
    link_expired: "Expired link",
    link_used: "Used link",
    link_voided: "Earlier link",
    invitation_withdrawn: "Withdrawn invitation",
  },
};

const SAY = {
  ja: {
    until: (day: string) => `利用期限 ${day}`,
    moved: (before: string, day: string) => `利用期限 ${before} → ${day}`,
    rooms: (names: string) => `ルーム ${names}`,
    sponsor: (name: string) => `責任者 ${name}`,
    closes: (day: string) => `${day}に終了予定`,
    shown: "リンクを画面に表示",
    mailed: "リンクをメールで送付",
    count: (n: number) => `${n}人`,
    rules: (who: string, days: number, consent: boolean) =>
      `招待できる人 ${who}・最長${days}日・承認${consent ? "必要" : "不要"}`,
    who: { staff: "職員", masters: "ルームの管理者", administrators: "ゲストの担当者" } as Record<
      string,
      string
    >,
  },
  en: {
    until: (day: string) => `Until ${day}`,
    moved: (before: string, day: string) => `Until ${before} → ${day}`,
    rooms: (names: string) => `Rooms ${names}`,
    sponsor: (name: string) => `Sponsor ${name}`,
    closes: (day: string) => `Ends on ${day}`,
    shown: "The link was shown on screen",
    mailed: "The link was mailed",
    count: (n: number) => `${n} people`,
    rules: (who: string, days: number, consent: boolean) =>
      `May invite: ${who}; at most ${days} days; approval ${consent ? "needed" : "not needed"}`,
    who: { staff: "staff", masters: "room masters", administrators: "guest administrators" } as Record<
      string,
      string
    >,
  },
};

/** What happened to a guest, beyond who it was. */
export function factsOnGuests(body: Body, names: Names, language: "ja" | "en"): string[] {
  const say = SAY[language];
  const facts: string[] = [];
  if (typeof body.ends_on === "string")
    facts.push(
      typeof body.before === "string" ? say.moved(body.before, body.ends_on) : say.until(body.ends_on),
    );
  if (Array.isArray(body.rooms)) facts.push(say.rooms(body.rooms.join("、")));
  if (typeof body.sponsor_id === "string" && names[body.sponsor_id])
    facts.push(say.sponsor(names[body.sponsor_id] ?? ""));
  if (typeof body.mail === "string") facts.push(body.mail);
  facts.push(...howSent(body, language));
  if (typeof body.closes_on === "string") facts.push(say.closes(body.closes_on));
  if (typeof body.why === "string") facts.push(WHY[language][body.why] ?? body.why);
  if (typeof body.count === "number") facts.push(say.count(body.count));
  if (typeof body.may_invite === "string")
    facts.push(
      say.rules(
        say.who[body.may_invite] ?? body.may_invite,
        Number(body.longest_days),
        body.needs_consent === true,
      ),
    );
  return facts;
}

function howSent({ mailed }: Body, language: "ja" | "en"): string[] {
  const { mailed: byMail, shown } = SAY[language];
  return typeof mailed === "boolean" ? [mailed ? byMail : shown] : [];
}
