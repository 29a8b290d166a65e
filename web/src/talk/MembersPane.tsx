import { useCallback, useMemo, useState } from "react";
import { AddPersonIcon } from "../design/icons";
import { useText } from "../i18n";
import { answersTo } from "../model/finding";
import type { Id, RoomCard } from "../model/types";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { SearchField } from "../parts/SearchField";
import { SkeletonRows } from "../parts/Skeleton";
import { openDialog } from "../shell/dialogs";
import { useMay } from "../shell/useMay";
import { actions, api, useMe } from "../state";
import { useVariants } from "../state/useVariants";
import { PaneProblem } from "./PaneProblem";
import { People } from "./People";
import styles from "./SidePane.module.css";
import { usePaneQuery } from "./usePaneQuery";

/** More than this one does not look through. */
const SEARCHED_FROM = 12;

export default function MembersPane({ room, onPerson }: { room: RoomCard; onPerson: (member: Id) => void }) {
  const t = useText();
  const me = useMe().person.id;
  const may = useMay();
  const { id, member_count } = room;
  // Asked anew when somebody came or went.
  const ask = useCallback(
    async (signal: AbortSignal) => {
      void member_count;
      const { members } = await api.members(id, signal);
      actions.learn(members.map((member) => member.person));
      return members;
    },
    [id, member_count],
  );
  const { answer, error, again } = usePaneQuery(ask);
  const [query, setQuery] = useState("");
  const masters = useMemo(
    () =>
      new Set((answer ?? []).filter((member) => member.role === "master").map((member) => member.person.id)),
    [answer],
  );
  const areKnown = useVariants();
  const people = useMemo(() => {
    void areKnown; // once it is, others fit
    return (answer ?? []).map((member) => member.person).filter((person) => answersTo(person, query));
  }, [answer, query, areKnown]);

  if (error !== null && answer === null) return <PaneProblem error={error} onAgain={again} />;
  if (answer === null) return <SkeletonRows person />;
  return (
    <div className={styles.body}>
      {room.kind === "group" && room.archived_at === null && may("invite", room) && (
        <div className={styles.search}>
          <Button
            icon={<AddPersonIcon size={18} />}
            onPress={() => openDialog({ kind: "add-members", room: id })}
            small
            wide
          >
            {t.talk.addPeople}
          </Button>
          {may("invite_guest", room) && (
            <Button onPress={() => openDialog({ kind: "invite-guest", room: id })} small wide>
              {t.shell.inviteGuest}
            </Button>
          )}
        </div>
      )}
      {answer.length > SEARCHED_FROM && (
        <div className={styles.search}>
          <SearchField
            label={t.talk.findMember}
            onChange={setQuery}
            placeholder={t.talk.findMember}
            value={query}
          />
        </div>
      )}
      {people.length === 0 && <p className={styles.problem}>{t.talk.noMemberFound}</p>}
      <People
        beside={(person) => (
          <>
            {masters.has(person.id) && <Tag tone="accent">{t.talk.master}</Tag>}
            {person.id === me && <Tag>{t.talk.you}</Tag>}
          </>
        )}
        onPerson={onPerson}
        people={people}
      />
    </div>
  );
}
