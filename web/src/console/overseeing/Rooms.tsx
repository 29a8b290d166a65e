import { useCallback, useState } from "react";
import type { Candidates, OverseenRoom, OverseenRooms } from "../../api/generated";
import { DoorIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import { Filters, List, ListNotice } from "../../list/List";
import { facts, LineRow, RowWords } from "../../list/Row";
import { useList } from "../../list/useList";
import { ask } from "../../net/http";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { FormDialog } from "../../parts/FormDialog";
import { MenuButton } from "../../parts/Menu";
import { Question } from "../../parts/Question";
import { SearchField } from "../../parts/SearchField";
import { Select } from "../../parts/Select";
import { toast } from "../../parts/toasts";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer, useSettled } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useWords } from "../words";
import { DepartmentRooms } from "./DepartmentRooms";
import styles from "./Rooms.module.css";
import { words } from "./words";

const ROOMS = "/api/administration/rooms";
const path = (id: string) => `${ROOMS}/${encodeURIComponent(id)}`;
const STATES = ["any", "open", "masterless", "archived"] as const;

type Doing =
  | { readonly what: "make" }
  | { readonly what: "appoint" | "archive" | "numbers"; readonly room: OverseenRoom };

/** Every room of the body by name and numbers; what is said in them is nobody's here. */
export function Rooms({ onBack }: { onBack: (() => void) | undefined }) {
  const c = useWords();
  const w = useBilingual(words);
  const [typed, setTyped] = useState("");
  const [which, setWhich] = useState<(typeof STATES)[number]>("any");
  const [doing, setDoing] = useState<Doing | null>(null);
  const q = useSettled(typed.trim());
  const found = useList(
    "rooms",
    useCallback(
      (after: string | null, signal: AbortSignal) => {
        const query = { q, after, which: which === "any" ? null : which };
        return ask<OverseenRooms>("GET", ROOMS, { query, signal });
      },
      [q, which],
    ),
  );
  const { page } = found;
  const done = () => {
    setDoing(null);
    toast.done(w.done);
    found.restart();
  };
  return (
    <>
      <PageHead note={page ? w.count(page.total) : undefined} onBack={onBack} title={w.title}>
        <Button onPress={() => setDoing({ what: "make" })} small>
          {w.departmentRooms}
        </Button>
      </PageHead>
      <Filters>
        <SearchField label={w.find} onChange={setTyped} value={typed} />
        <Select
          choices={STATES.map((id) => ({ id, label: w.states[id] }))}
          hideLabel
          label={w.filter}
          onChange={setWhich}
          value={which}
        />
      </Filters>
      <PageBody>
        {page !== null && page.masterless > 0 && which !== "masterless" && (
          <ListNotice
            action={
              <Button onPress={() => setWhich("masterless")} small>
                {w.show}
              </Button>
            }
          >
            {w.warning(page.masterless)}
          </ListNotice>
        )}
        <p className={styles.note}>{w.note}</p>
        {page !== null && page.my_numbers_refused > 0 && (
          <p className={styles.note}>{w.numbersRefused(page.my_numbers_refused)}</p>
        )}
        <List
          empty={
            <EmptyState icon={<DoorIcon />} title={w.noneTitle}>
              {w.noneText}
            </EmptyState>
          }
          failed={c.failed}
          found={found}
          row={(room) => <Row key={room.id} onDo={setDoing} room={room} />}
        />
      </PageBody>
      {doing?.what === "make" && (
        <DepartmentRooms
          onClose={() => setDoing(null)}
          onDone={() => {
            setDoing(null);
            found.restart();
          }}
        />
      )}
      {doing?.what === "appoint" && (
        <Appoint onClose={() => setDoing(null)} onDone={done} room={doing.room} />
      )}
      {doing?.what === "numbers" && (
        <MyNumbers onClose={() => setDoing(null)} onDone={done} room={doing.room} />
      )}
      {doing?.what === "archive" && (
        <Archive onClose={() => setDoing(null)} onDone={done} room={doing.room} />
      )}
    </>
  );
}

function Row({ room, onDo }: { room: OverseenRoom; onDo: (doing: Doing) => void }) {
  const w = useBilingual(words);
  const { name, open, archived_at, members, guests, masters, master_names, room_class, active_on } = room;
  const isArchived = archived_at !== null;
  return (
    <LineRow>
      <RowWords
        beside={
          <>
            <Tag>{w.class(room_class)}</Tag>
            {open && <Tag>{w.isOpen}</Tag>}
            {room.my_numbers && <Tag tone="accent">{w.numbersAllowed}</Tag>}
            {isArchived && <Tag>{w.archived}</Tag>}
            {masters === 0 && !isArchived && <Tag tone="accent">{w.masterless}</Tag>}
          </>
        }
        name={name}
        second={facts(
          w.people(members, guests),
          masters > 0 && w.masters(master_names.join("、"), masters - master_names.length),
          active_on === null ? w.neverActive : w.active(active_on),
        )}
      />
      <MenuButton
        actions={[
          {
            id: "appoint",
            label: w.appoint,
            disabled: masters > 0 || isArchived,
            onAction: () => onDo({ what: "appoint", room }),
          },
          {
            id: "numbers",
            label: room.my_numbers ? w.forbidNumbers : w.allowNumbers,
            onAction: () => onDo({ what: "numbers", room }),
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
    </LineRow>
  );
}

interface DeedProps {
  room: OverseenRoom;
  onDone: () => void;
  onClose: () => void;
}

function Appoint({ room, onDone, onClose }: DeedProps) {
  const w = useBilingual(words);
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
    <FormDialog
      busy={work.busy}
      isDisabled={chosen === null}
      lead={w.appointLead(room.name)}
      onClose={onClose}
      onSubmit={appoint}
      problem={work.problem}
      size="narrow"
      title={w.appoint}
      verb={w.appointVerb}
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
    </FormDialog>
  );
}

function Archive({ room, onDone, onClose }: DeedProps) {
  const w = useBilingual(words);
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

/** Everywhere else they are refused: here the body says that the room's work needs them. */
function MyNumbers({ room, onDone, onClose }: DeedProps) {
  const w = useBilingual(words);
  const work = useWork();
  const allowed = !room.my_numbers;
  const verb = allowed ? w.allowNumbers : w.forbidNumbers;
  const change = () =>
    work.run(async () => {
      await ask("PUT", `${path(room.id)}/my-numbers`, { body: { allowed } });
      onDone();
    });
  return (
    <Question busy={work.busy} danger={allowed} onClose={onClose} onYes={change} title={verb} verb={verb}>
      {allowed ? w.allowNumbersText(room.name) : w.forbidNumbersText(room.name)}
    </Question>
  );
}
