/** A push message and the notice it becomes, as the service worker shows it; without I/O, so that pages read it, too. */

/** What the server sends (`Message` in notifications/web_push.py). */
export interface Notice {
  readonly title: string;
  readonly text: string;
  /** Which earlier notice this one replaces. */
  readonly tag: string;
  /** An address of ours, beginning with "/". */
  readonly path: string;
  /** When it happened, in ms. */
  readonly at: number;
  /** How many entries it tells of; null where nothing is counted. */
  readonly count: number | null;
  /** Once nothing is unread there, the notice is over; null where that does not say so. */
  readonly stream: string | null;
  /** How much was unread to the person in all, at `sentAt`; null where it is not known. */
  readonly badge: number | null;
  /** The streams in which something was unread at `sentAt`; null where they are not known. */
  readonly unread: readonly string[] | null;
  readonly sentAt: number;
  /** From when to when it must not sound, should it come that late; null where it may. */
  readonly quiet: Span | null;
}

/** From one instant to before another, in ms. */
export interface Span {
  readonly begins: number;
  readonly ends: number;
}

export function isWithin(span: Span | null, now: number): boolean {
  return span !== null && span.begins <= now && now < span.ends;
}

/** What a shown notice carries with it. */
export type NoticeData = Pick<Notice, "path" | "at" | "count" | "stream" | "badge" | "sentAt">;

const TITLE_MOST = 200;
const TEXT_MOST = 1_000;

/** null for what is no message of our server. */
export function noticeOf(said: unknown): Notice | null {
  if (typeof said !== "object" || said === null) return null;
  const { title, text, tag, at, unread, sent_at, quiet } = said as Record<string, unknown>;
  if (
    typeof title !== "string" ||
    title === "" ||
    typeof tag !== "string" ||
    tag === "" ||
    typeof at !== "number"
  )
    return null;
  return {
    title: title.slice(0, TITLE_MOST),
    text: typeof text === "string" ? text.slice(0, TEXT_MOST) : "",
    tag,
    ...noticeDataOf({ ...said, sentAt: sent_at }),
    unread: Array.isArray(unread) ? unread.filter((one) => typeof one === "string") : null,
    quiet: spanOf(quiet),
  };
}

function spanOf(said: unknown): Span | null {
  if (typeof said !== "object" || said === null) return null;
  const { begins, ends } = said as Record<string, unknown>;
  return typeof begins === "number" && typeof ends === "number" ? { begins, ends } : null;
}

/** For what cannot be read: a browser that was woken must show something, or it takes the permission away. */
export function unreadableNotice(language: string, now: number): Notice {
  const title = language.startsWith("en") ? "There is something new" : "新しいお知らせがあります";
  return { title, text: "", tag: "unreadable", ...noticeDataOf({ at: now }), unread: null, quiet: null };
}

/** Only an address of our own pages: "//elsewhere" and "/\elsewhere" lead to another host. */
export function ownPathOf(path: unknown): string {
  return typeof path === "string" && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes("\\")
    ? path
    : "/";
}

export interface Shown {
  readonly notice: Notice;
  /** It is news: the device may sound or shake once more. */
  readonly isNews: boolean;
}

/**
 * What is shown when `notice` comes while `before` stands under the same tag. A retry does not disturb again, one that
 * was overtaken on the way does not replace what is newer.
 */
export function shownAfter(before: Notice | null, notice: Notice): Shown {
  if (before === null) return { notice, isNews: true };
  if (notice.at <= before.at) return { notice: { ...before, ...laterBadge(before, notice) }, isNews: false };
  const count = notice.count === null ? before.count : notice.count + (before.count ?? 0);
  return { notice: { ...notice, count }, isNews: true };
}

function laterBadge(before: Notice, { badge, sentAt }: Notice): Partial<Notice> {
  return sentAt > before.sentAt ? { badge, sentAt } : {};
}

export function noticeDataOf(data: unknown): NoticeData {
  const { path, at, count, stream, badge, sentAt } = (
    typeof data === "object" && data !== null ? data : {}
  ) as Record<string, unknown>;
  return {
    path: ownPathOf(path),
    at: numberOf(at) ?? 0,
    count: numberOf(count),
    stream: typeof stream === "string" ? stream : null,
    badge: numberOf(badge),
    sentAt: numberOf(sentAt) ?? 0,
  };
}

function numberOf(said: unknown): number | null {
  return typeof said === "number" ? said : null;
}

/** Whether what stands on the screen was read elsewhere before `came` was sent. */
export function isOverBy(came: Notice, { stream, at }: NoticeData): boolean {
  return came.unread !== null && stream !== null && at < came.sentAt && !came.unread.includes(stream);
}

/** What the icon says while no page is open: what was unread when the server spoke last, else how much was told. */
export function badgeOf(standing: readonly NoticeData[]): number {
  const known = standing.filter(({ badge }) => badge !== null);
  if (known.length === 0) return standing.reduce((sum, { count }) => sum + (count ?? 0), 0);
  return known.reduce((last, one) => (one.sentAt > last.sentAt ? one : last)).badge ?? 0;
}

/** A page is asked by the service worker to show what was pressed. */
export interface Navigation {
  readonly t: "navigate";
  readonly path: string;
}

export function navigationOf(said: unknown): Navigation | null {
  if (typeof said !== "object" || said === null || !("t" in said) || said.t !== "navigate") return null;
  return { t: "navigate", path: ownPathOf("path" in said ? said.path : null) };
}
