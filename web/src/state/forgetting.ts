/** What this device kept is forgotten; the parts that know how are fetched for it, or come from the worker. */
import type { Id } from "../model/types";

/** Nothing of a person who is not here any more stays readable; `null`: of nobody. */
export function forgetKept(member: Id | null): void {
  void import("../net/kept").then(
    (kept) => (member === null ? kept.eraseKept() : kept.forgetKept(member)),
    ignore,
  );
  void import("../net/fieldReports").then(
    (reports) => (member === null ? reports.eraseReports() : reports.forgetReports(member)),
    ignore,
  );
}

/** What another app shared is nobody's until a room is chosen. */
export function forgetShared(): void {
  void import("../net/shared").then((shared) => shared.forgetShared(), ignore);
}

function ignore(): void {
  // Without the part nothing was kept.
}
