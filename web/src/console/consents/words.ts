/** The words of a second person's consent. */
import type { ConsentView } from "../../api/generated";

type State = ConsentView["state"];
type WhyNot = NonNullable<ConsentView["why_not"]>;

export interface ConsentWords {
  readonly title: string;
  readonly lead: string;
  readonly noneTitle: string;
  readonly noneText: string;
  readonly waiting: string;
  readonly alone: string;
  readonly settled: string;
  readonly seen: string;
  readonly states: Readonly<Record<State, string>>;
  readonly asks: (one: ConsentView) => string;
  readonly askedBy: string;
  readonly decidedBy: string;
  readonly about: string;
  readonly changes: string;
  readonly nothing: string;
  readonly reason: string;
  readonly until: (when: string) => string;
  readonly consent: string;
  readonly consentText: (name: string) => string;
  readonly refuse: string;
  readonly refuseText: (name: string) => string;
  readonly withdraw: string;
  readonly withdrawText: string;
  readonly done: string;
  readonly why: Readonly<Record<WhyNot, string>>;
  readonly readyAt: (day: string) => string;
  readonly use: string;
  readonly needTitle: string;
  readonly needText: string;
  readonly reasonHint: string;
  readonly reasonMissing: string;
  readonly send: string;
  readonly sent: string;
}

const ROLES = {
  ja: { administrator: "管理者", auditor: "監査担当" },
  en: { administrator: "administrator", auditor: "auditor" },
} as const;
const BULK = {
  ja: { suspend: "利用の休止", reopen: "利用の再開", move: "異動", post: "兼務の追加" },
  en: { suspend: "suspend", reopen: "reopen", move: "move", post: "give a post to" },
} as const;

const of = <T extends object>(names: T, key: string | null) =>
  key !== null && key in names ? names[key as keyof T] : (key ?? "");

export const words: { ja: ConsentWords; en: ConsentWords } = {
  ja: {
    title: "同意待ち",
    lead: "権限のある職員に関わる操作は、ほかの管理者が同意したときだけ行われます。依頼した人と同意した人の両方の名前が記録に残ります。",
    noneTitle: "同意を待っている依頼はありません",
    noneText:
      "管理者・監査担当の権限を付けるとき、権限のある職員のパスワードを発行するとき、統合認証を変えるときなどに、依頼がここに並びます。",
    waiting: "同意を待っている依頼",
    alone: "一人で行われた操作",
    settled: "決まった依頼",
    seen: "確認しました",
    states: {
      waiting: "同意待ち",
      consented: "同意済み",
      done: "実行済み",
      alone: "一人で実行",
      refused: "同意しなかった",
      withdrawn: "取り下げ",
      failed: "実行できなかった",
      expired: "期限切れ",
    },
    asks: ({ act, told }) => {
      const names = told.names.join("、");
      switch (act) {
        case "role":
          return `${names} さんに「${of(ROLES.ja, told.role ?? null)}」の権限を付ける`;
        case "password":
          return `${names} さんのパスワードを発行する`;
        case "factors":
          return `${names} さんの認証をリセットする`;
        case "provider":
          return `統合認証のサインインを変える（認証サーバー: ${told.issuer ?? ""}）`;
        case "bulk":
          return `${told.people}人に「${of(BULK.ja, told.bulk ?? null)}」を行う${told.target ? `（${told.target} へ）` : ""}（権限のある職員: ${names}）`;
        default:
          return act satisfies never;
      }
    },
    askedBy: "依頼した人",
    decidedBy: "決めた人",
    about: "内容",
    changes: "変わる項目",
    nothing: "なし",
    reason: "理由",
    until: (when) => `${when} まで`,
    consent: "同意する",
    consentText: (name) =>
      `${name} さんの依頼に同意します。内容のとおりに実行され、あなたの名前も記録に残ります。理由に心当たりがないときは、同意する前に本人へ確かめてください。`,
    refuse: "同意しない",
    refuseText: (name) => `${name} さんの依頼に同意しません。依頼は終わり、何も変わりません。`,
    withdraw: "取り下げる",
    withdrawText: "この依頼を取り下げます。同意が済んでいても、まだ実行していなければ取り消されます。",
    done: "記録しました。",
    why: {
      own: "自分の依頼です。ほかの管理者の同意を待っています。",
      role: "同意できるのは管理者だけです。",
      subject: "あなた自身についての依頼のため、ほかの管理者が決めます。",
      new: "権限やパスワードを得るか、ログインIDや職員番号が変わるか、利用が再開されてから7日たっていないため、同意できません。",
      one_hand:
        "依頼した人との間で、最近、直接またはほかのアカウントを通じて、アカウントの追加・権限や担当の付与・パスワードの発行・ログインIDや職員番号の変更があったため、同意できません。",
    },
    readyAt: (day) => `${day} より後に出された依頼から同意できます。`,
    use: "同意されました。職員の画面で、もう一度この操作を行ってください。",
    needTitle: "ほかの管理者の同意を依頼する",
    needText:
      "権限のある職員に関わる操作のため、一人では行えません。理由を書いて依頼すると、ほかの管理者の「同意待ち」に届きます。",
    reasonHint: "ほかの管理者が判断できるように書いてください。記録に残ります。",
    reasonMissing: "理由を5文字以上で入力してください。",
    send: "依頼する",
    sent: "同意を依頼しました。「同意待ち」で進み具合を確かめられます。",
  },
  en: {
    title: "Awaiting consent",
    lead: "What concerns people with powers is done only once another administrator consents. Both names stay on record.",
    noneTitle: "Nothing awaits consent",
    noneText:
      "Requests stand here when somebody is to become administrator or auditor, a password is issued to people with powers, or single sign-on changes.",
    waiting: "Requests that wait",
    alone: "Done by one person alone",
    settled: "Settled requests",
    seen: "I have seen this",
    states: {
      waiting: "Waiting",
      consented: "Consented",
      done: "Done",
      alone: "Done alone",
      refused: "Refused",
      withdrawn: "Withdrawn",
      failed: "Could not be done",
      expired: "Expired",
    },
    asks: ({ act, told }) => {
      const names = told.names.join(", ");
      switch (act) {
        case "role":
          return `Make ${names} ${of(ROLES.en, told.role ?? null)}`;
        case "password":
          return `Issue a password to ${names}`;
        case "factors":
          return `Reset the factors of ${names}`;
        case "provider":
          return `Change who signs in through the identity provider ${told.issuer ?? ""}`;
        case "bulk":
          return `One act (${of(BULK.en, told.bulk ?? null)}${told.target ? `: ${told.target}` : ""}) on ${told.people} people (with powers: ${names})`;
        default:
          return act satisfies never;
      }
    },
    askedBy: "Asked by",
    decidedBy: "Decided by",
    about: "What",
    changes: "What changes",
    nothing: "nothing",
    reason: "Reason",
    until: (when) => `until ${when}`,
    consent: "Consent",
    consentText: (name) =>
      `You consent to what ${name} asks. It is done as it says, and your name stays on record. If you do not know the reason, ask first.`,
    refuse: "Refuse",
    refuseText: (name) => `You refuse what ${name} asks. The request ends and nothing changes.`,
    withdraw: "Withdraw",
    withdrawText: "This withdraws the request, also after the consent, as long as it was not carried out.",
    done: "Recorded.",
    why: {
      own: "Your own request. It awaits another administrator.",
      role: "Only administrators can consent.",
      subject: "This is about yourself, so another administrator decides.",
      new: "You got your role, password or login, or were reopened, less than seven days ago, so you cannot consent.",
      one_hand:
        "One of you lately added, named or reset the other, or changed their login, be it through further accounts, so you cannot consent.",
    },
    readyAt: (day) => `You can consent to requests made after ${day}.`,
    use: "Consented. Please do it once more from the page of people.",
    needTitle: "Ask another administrator's consent",
    needText:
      "This concerns people with powers and cannot be done by one person. Give a reason, and it appears at the other administrators' page “Awaiting consent”.",
    reasonHint: "So that another administrator can judge it. It stays on record.",
    reasonMissing: "Please give a reason of at least five characters.",
    send: "Ask",
    sent: "Consent was asked for. See “Awaiting consent” for how it goes.",
  },
};
