import type { HazardPage, HazardRule, HazardRuleWanted } from "../../api/generated";
import { ask } from "../../net/http";

const PATH = "/api/administration/hazards";
const one = (id: string) => `${PATH}/rules/${encodeURIComponent(id)}`;

export const hazards = {
  page: (everywhere: boolean, before: string | null, signal: AbortSignal) =>
    ask<HazardPage>("GET", PATH, { query: { before, everywhere: everywhere ? "true" : null }, signal }),
  make: (body: HazardRuleWanted) => ask<HazardRule>("POST", `${PATH}/rules`, { body }),
  change: (id: string, body: HazardRuleWanted) => ask<HazardRule>("PUT", one(id), { body }),
  remove: (id: string) => ask<null>("DELETE", one(id)),
} as const;
