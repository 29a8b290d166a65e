import type { HazardRule, Judged, TelegramRow } from "../../api/generated";
import { useText } from "../../i18n";
import { whenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { facts, LineRow, RowWords } from "../../list/Row";
import { Tag } from "../../parts/Badge";
import styles from "./Hazards.module.css";
import { words } from "./words";

interface TelegramProps {
  row: TelegramRow;
  rules: readonly HazardRule[];
}

/** A telegram that came, and what each rule did with it or would have done. */
export function Telegram({ row, rules }: TelegramProps) {
  const t = useText();
  const w = useBilingual(words);
  const when = (at: number) => whenOf(at, Date.now(), t);
  const marks = [w.status[row.status], w.infoType[row.info_type]].filter((mark) => mark !== "");
  return (
    <LineRow top>
      <RowWords
        beside={marks.map((mark) => <Tag key={mark}>{mark}</Tag>)}
        name={row.title}
        second={facts(
          w.kinds[row.kind],
          w.reported(when(row.reported_at)),
          `${w.arrived(when(row.arrived_at))} (${w.sources[row.source]})`,
        )}
      >
        {row.headline !== "" && <span className={styles.headline}>{row.headline}</span>}
        <ul className={styles.judged}>
          {row.judged.map((one) => (
            <JudgedLine
              key={one.rule_id}
              name={rules.find(({ id }) => id === one.rule_id)?.name ?? ""}
              one={one}
            />
          ))}
        </ul>
      </RowWords>
    </LineRow>
  );
}

const TELLING: readonly string[] = ["told", "corrected", "recalled", "lifted"];

function JudgedLine({ name, one }: { name: string; one: Judged }) {
  const w = useBilingual(words);
  const { outcome, is_done, matches } = one;
  const isTold = TELLING.includes(outcome);
  const said = !is_done && isTold ? w.would : w.done[outcome];
  const isDrill = (outcome === "drill" || outcome === "test") && matches.length > 0;
  return (
    <li>
      <span className={outcome === "failed" ? styles.failed : isTold ? styles.told : undefined}>
        {name}: {said}
      </span>
      {isDrill && `　${w.wouldDrill}`}
      {outcome === "failed" && `　${w.failedWhy}`}
      {one.acts.map((act, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be of one kind.
        <span className={act.outcome === "failed" ? styles.failed : undefined} key={at}>
          {"　"}
          {w.actShort[act.act]}: {w.actOutcome[act.outcome]}
          {act.why !== null && ` (${w.actWhy[act.why] ?? act.why})`}
        </span>
      ))}
      {matches.map((match) => (
        <span key={match.kind}>
          {"　"}
          {match.areas.join("、")}
          {match.nearness === "prefecture" && w.nearby} {match.name}
          {match.alert_level !== null && ` (${w.level(match.alert_level)})`}
        </span>
      ))}
    </li>
  );
}
