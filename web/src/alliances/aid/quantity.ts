const MOST = 1_000_000;

/** A number as it was typed, also in full width; null where it is none that can be asked for. */
export function quantityOf(typed: string): number | null {
  const digits = typed.normalize("NFKC").replaceAll(",", "").trim();
  if (!/^\d{1,7}$/.test(digits)) return null;
  const quantity = Number(digits);
  return quantity >= 1 && quantity <= MOST ? quantity : null;
}
