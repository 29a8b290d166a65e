import { useCallback, useState } from "react";
import type { ChronologyEntry, IncidentView } from "../../api/generated";
import { ClockIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { facts } from "../../list/Row";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { Failed } from "../../parts/Failed";
import { SearchField } from "../../parts/SearchField";
import { Select } from "../../parts/Select";
import { SkeletonRows } from "../../parts/Skeleton";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { goBack, navigate, roomPath } from "../../shell/route";
import { useAnswer, useSettled } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { type Filter, incidents } from "./api";
import { EntryActs } from "./EntryActs";
import { EntryDialog, entryKindChoices } from "./EntryDialog";
import { EntryRow } from "./EntryRow";
import { Figures } from "./Figures";
import styles from "./Incidents.module.css";
import { Manage } from "./Manage";
import { INCIDENTS, incidentPath } from "./paths";
import { type Live, useChronology } from "./useChronology";
import { useIncidentWords } from "./words";

const ALL = "all";
const NOBODY = "nobody";

/** クロノロジー: everything that came in, was decided and done, the newest first, as it goes on. */
export function ChronologyPage({ id }: { id: string }) {
  const w = useIncidentWords();
  const [status, setStatus] = useState(ALL);
  const [kind, setKind] = useState(ALL);
  const [responsible, setResponsible] = useState(ALL);
  const [typed, setTyped] = useState("");
  const query = useSettled(typed);
  const filter: Filter = {
    status: wanted(status),
    kind: wanted(kind),
    responsible: wanted(responsible),
    query,
  };
  const live = useChronology(id, filter);
  const { view } = live;
  const back = () => goBack(INCIDENTS);
  if (view === null) {
    return (
      <div className={styles.page}>
        <PageHead onBack={back} title={w.chronology} />
        {live.isStale ? <Failed onAgain={live.again} title={w.failed} /> : <SkeletonRows />}
      </div>
    );
  }
  return (
    <div className={styles.page}>
      {view.incident.is_drill && <p className={styles.drill}>{w.drillBar}</p>}
      <PageHead onBack={back} title={view.incident.name}>
        {view.incident.ended_at !== null && <Tag>{w.over}</Tag>}
        <Manage again={live.again} view={view} />
        {view.may_write && <Write again={live.again} id={id} />}
      </PageHead>
      <PageBody>
        <div className={styles.body}>
          <About live={live} view={view} />
          <div className={styles.filters}>
            <SearchField label={w.search} maxLength={60} onChange={setTyped} value={typed} />
            <Select
              choices={[
                { id: ALL, label: w.all },
                { id: "unfinished", label: w.unfinished },
                ...(["open", "working", "done"] as const).map((one) => ({ id: one, label: w.statuses[one] })),
              ]}
              label={w.filterStatus}
              onChange={setStatus}
              value={status}
            />
            <Select
              choices={[{ id: ALL, label: w.all }, ...entryKindChoices(w)]}
              label={w.filterKind}
              onChange={setKind}
              value={kind}
            />
            <OfWhom id={id} live={live} onChange={setResponsible} value={responsible} />
          </div>
          <Entries id={id} live={live} view={view} />
        </div>
      </PageBody>
    </div>
  );
}

const wanted = (chosen: string) => (chosen === ALL ? "" : chosen);

interface OfWhomProps {
  id: string;
  live: Live;
  value: string;
  onChange: (value: string) => void;
}

/** 担当: who works on the incident, and who else is responsible for an entry that is shown. */
function OfWhom({ id, live, value, onChange }: OfWhomProps) {
  const w = useIncidentWords();
  const people = useAnswer(useCallback((signal: AbortSignal) => incidents.people(id, signal), [id]));
  const [chosen, setChosen] = useState("");
  const named = new Map((people.value?.people ?? []).map((one) => [one.id, one.name]));
  for (const one of live.entries) {
    if (one.responsible_id !== null) named.set(one.responsible_id, one.responsible);
  }
  if (value !== ALL && value !== NOBODY && !named.has(value)) named.set(value, chosen);
  return (
    <Select
      choices={[
        { id: ALL, label: w.all },
        { id: NOBODY, label: w.nobodyResponsible },
        ...[...named].map(([key, label]) => ({ id: key, label })),
      ]}
      label={w.filterResponsible}
      onChange={(next) => {
        setChosen(named.get(next) ?? "");
        onChange(next);
      }}
      value={value}
    />
  );
}

function About({ view, live }: { view: IncidentView; live: Live }) {
  const t = useText();
  const w = useIncidentWords();
  const { incident, rooms } = view;
  return (
    <>
      <p className={styles.quiet}>
        {facts(
          w.kinds[incident.kind],
          incident.level,
          w.since(whenOf(incident.begun_at, Date.now(), t)),
          w.peopleCount(view.people),
        )}
      </p>
      <Figures view={view} />
      <div className={styles.acts}>
        <Button onPress={() => navigate(incidentPath(incident.id, "map"))} small>
          {w.map}
        </Button>
        {incident.ended_at === null && (
          <Button onPress={() => navigate(incidentPath(incident.id, "report"))} small>
            {w.report}
          </Button>
        )}
        {rooms.map((room) => (
          <Button key={room.id} onPress={() => navigate(roomPath(room.id))} small>
            {w.toRoom(room.name.split("｜")[0] ?? room.name)}
          </Button>
        ))}
      </div>
      {live.isStale && (
        <p className={styles.note} role="status">
          {w.stale}
        </p>
      )}
    </>
  );
}

function Entries({ id, view, live }: { id: string; view: IncidentView; live: Live }) {
  const w = useIncidentWords();
  const work = useWork();
  const [changing, setChanging] = useState<ChronologyEntry | null>(null);
  if (live.entries.length === 0) {
    return (
      <EmptyState compact icon={<ClockIcon />} title={w.empty}>
        {w.emptyText}
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label={w.chronology} className={styles.rows}>
        {live.entries.map((entry) => (
          <EntryRow entry={entry} key={entry.number}>
            {view.may_write && entry.struck_at === null && (
              <EntryActs again={live.again} entry={entry} incident={id} onChange={() => setChanging(entry)} />
            )}
          </EntryRow>
        ))}
      </ul>
      {live.hasMore && (
        <Button busy={work.busy} onPress={() => void work.run(live.more)}>
          {w.more}
        </Button>
      )}
      {changing !== null && (
        <EntryDialog
          entry={changing}
          incident={id}
          onClose={() => setChanging(null)}
          onDone={() => {
            setChanging(null);
            live.again();
          }}
        />
      )}
    </>
  );
}

function Write({ id, again }: { id: string; again: () => void }) {
  const w = useIncidentWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" onPress={() => setOpen(true)} small>
        {w.write}
      </Button>
      {isOpen && (
        <EntryDialog
          entry={null}
          incident={id}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            again();
          }}
        />
      )}
    </>
  );
}
