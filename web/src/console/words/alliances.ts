/** What the record says about alliances, in both languages. */
export const ACTS_ON_ALLIANCES = {
  ja: {
    "alliance.founded": "連携組織を作った",
    "alliance.changed": "連携組織を変更",
    "alliance.body_moved": "連携組織への参加の手続き",
    "alliance.sending_changed": "連携組織に参加する職員と決まりを変更",
    "alliance.hand_over_offered": "連携組織の幹事の引き継ぎを申し出た",
    "alliance.host_changed": "連携組織の幹事が替わった",
    "alliance.ended": "連携組織を終了",
    "alliance.sent_no_more": "連携組織のルームから外れた",
    "alliance.moderator_named": "連携組織の進行役を決めた",
    "alliance.moderator_withdrawn": "連携組織の進行役から外した",
    "alliance.report_closed": "連携組織の報告に対応",
    "alliance.agreement_proposed": "災害時の応援の協定を提案",
    "alliance.agreement_answered": "災害時の応援の協定に回答",
    "alliance.aid_asked": "応援を要請",
    "alliance.aid_offered": "応援を申し出た",
    "alliance.aid_withdrawn": "応援の申し出を取り下げた",
    "alliance.aid_received": "応援を受け取った",
    "alliance.aid_closed": "応援の要請を終えた",
  },
  en: {
    "alliance.founded": "Alliance founded",
    "alliance.changed": "Alliance changed",
    "alliance.body_moved": "Part in an alliance",
    "alliance.sending_changed": "Who is sent to an alliance changed",
    "alliance.hand_over_offered": "Alliance offered to another organisation",
    "alliance.host_changed": "Alliance has another host",
    "alliance.ended": "Alliance ended",
    "alliance.sent_no_more": "Went out of an alliance's rooms",
    "alliance.moderator_named": "Moderator of an alliance named",
    "alliance.moderator_withdrawn": "Moderator of an alliance withdrawn",
    "alliance.report_closed": "Report in an alliance dealt with",
    "alliance.agreement_proposed": "Agreement on mutual aid proposed",
    "alliance.agreement_answered": "Agreement on mutual aid answered",
    "alliance.aid_asked": "Aid asked for",
    "alliance.aid_offered": "Aid offered",
    "alliance.aid_withdrawn": "Offer of aid taken back",
    "alliance.aid_received": "Aid received",
    "alliance.aid_closed": "Request for aid closed",
  },
};

type Body = Readonly<Record<string, unknown>>;

const STEPS = {
  ja: {
    invite: "招待",
    withdraw_invitation: "招待の取消し",
    accept: "同意して参加",
    decline: "招待を断った",
    ask: "参加の申込み",
    withdraw_request: "申込みの取下げ",
    admit: "参加を認めた",
    refuse: "参加を断った",
    accept_terms: "新しい約束に同意",
    suspend: "停止",
    resume: "停止の解除",
    pause: "休止",
    return: "休止の終了",
    leave: "脱退",
    expel: "除名",
    report_hidden: "メッセージを非表示にした",
    report_kept: "メッセージをそのままにした",
  },
  en: {
    invite: "Invited",
    withdraw_invitation: "Invitation withdrawn",
    accept: "Accepted and joined",
    decline: "Declined",
    ask: "Asked to join",
    withdraw_request: "Request withdrawn",
    admit: "Admitted",
    refuse: "Refused",
    accept_terms: "Accepted new terms",
    suspend: "Suspended",
    resume: "Suspension ended",
    pause: "Pausing",
    return: "Pause ended",
    leave: "Left",
    expel: "Expelled",
    report_hidden: "Message hidden",
    report_kept: "Message left as it is",
  },
};

/** Which alliance, which body, which step, and why. */
export function factsOnAlliances(body: Body, language: "ja" | "en"): string[] {
  const steps: Readonly<Record<string, string>> = STEPS[language];
  const step = typeof body.step === "string" ? steps[body.step.replace("alliance.", "")] : undefined;
  const given = [body.alliance, body.organization, step].filter(
    (one) => typeof one === "string" && one !== "",
  );
  return given.length > 0 ? [given.join("　")] : [];
}
