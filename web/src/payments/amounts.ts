/** Yen as people type them: 1500, 1,500, １５００. */
export const YEN_MOST = 99_999_999;

/** Whole yen, or null for what is none. */
export function yenOf(typed: string, least = 1): number | null {
  const plain = typed.normalize("NFKC").replaceAll(",", "").replace(/円$/, "").trim();
  const amount = Number(plain);
  return /^\d+$/.test(plain) && amount >= least && amount <= YEN_MOST ? amount : null;
}
