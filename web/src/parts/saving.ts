/** Hand the person a file the server answered with, under the name the server gave it. */
export async function saveAnswer(response: Response, otherwise: string): Promise<void> {
  const named = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  saveBlob(await response.blob(), named ?? otherwise);
}

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const FORMULA = /^'*[\s\u3000]*[=+\-@＝＋－＠\t\r]/;

/** A table for a spreadsheet: every cell quoted, none read as a formula, behind the mark by which Excel knows UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => `"${(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

export function saveTable(rows: readonly (readonly string[])[], name: string): void {
  saveBlob(new Blob([csvOf(rows)], { type: "text/csv" }), name);
}
