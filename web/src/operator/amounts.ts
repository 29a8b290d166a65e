/** Numbers of limits: bytes are shown and typed in MB; 0 is without a limit, empty is what the plan says. */

export const MB = 1024 * 1024;

/** What was typed for a limit: a number, null for empty, undefined when it is neither. */
export function limitOf(typed: string, unit = 1): number | null | undefined {
  const text = typed.normalize("NFKC").replaceAll(",", "").trim();
  if (text === "") return null;
  return /^\d{1,9}$/.test(text) ? Number(text) * unit : undefined;
}

export function typedOf(limit: number | null, unit = 1): string {
  return limit === null ? "" : String(Math.ceil(limit / unit));
}
