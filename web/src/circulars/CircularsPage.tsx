import type { Route } from "../shell/route";
import { CircularList } from "./CircularList";
import { CircularPlace } from "./CircularPlace";
import { NewCircular } from "./NewCircular";
import { NEW, viewOf } from "./paths";

/** 回覧: what waits for one, what one has sent, and each of them. */
export default function CircularsPage({ route }: { route: Extract<Route, { page: "circulars" }> }) {
  if (route.circularId === NEW) return <NewCircular roomId={route.room} />;
  if (route.circularId !== null)
    return <CircularPlace circularId={route.circularId} key={route.circularId} />;
  return <CircularList key={route.view} view={viewOf(route.view)} />;
}
