import type { Route } from "../../shell/route";
import { ChronologyPage } from "./ChronologyPage";
import { IncidentList } from "./IncidentList";
import { MapPage } from "./MapPage";
import { OpenIncident } from "./OpenIncident";
import { ReportPage } from "./ReportPage";
import { SituationPage } from "./SituationPage";
import { TownsPage } from "./towns/TownsPage";
import { Wall } from "./Wall";

/** 災害対応: the incidents one works on, the chronology of each, and reports from the field. */
export default function IncidentsPage({ route }: { route: Extract<Route, { page: "incidents" }> }) {
  const { id, part } = route;
  if (id === null) return <IncidentList />;
  if (id === "new") return <OpenIncident />;
  if (part === "report") return <ReportPage id={id} key={id} />;
  if (part === "situation") return <SituationPage id={id} key={id} />;
  if (part === "map") return <MapPage id={id} key={id} />;
  if (part === "towns") return <TownsPage id={id} key={id} />;
  if (part === "wall") return <Wall id={id} key={id} />;
  return <ChronologyPage id={id} key={id} />;
}
