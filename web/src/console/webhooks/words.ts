/** The words of webhooks. */
import type { DeliveryView, WebhookNew } from "../../api/generated";

type Kind = WebhookNew["kinds"][number];

const n = (value: number) => value.toLocaleString("ja");

const ja = {
  title: "他のシステムへの通知",
  lead: "窓口の申請が届いたり動いたりしたことを、団体のほかのシステムに、署名を付けて知らせます（Webhook）。申請の内容や氏名は送りません。",
  failed: "通知先を読み込めませんでした。",
  noHosts:
    "設置者が、通知してよいホスト（webhook_hosts）を設定していません。設定するまで、外部との通信は行いません。",
  hosts: (hosts: string) => `通知してよいホスト：${hosts}`,
  none: "通知先はまだありません。",
  add: "通知先を追加する",
  url: "通知先のアドレス",
  urlHint: "https:// で始まるアドレス。",
  note: "名前・メモ",
  kinds: "知らせること",
  kind: {
    "case.received": "申請が届いた",
    "case.moved": "状態が変わった",
    "case.messaged": "申請者からメッセージが届いた",
  } satisfies Record<Kind, string> as Record<Kind, string>,
  isOn: "通知する",
  gaveUp: "1日のあいだ届かなかったため、停止しました。直してから、もう一度「通知する」を入れてください。",
  added: "通知先を追加しました。",
  saved: "保存しました。",
  removed: "削除しました。",
  remove: "削除する",
  removeLead: "この通知先には、もう知らせません。送信の記録も消えます。",
  secret: "署名の秘密",
  secretLead: "通知を受けるシステムに設定してください。二度と表示されません。",
  secretNote:
    "Standard Webhooks の署名（webhook-id、webhook-timestamp、webhook-signature）を確かめるときに使います。",
  secretDone: "控えました",
  renew: "秘密を作り直す",
  renewLead: "いまの秘密は、すぐに使えなくなります。",
  tryIt: "試しに送る",
  tried: "送信の列に入れました。",
  deliveries: (count: number) => `送信の記録（新しい順、${n(count)}件）`,
  ping: "お試し",
  states: { waiting: "送信中・再送待ち", delivered: "届きました", failed: "あきらめました" } satisfies Record<
    DeliveryView["state"],
    string
  > as Record<DeliveryView["state"], string>,
  attempts: (count: number) => `${n(count)}回`,
  answered: (status: number) => `応答 ${status}`,
};

const en: typeof ja = {
  title: "Other systems",
  lead: "Tells other systems of the body that an application came in or moved, signed (webhooks). No answers and no names are sent.",
  failed: "The systems could not be loaded.",
  noHosts:
    "The operator has named no hosts that may be told (webhook_hosts). Until then nothing leaves the machine.",
  hosts: (hosts) => `Hosts that may be told: ${hosts}`,
  none: "No system is told yet.",
  add: "Add a system",
  url: "Address",
  urlHint: "It begins with https://.",
  note: "Name, note",
  kinds: "Told of",
  kind: {
    "case.received": "An application came in",
    "case.moved": "It stands elsewhere",
    "case.messaged": "The applicant wrote",
  },
  isOn: "Told",
  gaveUp: "Switched off: nothing arrived for a day. Mend it, then switch it on again.",
  added: "The system was added.",
  saved: "Saved.",
  removed: "Removed.",
  remove: "Remove",
  removeLead: "The system is told no more. What it was told is forgotten.",
  secret: "Signing secret",
  secretLead: "Set it in the system that is told. It is never shown again.",
  secretNote:
    "It verifies signatures of Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature).",
  secretDone: "I have noted it",
  renew: "Make another secret",
  renewLead: "The present one is good for nothing at once.",
  tryIt: "Send a trial",
  tried: "It is on its way.",
  deliveries: (count) => `Messages (the newest ${n(count)})`,
  ping: "Trial",
  states: { waiting: "On its way, or tried again", delivered: "Delivered", failed: "Given up" },
  attempts: (count) => `${n(count)} attempts`,
  answered: (status) => `answered ${status}`,
};

export const words = { ja, en };
