const MB = 1024 * 1024;

/** Bytes for people: MB below ten GB, GB above. */
export function sizeOf(bytes: number): string {
  const mb = bytes / MB;
  if (mb >= 10_240) return `${(mb / 1024).toLocaleString("ja-JP", { maximumFractionDigits: 1 })} GB`;
  return `${mb.toLocaleString("ja-JP", { maximumFractionDigits: mb < 10 ? 1 : 0 })} MB`;
}
