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
}

/** What a shown notice carries with it. */
export interface NoticeData {
  readonly path: string;
  readonly at: number;
  readonly count: number | null;
}

const TITLE_MOST = 200;
const TEXT_MOST = 1_000;

/** null for what is no message of our server. */
export function noticeOf(said: unknown): Notice | null {
  if (typeof said !== "object" || said === null) return null;
  const { title, text, tag, path, at, count } = said as Record<string, unknown>;
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
    path: ownPathOf(path),
    at,
    count: typeof count === "number" ? count : null,
  };
}

/** For what cannot be read: a browser that was woken must show something, or it takes the permission away. */
export function unreadableNotice(language: string, now: number): Notice {
  const title = language.startsWith("en") ? "There is something new" : "新しいお知らせがあります";
  return { title, text: "", tag: "unreadable", path: "/", at: now, count: null };
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
  if (notice.at <= before.at) return { notice: before, isNews: false };
  const count = notice.count === null ? before.count : notice.count + (before.count ?? 0);
  return { notice: { ...notice, count }, isNews: true };
}

export function noticeDataOf(data: unknown): NoticeData {
  const { path, at, count } = (typeof data === "object" && data !== null ? data : {}) as Record<
    string,
    unknown
  >;
  return {
    path: ownPathOf(path),
    at: typeof at === "number" ? at : 0,
    count: typeof count === "number" ? count : null,
  };
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
