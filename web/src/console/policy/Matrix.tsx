import { useState } from "react";
import type { Policy, PolicyPage, Rule } from "../../api/generated";
import type { Act } from "../../model/may";
import { Select } from "../../parts/Select";
import { useIsPhone } from "../../shell/media";
import styles from "./Matrix.module.css";
import {
  FLAGS,
  KINDS_AND_DEVICES,
  levelsOf,
  type Place,
  pressed,
  ruleAt,
  withFlag,
  withLevel,
  withRule,
} from "./model";
import type { PolicyWords } from "./PolicyWords";
import { usePolicyWords } from "./words";

const CLASSES = [1, 2, 3] as const;

interface MatrixProps {
  page: PolicyPage;
  policy: Policy;
  face: string;
  onChange: (policy: Policy) => void;
}

/** What may be done at one face: acts downward; who, on what, in rooms of which class across. */
export function Matrix({ page, policy, face, onChange }: MatrixProps) {
  const w = usePolicyWords();
  const isPhone = useIsPhone();
  const [shown, setShown] = useState("staff pc");
  const all = KINDS_AND_DEVICES.map((each) => ({ ...each, face }));
  const places = isPhone ? all.filter(({ kind, device }) => `${kind} ${device}` === shown) : all;
  const change = (rule: Rule) => onChange(withRule(policy, rule));
  return (
    <>
      {isPhone && (
        <Select
          choices={all.map((place) => ({ id: `${place.kind} ${place.device}`, label: nameOf(place, w) }))}
          label={w.place}
          onChange={setShown}
          value={shown}
        />
      )}
      <p className={styles.note}>{w.classNote}</p>
      <table className={styles.table}>
        <caption className="said">{w.title}</caption>
        <Heads places={places} w={w} />
        <tbody>
          {page.acts.map((act) => (
            <tr key={act}>
              <th scope="row">
                {w.acts[act]}
                {w.notes[act] && <span className={styles.aside}>{w.notes[act]}</span>}
              </th>
              {places.map((place) => (
                <Cells
                  act={act}
                  key={nameOf(place, w)}
                  onChange={change}
                  page={page}
                  place={place}
                  rule={ruleAt(policy, place)}
                  w={w}
                />
              ))}
            </tr>
          ))}
        </tbody>
        <tbody>
          <tr>
            <th className={styles.part} colSpan={1 + places.length * CLASSES.length} scope="rowgroup">
              {w.screen}
            </th>
          </tr>
          {FLAGS.map((flag) => (
            <tr key={flag}>
              <th scope="row">{w.flags[flag]}</th>
              {places.map((place) => {
                const rule = ruleAt(policy, place);
                return (
                  <td className={styles.first} colSpan={CLASSES.length} key={nameOf(place, w)}>
                    <Box
                      label={`${w.flags[flag]}（${nameOf(place, w)}）`}
                      on={rule.screen[flag]}
                      onPress={() => change(withFlag(rule, flag, !rule.screen[flag]))}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{w.screenNote}</p>
    </>
  );
}

function Heads({ places, w }: { places: readonly Place[]; w: PolicyWords }) {
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col">
          {w.act}
        </th>
        {places.map((place) => (
          <th className={styles.first} colSpan={CLASSES.length} key={nameOf(place, w)} scope="colgroup">
            {nameOf(place, w)}
          </th>
        ))}
      </tr>
      <tr>
        {places.map((place) =>
          CLASSES.map((room) => (
            <th
              className={room === 1 ? styles.first : undefined}
              key={`${nameOf(place, w)} ${room}`}
              scope="col"
            >
              <span aria-hidden="true">{w.classShort(room)}</span>
              <span className="said">{w.classes[room]}</span>
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}

interface CellsProps {
  page: PolicyPage;
  place: Place;
  rule: Rule;
  act: Act;
  w: PolicyWords;
  onChange: (rule: Rule) => void;
}

function Cells({ page, place, rule, act, w, onChange }: CellsProps) {
  const { set, most } = levelsOf(page, rule, act);
  const name = nameOf(place, w);
  if (page.ungraded.includes(act)) {
    return (
      <td className={styles.first} colSpan={CLASSES.length}>
        <Box
          isShut={most === 0}
          label={w.cell(w.acts[act], name, w.allowed)}
          on={Math.min(set, most) > 0}
          onPress={() => onChange(withLevel(rule, act, set > 0 ? 0 : 3))}
        />
      </td>
    );
  }
  return CLASSES.map((room) => (
    <td className={room === 1 ? styles.first : undefined} key={room}>
      <Box
        isShut={room > most}
        label={w.cell(w.acts[act], name, w.classes[room])}
        on={room <= Math.min(set, most)}
        onPress={() => onChange(withLevel(rule, act, pressed(Math.min(set, most), room)))}
      />
    </td>
  ));
}

interface BoxProps {
  label: string;
  on: boolean;
  /** Something else refuses it already. */
  isShut?: boolean;
  onPress: () => void;
}

function Box({ label, on, isShut = false, onPress }: BoxProps) {
  return (
    <label className={styles.target}>
      <input
        aria-label={label}
        checked={on}
        className={styles.box}
        disabled={isShut}
        onChange={onPress}
        title={label}
        type="checkbox"
      />
    </label>
  );
}

function nameOf({ kind, device }: Pick<Place, "kind" | "device">, w: PolicyWords): string {
  return `${w.kinds[kind]}・${w.devices[device]}`;
}
