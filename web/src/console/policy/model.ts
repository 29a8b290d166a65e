/** The policy while it is being edited. Pure. */
import type { Policy, PolicyDifference, PolicyPage, Rule } from "../../api/generated";
import type { Act, Screen } from "../../model/may";
import { faceName, type PolicyWords } from "./words";

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

/** What was changed, as one short sentence. */
export function told(change: PolicyDifference, ungraded: readonly string[], w: PolicyWords): string {
  const { what, before, after, face, device, member_kind } = change;
  if (what === "default_class") return w.change(w.defaultClass, classOf(before, w), classOf(after, w));
  if (what === "networks")
    return w.change(w.networksOf(faceName(face ?? "", w)), before || w.anyNetwork, after || w.anyNetwork);
  const place = [
    faceName(face ?? "", w),
    device ? w.devices[device] : "",
    member_kind ? w.kinds[member_kind] : "",
  ]
    .filter(Boolean)
    .join("・");
  const flag = FLAGS.find((each) => each === what);
  if (flag) return `${place}  ${w.change(w.flags[flag], yesNo(before, w), yesNo(after, w))}`;
  const act = w.acts[what as Act] ?? what;
  const level = (value: string) =>
    ungraded.includes(what) ? (value === "0" ? w.mayNot : w.may) : (w.levels[Number(value)] ?? value);
  return `${place}  ${w.change(act, level(before), level(after))}`;
}

function classOf(value: string, w: PolicyWords): string {
  return value === "1" ? w.classes[1] : value === "2" ? w.classes[2] : w.classes[3];
}

function yesNo(value: string, w: PolicyWords): string {
  return value === "yes" ? w.yes : w.no;
}
