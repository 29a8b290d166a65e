/** A form as a file: to keep it, or to take it along to another installation. What is in it, the server checks. */
import { saveBlob } from "../../parts/saving";
import type { FormDocument } from "../document";

const FORMAT = 1;
const BYTES_MOST = 1024 * 1024;

export function saveFormFile(document: FormDocument): void {
  const text = JSON.stringify({ kairan: "form", format: FORMAT, document }, null, 2);
  saveBlob(new Blob([text], { type: "application/json" }), `${nameOf(document.title)}.kairan-form.json`);
}

/** A title as a file may be called on every system. */
function nameOf(title: string): string {
  const plain = title.replaceAll(/[\p{Cc}\\/:*?"<>|.]+/gu, " ").trim();
  return plain.slice(0, 80) || "form";
}

/** What is wrong with a file: it is no form, or of a newer version of the program. */
export type FormFileWrong = "not_form" | "newer";

/** The form in a file, as far as it can be told here. */
export function readFormFile(text: string): FormDocument | FormFileWrong {
  const found = parsed(text);
  if (!isRecord(found) || found.kairan !== "form") return "not_form";
  if (typeof found.format === "number" && found.format > FORMAT) return "newer";
  const { document } = found;
  if (!isRecord(document) || typeof document.title !== "string" || !Array.isArray(document.pages))
    return "not_form";
  return document as unknown as FormDocument;
}

export async function readFile(file: File): Promise<FormDocument | FormFileWrong> {
  return file.size > BYTES_MOST ? "not_form" : readFormFile(await file.text());
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
