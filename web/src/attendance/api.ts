/** What the screens of attendance ask the server. */
import type { AttendanceDay, FeedMade, NewReport, OwnAttendance, ReportView } from "../api/generated";
import type { Id } from "../model/types";
import { ask } from "../net/http";

const ATTENDANCE = "/api/attendance";

export const attendance = {
  day: (day: string | null, department: Id | null, signal: AbortSignal) =>
    ask<AttendanceDay>("GET", `${ATTENDANCE}/day`, { query: { day, department_id: department }, signal }),
  own: (signal: AbortSignal) => ask<OwnAttendance>("GET", `${ATTENDANCE}/own`, { signal }),
  report: (body: NewReport) => ask<ReportView>("POST", ATTENDANCE, { body }),
  end: (id: Id) => ask<OwnAttendance>("POST", `${ATTENDANCE}/${encodeURIComponent(id)}/end`),
  makeFeed: () => ask<FeedMade>("POST", `${ATTENDANCE}/feed`),
  dropFeed: () => ask<void>("DELETE", `${ATTENDANCE}/feed`),
} as const;
