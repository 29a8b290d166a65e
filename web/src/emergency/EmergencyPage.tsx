import { hasEmergency } from "../model/tasks";
import type { Route } from "../shell/route";
import { useMe } from "../state";
import { Board } from "./Board";
import { BroadcastList } from "./BroadcastList";
import { Compose } from "./Compose";
import { MinePage } from "./MinePage";
import { MustersPage } from "./MustersPage";
import { PlacesPage } from "./places/PlacesPage";

/** 一斉連絡: what was sent to oneself; for the headquarters, what was sent to everybody, and how far it has come. */
export default function EmergencyPage({ route }: { route: Extract<Route, { page: "broadcasts" }> }) {
  const leads = hasEmergency(useMe());
  const { id } = route;
  if (id === "places") return <PlacesPage />;
  if (!leads || id === "mine") return <MinePage />;
  if (id === null) return <BroadcastList />;
  if (id === "new") return <Compose />;
  if (id === "musters") return <MustersPage />;
  return <Board id={id} key={id} />;
}
