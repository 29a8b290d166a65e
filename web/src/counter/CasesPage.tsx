import { DayPage } from "../payments/DayPage";
import type { Route } from "../shell/route";
import { CasePlace } from "./CasePlace";
import { FiguresPage } from "./figures/FiguresPage";
import { InboxPage } from "./InboxPage";
import { OpinionsPage } from "./opinions/OpinionsPage";
import { viewOf } from "./paths";

/** 窓口: what came in and is to be worked, and each case of it. */
export default function CasesPage({ route }: { route: Extract<Route, { page: "cases" }> }) {
  if (route.caseId === null && route.view === "figures") return <FiguresPage />;
  if (route.caseId === null && route.view === "opinions") return <OpinionsPage />;
  if (route.caseId === null && route.view === "payments") return <DayPage />;
  if (route.caseId === null) return <InboxPage key={route.view} view={viewOf(route.view)} />;
  return <CasePlace caseId={route.caseId} key={route.caseId} />;
}
