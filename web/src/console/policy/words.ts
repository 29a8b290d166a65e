/** The policy page's words. */
import { currentLanguage, useText } from "../../i18n";
import type { Act } from "../../model/may";
import { en } from "./en";
import { ja } from "./ja";

export interface PolicyWords {
  readonly title: string;
  readonly lead: string;
  readonly tabs: { readonly rules: string; readonly simulate: string; readonly history: string };
  readonly face: string;
  readonly faces: Readonly<Record<string, string>>;
  readonly devices: { readonly pc: string; readonly phone: string };
  readonly kinds: { readonly staff: string; readonly guest: string };
  readonly place: string;
  readonly act: string;
  readonly acts: Readonly<Record<Act, string>>;
  readonly notes: Readonly<Partial<Record<Act, string>>>;
  readonly screen: string;
  readonly flags: Readonly<Record<"watermark" | "blank" | "print" | "screenshots", string>>;
  readonly screenNote: string;
  readonly classShort: (n: number) => string;
  readonly cell: (act: string, place: string, room: string) => string;
  readonly allowed: string;
  readonly classNote: string;
  readonly defaultClass: string;
  readonly classes: Readonly<Record<1 | 2 | 3, string>>;
  readonly networks: string;
  readonly networksHint: (address: string) => string;
  readonly preset: string;
  readonly choosePreset: string;
  readonly whole: string;
  readonly presets: Readonly<Record<string, { readonly name: string; readonly note: string }>>;
  readonly presetTaken: (name: string) => string;
  readonly unsaved: string;
  readonly review: string;
  readonly discard: string;
  readonly reviewTitle: string;
  readonly reviewLead: string;
  readonly save: string;
  readonly saved: string;
  readonly nothing: string;
  readonly change: (what: string, before: string, after: string) => string;
  readonly levels: readonly [string, string, string, string];
  readonly yes: string;
  readonly no: string;
  readonly anyNetwork: string;
  readonly networksOf: (face: string) => string;
  readonly noHistoryTitle: string;
  readonly noHistoryText: string;
  readonly by: (name: string) => string;
  readonly isUndo: string;
  readonly undo: string;
  readonly undoTitle: string;
  readonly undoText: string;
  readonly undone: string;
  readonly who: string;
  readonly chooseWho: string;
  readonly dropWho: string;
  readonly device: string;
  readonly roomClass: string;
  readonly simulateLead: string;
  readonly answersOf: (name: string) => string;
  readonly may: string;
  readonly mayNot: string;
  readonly reasons: Readonly<Record<string, (other: string) => string>>;
  /** Refusals that are of no act: the code of the problem. */
  readonly whyRefused: Readonly<Record<string, string>>;
  readonly facesSetFor: string;
  readonly lostTitle: (faces: string) => string;
  readonly lostText: string;
  readonly forget: (face: string) => string;
  readonly forgetText: string;
  readonly forgotten: string;
  readonly undecidedTitle: (faces: string) => string;
  readonly undecidedText: string;
  readonly decide: string;
  readonly failed: string;
}

export function usePolicyWords(): PolicyWords {
  useText(); // draws again when the language changes
  return policyWords();
}

export function policyWords(): PolicyWords {
  return currentLanguage() === "ja" ? ja : en;
}

/** A face by its usual name; one of the operator's own by the name he gave it. */
export function faceName(face: string, w: PolicyWords): string {
  return w.faces[face] ?? face;
}
