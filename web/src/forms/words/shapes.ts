/** What both languages must have a word for. */
import type { FormFault, Kind } from "../document";
import type { Test } from "../rows";

export type FaultCode = FormFault["code"];
export type KindNames = Readonly<Record<Kind, string>>;
/** A condition in words, of a question and a value. */
export type RowWords = Readonly<Record<Test, (question: string, value: string) => string>>;
