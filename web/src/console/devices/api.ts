/** What the page of devices asks the server. */
import type { Decided, DevicePage, DeviceRules, Done, LentDevices, RulesView } from "../../api/generated";
import { ask, type Query } from "../../net/http";

const DEVICES = "/api/administration/devices";

export const devices = {
  find: (query: Query, signal: AbortSignal) => ask<DevicePage>("GET", DEVICES, { query, signal }),
  decide: (body: Decided) => ask<Done>("POST", `${DEVICES}/decide`, { body }),
  rules: (signal: AbortSignal) => ask<RulesView>("GET", `${DEVICES}/rules`, { signal }),
  lent: (signal: AbortSignal) => ask<LentDevices>("GET", `${DEVICES}/lent`, { signal }),
  issueLent: (numbers: readonly string[]) =>
    ask<LentDevices>("POST", `${DEVICES}/lent`, { body: { numbers } }),
  withdrawLent: (number: string) =>
    ask<LentDevices>("POST", `${DEVICES}/lent/withdraw`, { body: { number } }),
  saveRules: (body: DeviceRules, revision: string) =>
    ask<RulesView>("PUT", `${DEVICES}/rules`, { body, query: { revision } }),
} as const;
