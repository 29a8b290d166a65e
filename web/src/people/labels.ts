/** How departments and people are called wherever two may share a name: the one place that writes it. */

const PART = /(?:[^\\/]|\\.)+/g;
const ESCAPED = /\\(.)/g;

/** The names from the top down; a "/" inside a name stands behind a backslash. */
export function namesOf(path: string): readonly string[] {
  return (path.match(PART) ?? []).map((part) => part.replace(ESCAPED, "$1"));
}

/** 健康福祉部 › 福祉課 › 庶務係; where there is little room, shortened in the middle. */
export function pathWords(path: string | null | undefined, short = false): string {
  const names = namesOf(path ?? "");
  const shown = short && names.length > 2 ? [names[0], "…", names.at(-1)] : names;
  return shown.join(" › ");
}

/** 庶務係 係長 with its whole path; several are divided by 、 in the order of the main post first. */
export function postsWords(
  posts: readonly { readonly path?: string; readonly department: string; readonly title: string }[],
  short = false,
): string {
  return posts
    .map(({ path, department, title }) => `${pathWords(path || department, short)} ${title}`.trim())
    .join("、");
}

/** What the server wrote as 部/課/係 職、部/課 職. */
export function toldWords(told: string, short = false): string {
  return told
    .split("、")
    .map((post) => {
      const at = post.lastIndexOf(" ");
      const [path, title] =
        at > 0 && post.indexOf("/") >= 0 ? [post.slice(0, at), post.slice(at)] : [post, ""];
      return `${pathWords(path, short)}${title}`;
    })
    .join("、");
}
