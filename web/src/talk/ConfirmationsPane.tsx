import { useCallback, useState } from "react";
import { useText } from "../i18n";
import { fullWhenOf, whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { allows } from "../model/may";
import { messageIn, type Room } from "../model/room";
import type { ConfirmationsAnswer, Id, Person } from "../model/types";
import { confirmationApi } from "../net/confirmationApi";
import { Button } from "../parts/Button";
import { Question } from "../parts/Question";
import { SkeletonRows } from "../parts/Skeleton";
import { saveTable } from "../parts/saving";
import { Tabs } from "../parts/Tabs";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { actions, useMe, useSettings } from "../state";
import { type ConfirmationWords, words } from "./confirmationWords";
import { PaneProblem } from "./PaneProblem";
import { People } from "./People";
import { PhonePeople, usePhoneList } from "./Phoning";
import styles from "./ReadersPane.module.css";
import { RemindBar } from "./RemindBar";
import side from "./SidePane.module.css";
import { usePaneQuery } from "./usePaneQuery";

interface ConfirmationsPaneProps {
  room: Room;
  message: Id;
  onPerson: (member: Id) => void;
}

/** Who has confirmed a message and who has not, by section; for whoever wrote it and masters of the room. */
export default function ConfirmationsPane({ room, message: id, onPerson }: ConfirmationsPaneProps) {
  const w = useBilingual(words);
  const message = messageIn(room, id);
  const asked = message?.confirmation ?? null;
  const state = asked && `${asked.confirmed} ${asked.people} ${asked.ended_at} ${message?.edited_at}`;
  const ask = useCallback(
    async (signal: AbortSignal) => {
      void state; // another state is another question
      const answer = await confirmationApi.who(id, signal);
      actions.learn([...answer.waiting, ...answer.confirmed.map(({ person }) => person)]);
      return answer;
    },
    [id, state],
  );
  const { answer, error, again } = usePaneQuery(ask);
  const phone = usePhoneList(room, id);
  const [tab, setTab] = useState<"waiting" | "confirmed">("waiting");
  if (error !== null && answer === null) return <PaneProblem error={error} onAgain={again} />;
  if (answer === null) return <SkeletonRows person />;
  const { confirmed, waiting } = answer;
  const people = confirmed.length + waiting.length;
  const earlier = confirmed.filter(({ is_earlier }) => is_earlier).length;
  return (
    <div className={side.body}>
      {message && message.text !== "" && <p className={styles.message}>{message.text}</p>}
      <div className={styles.share}>
        <span className={styles.numbers}>{w.count(confirmed.length, people)}</span>
        <progress
          aria-label={w.count(confirmed.length, people)}
          className={styles.bar}
          max={people}
          value={confirmed.length}
        />
      </div>
      {earlier > 0 && <p className={styles.aside}>{w.earlierNote(earlier)}</p>}
      <Deeds answer={answer} id={id} room={room} />
      <Tabs
        chosen={tab}
        label={w.askTitle}
        onChoose={setTab}
        tabs={[
          {
            id: "waiting",
            label: w.waitingTab(waiting.length),
            panel:
              waiting.length === 0 ? (
                <p className={styles.nobody}>{w.everybody}</p>
              ) : (
                <>
                  <RemindBar message={id} phone={phone} room={room} unread={waiting} whom="unconfirmed" />
                  <PhonePeople onPerson={onPerson} people={waiting} phone={phone} />
                </>
              ),
          },
          {
            id: "confirmed",
            label: w.confirmedTab(confirmed.length),
            panel: <Confirmed answer={answer} onPerson={onPerson} />,
          },
        ]}
      />
    </div>
  );
}

function Deeds({ answer, id, room }: { answer: ConfirmationsAnswer; id: Id; room: Room }) {
  const t = useText();
  const w = useBilingual(words);
  const { upto } = useMe();
  const { era } = useSettings();
  const [asks, setAsks] = useState(false);
  const work = useWork();
  const end = () =>
    work.run(async () => {
      await confirmationApi.end(id);
      toast.done(w.endedNow);
      setAsks(false);
    });
  return (
    <div className={styles.remind}>
      <div className={styles.deeds}>
        {allows(upto, "download", room.card) && (
          <Button
            look="quiet"
            onPress={() =>
              saveTable(
                tableOf(answer, w, (at) => fullWhenOf(at, t, era)),
                `${w.file}.csv`,
              )
            }
            small
          >
            {w.save}
          </Button>
        )}
        {answer.may_end && (
          <Button look="quiet" onPress={() => setAsks(true)} small>
            {w.end}
          </Button>
        )}
      </div>
      {asks && (
        <Question busy={work.busy} onClose={() => setAsks(false)} onYes={end} title={w.endTitle} verb={w.end}>
          {w.endText}
        </Question>
      )}
    </div>
  );
}

function tableOf(
  { confirmed, waiting }: ConfirmationsAnswer,
  w: ConfirmationWords,
  when: (at: number) => string,
): readonly (readonly string[])[] {
  return [
    w.heads,
    ...waiting.map((person) => [...cellsOf(person), w.waitingCell, "", ""]),
    ...confirmed.map(({ person, at, is_earlier }) => [
      ...cellsOf(person),
      w.confirmedCell,
      when(at),
      is_earlier ? w.earlierMark : "",
    ]),
  ];
}

function cellsOf(person: Person): readonly string[] {
  const { department_path, affiliation, post, name, extension } = person;
  return [department_path ?? affiliation ?? "", post ?? "", name, extension ?? ""];
}

function Confirmed({ answer, onPerson }: { answer: ConfirmationsAnswer; onPerson: (member: Id) => void }) {
  const t = useText();
  const w = useBilingual(words);
  const now = useNow();
  const { era } = useSettings();
  const given = new Map(answer.confirmed.map((each) => [each.person.id, each]));
  if (answer.confirmed.length === 0) return <p className={styles.nobody}>{w.nobodyConfirmed}</p>;
  const beside = (person: Person) => {
    const each = given.get(person.id);
    if (each === undefined) return null;
    return (
      <span className={styles.when}>
        {each.is_earlier && <span className={styles.earlier}>{w.earlierMark}</span>}
        <time dateTime={new Date(each.at).toISOString()} title={fullWhenOf(each.at, t, era)}>
          {whenOf(each.at, now, t)}
        </time>
      </span>
    );
  };
  return <People beside={beside} onPerson={onPerson} people={answer.confirmed.map(({ person }) => person)} />;
}
