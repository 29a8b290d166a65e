import { useCircularCounts } from "../circulars/counts";
import {
  CircularIcon,
  ConsoleIcon,
  CounterIcon,
  DirectoryIcon,
  FormIcon,
  LocationIcon,
  SearchIcon,
  SettingsIcon,
  TalkIcon,
  TaskIcon,
  UnreadIcon,
  WarningIcon,
} from "../design/icons";
import { useText } from "../i18n";
import { hasConsole, hasEmergency } from "../model/tasks";
import { Count } from "../parts/Badge";
import type { Route } from "../shell/route";
import { useMe, useOwnIncidents, useUnread } from "../state";
import { MeMenu } from "./MeMenu";
import { Place, TALKING, useHasCounter, useHasForms } from "./places";
import styles from "./Rail.module.css";

/** The places, at the left edge of a PC's screen. */
export function Rail({ page }: { page: Route["page"] }) {
  const t = useText();
  const me = useMe();
  const unread = useUnread();
  const circulars = useCircularCounts();
  const incidents = useOwnIncidents();
  const hasForms = useHasForms();
  const hasCounter = useHasCounter();
  return (
    <header className={styles.rail}>
      <div className={styles.body} title={me.organization.name}>
        <span aria-hidden="true" className={styles.seal}>
          {sealOf(me.organization.name)}
        </span>
        <span className="said">{me.organization.name}</span>
      </div>
      <nav aria-label={t.shell.places} className={styles.places}>
        {incidents.worked.length > 0 && (
          <Place
            icon={<LocationIcon />}
            isHere={page === "incidents"}
            name={t.shell.incidents}
            to="/incidents"
            urgent
          >
            <Count label={t.shell.incidentsGoing(incidents.worked.length)} n={incidents.worked.length} />
          </Place>
        )}
        <Place icon={<TalkIcon />} isHere={TALKING.has(page)} name={t.shell.talk} to="/" />
        <Place icon={<UnreadIcon />} isHere={page === "unread"} name={t.shell.unread} to="/unread">
          <Count
            bare
            kind={unread.mentions > 0 ? "mention" : "unread"}
            n={unread.rooms + unread.confirmations}
          />
        </Place>
        {hasEmergency(me) && (
          <Place
            icon={<WarningIcon />}
            isHere={page === "broadcasts"}
            name={t.shell.broadcasts}
            to="/broadcasts"
          />
        )}
        <Place icon={<CircularIcon />} isHere={page === "circulars"} name={t.shell.circulars} to="/circulars">
          <Count label={t.shell.circularsWait(circulars.waiting)} n={circulars.waiting} />
        </Place>
        <Place icon={<TaskIcon />} isHere={page === "tasks"} name={t.shell.tasks} to="/tasks" />
        {hasCounter && (
          <Place icon={<CounterIcon />} isHere={page === "cases"} name={t.shell.counter} to="/cases" />
        )}
        {hasForms && <Place icon={<FormIcon />} isHere={page === "forms"} name={t.shell.forms} to="/forms" />}
        <Place
          icon={<DirectoryIcon />}
          isHere={page === "directory"}
          name={t.shell.directory}
          to="/directory"
        />
        <Place icon={<SearchIcon />} isHere={page === "search"} name={t.shell.search} to="/search" />
        <span className={styles.gap} />
        {hasConsole(me) && (
          <Place icon={<ConsoleIcon />} isHere={page === "console"} name={t.shell.console} to="/console" />
        )}
        <Place icon={<SettingsIcon />} isHere={page === "settings"} name={t.shell.settings} to="/settings" />
      </nav>
      <MeMenu />
    </header>
  );
}

/** As on a seal: 白波県青海市 is 青海市 to its people, four characters stand two by two. */
function sealOf(name: string): string {
  const tail = /([^都道府県]{1,3}[市区町村])$/.exec(name)?.[1];
  return (tail ?? name).slice(0, 4);
}
