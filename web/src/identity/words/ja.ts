import type { CertifiedAnswer } from "../../api/generated";
import type { Profile } from "../api";

type Mark = CertifiedAnswer["mark"];

export const ja = {
  title: "本人確認",
  failed: "読み込めませんでした。",
  saved: "保存しました。",
  provedBy: (label: string, when: string) => `${label}（${when}）`,
  marks: {
    certified: "証明どおり",
    changed: "申請者が変更",
    unsaid: "入力なし",
  } satisfies Record<Mark, string> as Record<Mark, string>,
  certifiedWas: (said: string) => `証明された内容：${said}`,

  signature: "署名あり",
  verified: (when: string) => `署名用電子証明書による署名を確かめました（${when}）。`,
  verifiedUnder: (authority: string, listed: string) =>
    `発行した認証局：${authority}。失効していないことを、${listed}の失効リストで確かめています。`,
  signedBefore: "署名のあと、補正で内容が変わっています。署名は、送信されたときの内容に対するものです。",
  signatureKept: "署名した文書と、署名・証明書を保管しています。",
  signatureNotKept: "署名した文書と、確かめた結果を保管しています。署名と証明書は保管していません。",
  saveSigned: "署名した文書を保存する",

  termsLead:
    "申請者に、記入を始める前に本人確認を求めます。カードがない人の申請の方法も、最初の画面に表示されます。変更は、記入中の人にも、送信の前に適用されます。",
  level: "記入の前に求めること",
  levels: {
    none: "なし",
    mail: "メールアドレスの確認",
    account: "マイページへのサインイン",
    card: "カードなどによる本人確認",
    signed: "カードによる本人確認と署名",
  },
  levelNotes: {
    none: "だれでも記入できます。",
    mail: "メールで届く番号を入力してもらいます。",
    account: "メールの番号でサインインしてもらいます。申請はマイページに残ります。",
    card: "デジタル認証アプリなど、団体が設定したサービスで確認します。",
    signed: "本人確認のうえ、送信の前に、署名用電子証明書で内容に署名してもらいます。",
  },
  otherTitle: "ほかの方法",
  ways: "確認の方法",
  noWays:
    "使える認証サービスがありません。管理の「申請者の本人確認」で設定するか、設定を管理者に依頼してください。",
  wayOff: "いまは使えません",
  otherWay: "カードがない人・15歳未満の人・証明書の期限が切れた人の申請の方法",
  otherWayHint: "窓口や郵送など、別の方法を書きます。記入の前に表示されます。",
  places: "証明された項目を入れる設問",
  placesLead: "選んだ設問に自動で入ります。申請者が変えたときは、変えたことが表示されます。",
  nowhere: "入れない",
  facts: {
    name: "氏名",
    address: "住所",
    birth_date: "生年月日",
    gender: "性別",
    mail: "メールアドレス",
    company: "法人名・屋号",
    company_number: "法人番号",
    company_address: "所在地",
  } as Record<string, string>,
  mayNotChange: "本人確認の設定は、公開の権限を持つ人が変更できます。",

  providersTitle: "申請者の本人確認",
  providersLead:
    "申請者の本人確認に使う認証サービスです。利用の申込みのあと、発行されたクライアントIDなどを入力します。鍵と秘密は封をして保存し、表示しません。",
  noIssuers: "設置者が認証サービスを許可していないため、使えません。",
  profiles: {
    digital_auth: "デジタル認証アプリ",
    gbiz: "GビズID",
    other: "そのほかの認証サービス",
  } satisfies Record<Profile, string> as Record<Profile, string>,
  isOn: "使う",
  label: "申請者に見せる名前",
  issuer: "発行者（issuer）",
  noIssuer: "選んでください",
  clientId: "クライアントID",
  proof: "サーバーの証明の方法",
  proofs: {
    private_key_jwt: "公開鍵（private_key_jwt）",
    client_secret_basic: "秘密（client_secret_basic）",
    client_secret_post: "秘密（client_secret_post）",
  },
  secret: "クライアントシークレット",
  scopes: "要求する項目（scope）",
  acrValues: "要求する認証の強さ（acr_values）",
  requiredAcr: "受け入れる認証の強さ（acr）",
  requiredAcrHint: "空白で区切ります。空のときは問いません。",
  keepsSignatures: "署名と証明書を保管する",
  keepsSignaturesHint:
    "法令で保管が認められている団体だけがオンにしてください。オフのときは、署名した文書と、確かめた結果だけを保管します。",
  isKept: "登録済みです。変えるときだけ入力してください。",
  isMissing: "まだ登録されていません。",
  makeKey: "鍵を作る",
  makeKeyAgain: "鍵を作り直す",
  keyMade: "鍵を作りました。認証サービスに登録する公開鍵も変わります。",
  tell: "認証サービスに登録する内容",
  back: "戻り先（redirect_uri）",
  keys: "公開鍵（jwks_uri）",
};

export type IdentityWords = typeof ja;
