import { useCallback, useState } from "react";
import type { AlliancePerson, AllianceView } from "../api/generated";
import { PeopleIcon } from "../design/icons";
import { List } from "../list/List";
import { LineRow, RowWords } from "../list/Row";
import { useList } from "../list/useList";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { FormDialog } from "../parts/FormDialog";
import { SearchField } from "../parts/SearchField";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useSettled } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { GuestsSection } from "./GuestsSection";
import { useWords } from "./words";

const ALL = "*";
const ORDERS = ["reading", "answers"] as const;
type Order = (typeof ORDERS)[number];

interface PeopleTabProps {
  view: AllianceView;
  onChanged: (view: AllianceView) => void;
}

/** Who takes part, as they are shown outside their bodies. */
export function PeopleTab({ view, onChanged }: PeopleTabProps) {
  const w = useWords();
  const [typed, setTyped] = useState("");
  const [body, setBody] = useState(ALL);
  const [theme, setTheme] = useState(ALL);
  const [order, setOrder] = useState<Order>("reading");
  const [isWriting, setWriting] = useState(false);
  const q = useSettled(typed.trim());
  const { id } = view.card;
  const found = useList(
    "people",
    useCallback(
      (after: string | null, signal: AbortSignal) =>
        alliances.people(
          id,
          {
            q,
            after,
            order,
            ...(body === ALL ? {} : { body_id: body }),
            ...(theme === ALL ? {} : { theme }),
          },
          signal,
        ),
      [id, q, body, theme, order],
    ),
  );
  const joined = view.bodies.filter(({ state }) => state === "joined");
  return (
    <>
      <div className={styles.tools}>
        <SearchField label={w.findPerson} onChange={setTyped} value={typed} />
        <Select
          choices={[
            { id: ALL, label: w.allBodies },
            ...joined.map((one) => ({ id: one.body_id, label: one.name })),
          ]}
          hideLabel
          label={w.bodies}
          onChange={setBody}
          value={body}
        />
        {view.themes.length > 0 && (
          <Select
            choices={[
              { id: ALL, label: w.allThemes },
              ...view.themes.map((each) => ({ id: each, label: each })),
            ]}
            hideLabel
            label={w.theme}
            onChange={setTheme}
            value={theme}
          />
        )}
        <Select
          choices={ORDERS.map((each) => ({ id: each, label: w.orders[each] }))}
          hideLabel
          label={w.order}
          onChange={setOrder}
          value={order}
        />
        <Button onPress={() => setWriting(true)}>{w.profile}</Button>
      </div>
      <List
        empty={
          <EmptyState icon={<PeopleIcon />} title={order === "answers" ? w.noAnswersTitle : w.noPeopleTitle}>
            {order === "answers" ? w.noAnswersText : w.noPeopleText}
          </EmptyState>
        }
        failed={w.peopleFailed}
        found={found}
        people
        row={(one) => <Row key={one.person.id} one={one} />}
      />
      <GuestsSection allianceId={id} />
      {isWriting && (
        <OwnProfile
          onClose={() => setWriting(false)}
          onSaved={(profile) => {
            onChanged({ ...view, profile });
            found.restart();
          }}
          view={view}
        />
      )}
    </>
  );
}

function Row({ one: { person, about, contact, answers } }: { one: AlliancePerson }) {
  const w = useWords();
  const section = [person.department, person.post].filter(Boolean).join(" ");
  return (
    <LineRow top>
      <Avatar person={person} />
      <RowWords
        beside={<span className={styles.count}>{person.organization}</span>}
        name={person.name}
        second={section}
      >
        {about && <span className={styles.second}>{about}</span>}
        {contact && <span className={styles.second}>{contact}</span>}
        {answers > 0 && <span className={styles.second}>{w.solvedBy(answers)}</span>}
      </RowWords>
    </LineRow>
  );
}

interface OwnProfileProps {
  view: AllianceView;
  onSaved: (profile: NonNullable<AllianceView["profile"]>) => void;
  onClose: () => void;
}

function OwnProfile({ view, onSaved, onClose }: OwnProfileProps) {
  const w = useWords();
  const [about, setAbout] = useState(view.profile?.about ?? "");
  const [contact, setContact] = useState(view.profile?.contact ?? "");
  const work = useWork({ inline: true });
  const save = () =>
    work.run(async () => {
      onSaved(await alliances.profile(view.card.id, { about, contact }));
      toast.done(w.profileSaved);
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      holds
      lead={w.profileLead}
      onClose={onClose}
      onSubmit={save}
      problem={work.problem}
      title={w.profile}
    >
      <TextField
        autoFocus
        label={w.about}
        lines={3}
        markOptional
        maxLength={200}
        onChange={setAbout}
        placeholder={w.aboutPlaceholder}
        value={about}
      />
      <TextField
        label={w.contact}
        markOptional
        maxLength={100}
        onChange={setContact}
        placeholder={w.contactPlaceholder}
        value={contact}
      />
    </FormDialog>
  );
}
