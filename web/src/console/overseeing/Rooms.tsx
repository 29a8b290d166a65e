import { useCallback, useState } from "react";
import type { Candidates, OverseenRoom, OverseenRooms } from "../../api/generated";
import { DoorIcon, OfflineIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { ask } from "../../net/http";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { EmptyState } from "../../parts/EmptyState";
import { MenuButton } from "../../parts/Menu";
import { FormProblem } from "../../parts/Problem";
import { Question } from "../../parts/Question";
import { SearchField } from "../../parts/SearchField";
import { Select } from "../../parts/Select";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { PageHead } from "../../shell/PageHead";
import { type OnePage, useAnswer, usePages, useSettled } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useWords } from "../words";
import { useBoth } from "../words/both";
import styles from "./Rooms.module.css";
import { words } from "./words";

const ROOMS = "/api/administration/rooms";
const path = (id: string) => `${ROOMS}/${encodeURIComponent(id)}`;
const STATES = ["any", "open", "masterless", "archived"] as const;

type Doing = { readonly what: "appoint" | "archive"; readonly room: OverseenRoom };

/** Every room of the body by name and numbers; what is said in them is nobody's here. */
export function Rooms({ onBack }: { onBack: (() => void) | undefined }) {
  const t = useText();
  const c = useWords();
  const w = useBoth(words);
  const [typed, setTyped] = useState("");
  const [which, setWhich] = useState<(typeof STATES)[number]>("any");
  const [page, setPage] = useState<OverseenRooms | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const found = useRooms(typed, which, setPage);
  const { items, phase, hasMore, more, again } = found;
  const done = () => {
    setDoing(null);
    toast.done(w.done);
    found.restart();
  };
  return (
    <>
      <PageHead note={page ? w.count(page.total) : undefined} onBack={onBack} title={w.title} />
      <div className={styles.filters}>
        <SearchField label={w.find} onChange={setTyped} value={typed} />
        <Select
          choices={STATES.map((id) => ({ id, label: w.states[id] }))}
          hideLabel
          label={w.filter}
          onChange={setWhich}
          value={which}
        />
      </div>
      <div className={styles.scroll}>
        {page !== null && page.masterless > 0 && which !== "masterless" && (
          <div className={styles.warning}>
            <p>{w.warning(page.masterless)}</p>
            <Button onPress={() => setWhich("masterless")} small>
              {w.show}
            </Button>
          </div>
        )}
        <p className={styles.note}>{w.note}</p>
        {items.length === 0 && phase === "asking" && <SkeletonRows />}
        {items.length === 0 && phase === "failed" && (
          <EmptyState
            action={<Button onPress={again}>{t.parts.retry}</Button>}
            icon={<OfflineIcon />}
            title={c.failed}
          />
        )}
        {items.length === 0 && phase === "known" && (
          <EmptyState icon={<DoorIcon />} title={w.noneTitle}>
            {w.noneText}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {items.map((room) => (
            <Row key={room.id} onDo={setDoing} room={room} />
          ))}
        </ul>
        {hasMore && (
          <div className={styles.more}>
            <Button busy={phase === "asking"} onPress={more}>
              {t.parts.loadMore}
            </Button>
          </div>
        )}
      </div>
      {doing?.what === "appoint" && (
        <Appoint onClose={() => setDoing(null)} onDone={done} room={doing.room} />
      )}
      {doing?.what === "archive" && (
        <Archive onClose={() => setDoing(null)} onDone={done} room={doing.room} />
      )}
    </>
  );
}

function useRooms(typed: string, which: string, onPage: (page: OverseenRooms) => void) {
  const q = useSettled(typed.trim());
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round begins the same list again.
  const asked = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<OnePage<OverseenRoom>> => {
      const query = { q, after, which: which === "any" ? null : which };
      const page = await ask<OverseenRooms>("GET", ROOMS, { query, signal });
      onPage(page);
      return { items: page.rooms, next: page.next };
    },
    [q, which, onPage, round],
  );
  return { ...usePages(asked), restart: () => setRound((n) => n + 1) };
}

function Row({ room, onDo }: { room: OverseenRoom; onDo: (doing: Doing) => void }) {
  const w = useBoth(words);
  const { name, open, archived_at, members, guests, masters, master_names, room_class, active_on } = room;
  const isArchived = archived_at !== null;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.first}>
          <span className={styles.name}>{name}</span>
          <Tag>{w.class(room_class)}</Tag>
          {open && <Tag>{w.isOpen}</Tag>}
          {isArchived && <Tag>{w.archived}</Tag>}
          {masters === 0 && !isArchived && <Tag tone="accent">{w.masterless}</Tag>}
        </p>
        <p className={styles.second}>
          {[
            w.people(members, guests),
            masters > 0 ? w.masters(master_names.join("、"), masters - master_names.length) : null,
            active_on === null ? w.neverActive : w.active(active_on),
          ]
            .filter(Boolean)
            .join("　")}
        </p>
      </div>
      <MenuButton
        actions={[
          {
            id: "appoint",
            label: w.appoint,
            disabled: masters > 0 || isArchived,
            onAction: () => onDo({ what: "appoint", room }),
          },
          {
            id: "archive",
            label: isArchived ? w.unarchive : w.archive,
            apart: true,
            onAction: () => onDo({ what: "archive", room }),
          },
        ]}
        label={w.menu(name)}
        small
      />
    </li>
  );
}

interface DeedProps {
  room: OverseenRoom;
  onDone: () => void;
  onClose: () => void;
}

function Appoint({ room, onDone, onClose }: DeedProps) {
  const t = useText();
  const w = useBoth(words);
  const [chosen, setChosen] = useState<string | null>(null);
  const work = useWork({ inline: true });
  const { value } = useAnswer(
    useCallback(
      (signal: AbortSignal) => ask<Candidates>("GET", `${path(room.id)}/candidates`, { signal }),
      [room.id],
    ),
  );
  const people = value?.people ?? [];
  const appoint = () =>
    chosen === null
      ? undefined
      : work.run(async () => {
          await ask("PUT", `${path(room.id)}/master`, { body: { member_id: chosen } });
          onDone();
        });
  return (
    <Dialog
      actions={
        <>
          <Button onPress={onClose}>{t.parts.cancel}</Button>
          <Button busy={work.busy} isDisabled={chosen === null} look="primary" type="submit">
            {w.appointVerb}
          </Button>
        </>
      }
      lead={w.appointLead(room.name)}
      onClose={onClose}
      onSubmit={appoint}
      size="narrow"
      title={w.appoint}
    >
      {value !== null && people.length === 0 ? (
        <p>{w.nobody}</p>
      ) : (
        <Select
          choices={people.map(({ id, name, department }) => ({
            id,
            label: [name, department].filter(Boolean).join("　"),
          }))}
          label={w.who}
          onChange={setChosen}
          placeholder={w.choose}
          value={chosen}
        />
      )}
      <FormProblem text={work.problem} />
    </Dialog>
  );
}

function Archive({ room, onDone, onClose }: DeedProps) {
  const w = useBoth(words);
  const work = useWork();
  const archived = room.archived_at === null;
  const verb = archived ? w.archive : w.unarchive;
  const change = () =>
    work.run(async () => {
      await ask("PUT", `${path(room.id)}/archived`, { body: { archived } });
      onDone();
    });
  return (
    <Question busy={work.busy} danger={archived} onClose={onClose} onYes={change} title={verb} verb={verb}>
      {archived ? w.archiveText(room.name) : w.unarchiveText(room.name)}
    </Question>
  );
}
