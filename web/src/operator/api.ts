/** What the operators' console asks the server. */
import type {
  AccountSought,
  ActPage,
  AdministratorMade,
  BodyChange,
  BodyDetail,
  BodyFounded,
  BodyPage,
  Condition,
  ListedBodies,
  NewAdministrator,
  NewBody,
  NewOperator,
  OperatorDemand,
  OperatorMade,
  Operators,
  PlanChange,
  Plans,
} from "../api/generated";
import type { Id } from "../model/types";
import { ask, type Query } from "../net/http";

const OPERATOR = "/api/operator";
const body = (id: Id) => `${OPERATOR}/bodies/${encodeURIComponent(id)}`;
const STAFF = `${OPERATOR}/operators`;
const one = (id: Id) => `${STAFF}/${encodeURIComponent(id)}`;

export type Plan = "trial" | "free" | "full";

export const installation = {
  bodies: (query: Query, signal: AbortSignal) =>
    ask<BodyPage>("GET", `${OPERATOR}/bodies`, { query, signal }),
  create: (wanted: NewBody) => ask<BodyFounded>("POST", `${OPERATOR}/bodies`, { body: wanted }),
  body: (id: Id, signal: AbortSignal) => ask<BodyDetail>("GET", body(id), { signal }),
  change: (id: Id, wanted: BodyChange) => ask<BodyDetail>("PATCH", body(id), { body: wanted }),
  suspend: (id: Id, reason: string) => ask<BodyDetail>("POST", `${body(id)}/suspend`, { body: { reason } }),
  reopen: (id: Id) => ask<BodyDetail>("POST", `${body(id)}/reopen`),
  nameAdministrator: (id: Id, wanted: AccountSought) =>
    ask<AdministratorMade>("POST", `${body(id)}/administrator`, { body: wanted }),
  addAdministrator: (id: Id, wanted: NewAdministrator) =>
    ask<AdministratorMade>("POST", `${body(id)}/administrator/new`, { body: wanted }),
  operators: (signal: AbortSignal) => ask<Operators>("GET", STAFF, { signal }),
  addOperator: (wanted: NewOperator) => ask<OperatorMade>("POST", STAFF, { body: wanted }),
  endOperator: (id: Id) => ask<Operators>("DELETE", one(id)),
  resetOperator: (id: Id, reason: string) =>
    ask<OperatorMade>("POST", `${one(id)}/reset`, { body: { reason } }),
  demandOfOperators: (wanted: OperatorDemand) => ask<Operators>("PUT", `${STAFF}/demand`, { body: wanted }),
  listed: (q: string, signal: AbortSignal) =>
    ask<ListedBodies>("GET", `${OPERATOR}/municipalities`, { query: { q }, signal }),
  plans: (signal: AbortSignal) => ask<Plans>("GET", `${OPERATOR}/plans`, { signal }),
  changePlan: (plan: Plan, wanted: PlanChange) =>
    ask<Plans>("PUT", `${OPERATOR}/plans/${plan}`, { body: wanted }),
  condition: (signal: AbortSignal) => ask<Condition>("GET", `${OPERATOR}/condition`, { signal }),
  retry: (job: Id) => ask<void>("POST", `${OPERATOR}/jobs/${encodeURIComponent(job)}/retry`),
  acts: (before: string | null, signal: AbortSignal) =>
    ask<ActPage>("GET", `${OPERATOR}/acts`, { query: { before }, signal }),
} as const;
