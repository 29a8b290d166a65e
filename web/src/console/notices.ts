import type { OwnBody } from "../api/generated";
import { sizeOf } from "../parts/size";
import type { OrganizationWords } from "./organizationWords";

/** What administrators should know in time of plan and limits, as sentences. */
export function saidNotices(
  { notices, terms }: OwnBody,
  w: OrganizationWords,
): { id: string; text: string }[] {
  const most = terms.allowance;
  const day = (notices.includes("trial_over") ? terms.read_only_after : terms.trial_ends_on) ?? "";
  const limit = (notice: string) =>
    notice.startsWith("bytes")
      ? sizeOf(most.bytes)
      : (notice.startsWith("guests") ? most.guests : most.accounts).toLocaleString("ja-JP");
  return notices.map((notice) => ({ id: notice, text: w.notice[notice](day, limit(notice)) }));
}
