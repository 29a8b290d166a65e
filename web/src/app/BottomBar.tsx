import { useCircularCounts } from "../circulars/counts";
import { CircularIcon, DirectoryIcon, MoreIcon, SearchIcon, TalkIcon, UnreadIcon } from "../design/icons";
import { useText } from "../i18n";
import { Count } from "../parts/Badge";
import type { Route } from "../shell/route";
import { useUnread } from "../state";
import { Place, TALKING } from "./places";
import styles from "./Rail.module.css";

/** The places, under the thumb. */
export function BottomBar({ page }: { page: Route["page"] }) {
  const t = useText();
  const unread = useUnread();
  const circulars = useCircularCounts();
  return (
    <nav aria-label={t.shell.places} className={styles.bar}>
      <Place icon={<TalkIcon size={22} />} isHere={TALKING.has(page)} name={t.shell.talk} to="/" />
      <Place icon={<UnreadIcon size={22} />} isHere={page === "unread"} name={t.shell.unread} to="/unread">
        <Count
          bare
          kind={unread.mentions > 0 ? "mention" : "unread"}
          n={unread.rooms + unread.confirmations}
        />
      </Place>
      <Place
        icon={<CircularIcon size={22} />}
        isHere={page === "circulars"}
        name={t.shell.circulars}
        to="/circulars"
      >
        <Count label={t.shell.circularsWait(circulars.waiting)} n={circulars.waiting} />
      </Place>
      <Place
        icon={<DirectoryIcon size={22} />}
        isHere={page === "directory"}
        name={t.shell.directory}
        to="/directory"
      />
      <Place icon={<SearchIcon size={22} />} isHere={page === "search"} name={t.shell.search} to="/search" />
      <Place icon={<MoreIcon size={22} />} isHere={IN_MORE.has(page)} name={t.shell.more} to="/more" />
    </nav>
  );
}

const IN_MORE: ReadonlySet<Route["page"]> = new Set([
  "more",
  "settings",
  "console",
  "forms",
  "cases",
  "broadcasts",
  "incidents",
  "tasks",
  "attendance",
  "alliances",
]);
