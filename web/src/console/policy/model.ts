/** The policy while it is being edited. Pure. */
import type { Policy, PolicyDifference, PolicyPage, Rule } from "../../api/generated";
import type { Act, Screen } from "../../model/may";
import type { PolicyWords } from "./PolicyWords";
import { faceName } from "./words";

export interface Place {
  readonly face: string;
  readonly device: "pc" | "phone";
  readonly kind: "staff" | "guest";
}

export const KINDS_AND_DEVICES = [
  { kind: "staff", device: "pc" },
  { kind: "staff", device: "phone" },
  { kind: "guest", device: "pc" },
  { kind: "guest", device: "phone" },
] as const;

export const FLAGS = ["watermark", "blank", "print", "screenshots"] as const;
export type Flag = (typeof FLAGS)[number];

const UNPROTECTED: Screen = { watermark: false, blank: false, print: true, screenshots: true };
const ALL = 3;

export function ruleAt(policy: Policy, { face, device, kind }: Place): Rule {
  const found = policy.rules.find(
    (rule) => rule.face === face && rule.device === device && rule.kind === kind,
  );
  return found ?? { face, device, kind, upto: {}, screen: UNPROTECTED };
}

export function withRule(policy: Policy, rule: Rule): Policy {
  const others = policy.rules.filter(
    (each) => each.face !== rule.face || each.device !== rule.device || each.kind !== rule.kind,
  );
  return { ...policy, rules: [...others, rule] };
}

/** Every rule of a preset takes the place of what was set there. */
export function withRules(policy: Policy, rules: readonly Rule[]): Policy {
  return rules.reduce(withRule, policy);
}

export function withLevel(rule: Rule, act: Act, level: 0 | 1 | 2 | 3): Rule {
  return { ...rule, upto: { ...rule.upto, [act]: level } };
}

export function withFlag(rule: Rule, flag: Flag, on: boolean): Rule {
  return { ...rule, screen: { ...rule.screen, [flag]: on } };
}

/** How far an act is set, and how far what it rests on lets it go. */
export function levelsOf(page: PolicyPage, rule: Rule, act: Act): { set: number; most: number } {
  if (rule.kind === "guest" && page.never_for_guests.includes(act)) return { set: 0, most: 0 };
  const set = rule.upto[act] ?? ALL;
  const base = page.rests_on[act];
  if (base === undefined) return { set, most: ALL };
  const below = levelsOf(page, rule, base);
  return { set, most: Math.min(below.set, below.most) };
}

/** What pressing a class's box sets: this class and those below it, or those below it alone. */
export function pressed(set: number, room: 1 | 2 | 3): 0 | 1 | 2 | 3 {
  const level = room <= set ? room - 1 : room;
  return level === 0 ? 0 : level === 1 ? 1 : level === 2 ? 2 : 3;
}

export function networksIn(typed: string): string[] {
  return typed
    .split(/[\s,、]+/)
    .map((one) => one.trim())
    .filter(Boolean);
}

/** Where something was changed. */
export function placeOf({ face, device, member_kind }: PolicyDifference, w: PolicyWords): string {
  const parts = [face && faceName(face, w), device && w.devices[device], member_kind && w.kinds[member_kind]];
  return parts.filter(Boolean).join("・") || w.whole;
}

/** What was changed there, as one short sentence. */
export function told({ what, before, after }: PolicyDifference, w: PolicyWords): string {
  if (what === "default_class") return w.change(w.defaultClass, classOf(before, w), classOf(after, w));
  if (what === "networks") return w.change(w.networks, before || w.anyNetwork, after || w.anyNetwork);
  if (what === "faces") return w.change(w.facesSetFor, facesOf(before, w), facesOf(after, w));
  const flag = FLAGS.find((each) => each === what);
  if (flag) return w.change(w.flags[flag], yesNo(before, w), yesNo(after, w));
  return w.change(w.acts[what as Act] ?? what, levelOf(what, before, w), levelOf(what, after, w));
}

/** Changes by where they hold, in the order in which they came. */
export function byPlace(
  changes: readonly PolicyDifference[],
  w: PolicyWords,
): readonly (readonly [string, readonly string[]])[] {
  const places = new Map<string, string[]>();
  for (const change of changes) {
    const place = placeOf(change, w);
    places.set(place, [...(places.get(place) ?? []), told(change, w)]);
  }
  return [...places];
}

const UNGRADED: readonly string[] = ["sign_in", "administer", "see_directory"];

function levelOf(act: string, value: string, w: PolicyWords): string {
  if (UNGRADED.includes(act)) return value === "0" ? w.mayNot : w.may;
  return w.levels[Number(value)] ?? value;
}

function facesOf(value: string, w: PolicyWords): string {
  return value
    .split(", ")
    .map((face) => faceName(face, w))
    .join("・");
}

function classOf(value: string, w: PolicyWords): string {
  return value === "1" ? w.classes[1] : value === "2" ? w.classes[2] : w.classes[3];
}

function yesNo(value: string, w: PolicyWords): string {
  return value === "yes" ? w.yes : w.no;
}
