import { useCallback, useState } from "react";
import { Checkbox } from "react-aria-components/Checkbox";
import type {
  DepartmentsWithoutRoom,
  DepartmentWithoutRoom,
  RoomsMade,
  RoomWanted,
} from "../../api/generated";
import { useText } from "../../i18n";
import { useBilingual } from "../../i18n/useBilingual";
import { ask } from "../../net/http";
import { Button } from "../../parts/Button";
import { Switch, TickBox } from "../../parts/Choices";
import { cx } from "../../parts/cx";
import { FormDialog } from "../../parts/FormDialog";
import { sentenceOf, toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { inParts } from "./inParts";
import styles from "./Rooms.module.css";
import { words } from "./words";

const PATH = "/api/administration/rooms/departments";
/** The server makes so many at once. */
const AT_ONCE = 100;
const LONG_MS = 120_000;

interface DepartmentRoomsProps {
  onClose: () => void;
  onDone: () => void;
}

/** A room for each chosen department that has none; how many are made stands on the button. */
export function DepartmentRooms({ onClose, onDone }: DepartmentRoomsProps) {
  const t = useText();
  const w = useBilingual(words);
  const work = useWork({ inline: true });
  const [below, setBelow] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = useAnswer(
    useCallback(
      (signal: AbortSignal) =>
        ask<DepartmentsWithoutRoom>("GET", PATH, { query: { below: String(below) }, signal }),
      [below],
    ),
  );
  const possible = (found.value?.departments ?? []).filter(({ master }) => master !== null);
  const empty = (found.value?.departments.length ?? 0) - possible.length;
  const wanted = possible.filter(({ id }) => chosen.has(id));
  const isAll = possible.length > 0 && wanted.length === possible.length;
  const turn = (id: string, isOn: boolean) =>
    setChosen((before) => new Set(isOn ? [...before, id] : [...before].filter((one) => one !== id)));
  function submit() {
    if (wanted.length === 0 || found.phase !== "known") return;
    work.run(async () => {
      let made = 0;
      for (const rooms of inParts(wanted.flatMap(wantedOf), AT_ONCE))
        made += (await ask<RoomsMade>("POST", PATH, { body: { rooms, below }, timeoutMs: LONG_MS })).made;
      toast.done(w.roomsMade(made));
      onDone();
    });
  }
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={wanted.length === 0 || found.phase !== "known"}
      lead={w.departmentRoomsLead}
      onClose={onClose}
      onSubmit={submit}
      problem={work.problem ?? (found.phase === "failed" ? sentenceOf(found.error, t.shell.failed) : null)}
      title={w.departmentRooms}
      verb={w.makeRooms(wanted.length)}
    >
      <Switch label={w.withBelow} on={below} onChange={setBelow} />
      {found.value !== null && <p className={styles.note}>{w.roomsSoFar(found.value.with_room, empty)}</p>}
      {possible.length > 0 && (
        <div>
          <Button onPress={() => setChosen(isAll ? new Set() : new Set(possible.map(({ id }) => id)))} small>
            {isAll ? w.chooseNone : w.chooseAll(possible.length)}
          </Button>
        </div>
      )}
      {found.phase === "known" && possible.length === 0 && <p>{w.everyDepartmentHasOne}</p>}
      <div className={styles.choices}>
        {possible.map((one) => (
          <Checkbox
            className={cx(styles.choice, "ring-inside")}
            isSelected={chosen.has(one.id)}
            key={one.id}
            onChange={(isOn) => turn(one.id, isOn)}
          >
            <TickBox />
            <span>
              {one.path}
              <span className={styles.detail}>{w.roomOf(one.room, one.people, one.master?.name ?? "")}</span>
            </span>
          </Checkbox>
        ))}
      </div>
    </FormDialog>
  );
}

function wantedOf({ id, master }: DepartmentWithoutRoom): RoomWanted[] {
  return master === null ? [] : [{ department_id: id, master_id: master.id }];
}
