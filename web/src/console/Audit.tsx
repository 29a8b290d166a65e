import { useCallback, useMemo, useState } from "react";
import type { AuditEntry } from "../api/generated";
import { ClockIcon, CloseIcon, DownloadIcon } from "../design/icons";
import { useText } from "../i18n";
import { fullWhenOf, whenOf } from "../i18n/time";
import { download } from "../list/download";
import { Filters, List } from "../list/List";
import type { Person } from "../model/types";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { IconButton } from "../parts/IconButton";
import { MenuButton } from "../parts/Menu";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { pathWords } from "../people/labels";
import { usePeopleFound } from "../people/useDirectory";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { type OnePage, type Pages, useAnswer, usePages, useSettled } from "../shell/useAnswer";
import { useSettings } from "../state";
import styles from "./Audit.module.css";
import { administration, exportUrl } from "./api";
import { actOf, actorOf, detailsOf } from "./auditText";
import { useWords } from "./words";

const ANY = "any";
const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Told extends AuditEntry {
  readonly names: Readonly<Record<string, string>>;
}

/** Who did what, and when; with what proves it. */
export function Audit({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useWords();
  const [person, setPerson] = useState<Pick<Person, "id" | "name"> | null>(null);
  const [act, setAct] = useState(ANY);
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const filter = {
    person_id: person?.id ?? null,
    act: act === ANY ? null : act,
    first_on: DAY.test(first) ? first : null,
    last_on: DAY.test(last) ? last : null,
  };
  const found = useRecord(person?.id ?? null, act, first, last);
  return (
    <>
      <PageHead onBack={onBack} title={w.audit}>
        <MenuButton
          actions={[
            { id: "csv", label: w.exportCsv, onAction: () => void download(exportUrl("csv", filter)) },
            { id: "jsonl", label: w.exportJson, onAction: () => void download(exportUrl("jsonl", filter)) },
          ]}
          label={w.export}
        >
          <DownloadIcon />
        </MenuButton>
      </PageHead>
      <Filters>
        {person === null ? (
          <PersonFilter onChoose={setPerson} />
        ) : (
          <span className={styles.chosen}>
            {w.onlyPerson(person.name)}
            <IconButton label={w.dropPerson} onPress={() => setPerson(null)} small>
              <CloseIcon size={16} />
            </IconButton>
          </span>
        )}
        <ActFilter act={act} onChange={setAct} />
        <DayField label={w.from} onChange={setFirst} value={first} />
        <DayField label={w.to} onChange={setLast} value={last} />
      </Filters>
      <PageBody label={w.auditEntries}>
        <List
          empty={
            <EmptyState icon={<ClockIcon />} title={w.noEntriesTitle}>
              {w.noEntriesText}
            </EmptyState>
          }
          failed={w.failed}
          found={found}
          row={(entry) => <Row entry={entry} key={entry.seq} />}
          wide
        />
      </PageBody>
    </>
  );
}

function useRecord(person: string | null, act: string, first: string, last: string): Pages<Told> {
  const firstOn = useSettled(DAY.test(first) ? first : null, 400);
  const lastOn = useSettled(DAY.test(last) ? last : null, 400);
  const ask = useCallback(
    async (before: string | null, signal: AbortSignal): Promise<OnePage<Told>> => {
      const query = { person_id: person, act: act === ANY ? null : act, first_on: firstOn, last_on: lastOn };
      const { entries, names, next } = await administration.audit({ ...query, before }, signal);
      const items = entries.map((entry) => ({ ...entry, names }));
      return { items, next: next === null ? null : String(next) };
    },
    [person, act, firstOn, lastOn],
  );
  return usePages(ask);
}

/** Typing finds people; choosing one filters. */
function PersonFilter({ onChoose }: { onChoose: (person: Pick<Person, "id" | "name">) => void }) {
  const w = useWords();
  const [typed, setTyped] = useState("");
  const { items } = usePeopleFound(typed, null);
  return (
    <span className={styles.person}>
      <SearchField label={w.filterPerson} onChange={setTyped} value={typed} />
      {typed.trim() !== "" && items.length > 0 && (
        <ul className={styles.candidates}>
          {items.slice(0, CANDIDATES).map(({ id, name, key, department_path }) => (
            <li key={id}>
              <Button
                look="quiet"
                onPress={() => onChoose({ id, name: [name, key].filter(Boolean).join(" ") })}
                small
                wide
              >
                {[name, key, pathWords(department_path)].filter(Boolean).join("　")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}

const CANDIDATES = 6;

/** The seconds of Japan's clock: what happened first matters here. */
const secondsOf = (at: number) => `:${String(Math.floor(at / 1000) % 60).padStart(2, "0")}`;

function ActFilter({ act, onChange }: { act: string; onChange: (act: string) => void }) {
  const w = useWords();
  const answer = useAnswer(useCallback((signal: AbortSignal) => administration.acts(signal), []));
  const acts = answer.value?.acts;
  const choices = useMemo(
    () => [{ id: ANY, label: w.anyAct }, ...(acts ?? []).map((id) => ({ id, label: actOf(id, w) }))],
    [acts, w],
  );
  return <Select choices={choices} label={w.filterAct} onChange={onChange} value={act} />;
}

interface DayFieldProps {
  label: string;
  value: string;
  onChange: (day: string) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return <TextField label={label} onChange={onChange} type="date" value={value} />;
}

function Row({ entry }: { entry: Told }) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  const { seq, kind, at, digest, names } = entry;
  return (
    <li className={styles.row}>
      <time className={styles.when} title={fullWhenOf(at, t, era)}>
        {whenOf(at, Date.now(), t)}
        <span className={styles.seconds}>{secondsOf(at)}</span>
      </time>
      <span className={styles.by}>{actorOf(entry, names, w)}</span>
      <span className={styles.what}>
        <span className={styles.act}>{actOf(kind, w)}</span>
        {detailsOf(entry, names, w).map((detail) => (
          <span className={styles.detail} key={detail}>
            {detail}
          </span>
        ))}
      </span>
      <span className={styles.proof} title={w.proof(seq, digest)}>
        <span aria-hidden="true">
          {seq} · {digest.slice(0, 8)}
        </span>
        <span className="said">{w.proof(seq, digest)}</span>
      </span>
    </li>
  );
}
