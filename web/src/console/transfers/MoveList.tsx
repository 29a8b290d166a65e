import { Button as AriaButton } from "react-aria-components/Button";
import type { MoveRow } from "../../api/generated";
import { AddPersonIcon, PeopleIcon, UploadIcon } from "../../design/icons";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { EmptyState } from "../../parts/EmptyState";
import { toldWords } from "../../people/labels";
import { useIsPhone } from "../../shell/media";
import type { Asking } from "./asking";
import styles from "./Transfers.module.css";
import type { Words } from "./words";

interface PeopleProps {
  moves: readonly MoveRow[];
  mayChange: boolean;
  onAsk: (asking: Asking) => void;
  w: Words;
}

/** Who moves from where to where; an empty list says how it is filled. */
export function People({ moves, mayChange, onAsk, w }: PeopleProps) {
  if (moves.length === 0) {
    return (
      <EmptyState
        action={
          <span className={styles.ways}>
            <Button icon={<AddPersonIcon size={18} />} look="primary" onPress={() => onAsk("add")}>
              {w.add}
            </Button>
            <Button icon={<UploadIcon size={18} />} onPress={() => onAsk("sheet")}>
              {w.sheet}
            </Button>
          </span>
        }
        icon={<PeopleIcon />}
        title={w.noPeopleTitle}
      >
        {w.noPeopleText}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.moves}>
      {moves.map((row) => (
        <li key={row.member_id}>
          <AriaButton
            className={cx(styles.move, "ring-inside")}
            isDisabled={!mayChange}
            onPress={() => onAsk(row)}
          >
            <MoveWords row={row} w={w} />
          </AriaButton>
        </li>
      ))}
    </ul>
  );
}

/** From where to where, in whole paths: for a list that was carried out as it was at its hour. */
function MoveWords({ row, w }: { row: MoveRow; w: Words }) {
  const isPhone = useIsPhone();
  const { person, move, predecessor } = row;
  const more = [
    move.extension && w.extensionTo(move.extension),
    predecessor && w.after(`${predecessor.name} ${predecessor.key}`),
  ].filter((part) => typeof part === "string" && part !== "");
  const hasPosts = move.main !== null || move.added.length > 0 || move.removed.length > 0;
  const isEmpty = move.kind === "move" && !hasPosts && more.length === 0;
  return (
    <>
      <span className={styles.who}>
        <span className={styles.name}>{person?.name ?? w.gone}</span>
        <span className={styles.about}>{person?.key}</span>
      </span>
      <span className={styles.before}>{toldWords(row.before, isPhone) || w.noPost}</span>
      <span aria-hidden="true" className={styles.arrow}>
        →
      </span>
      <span className={styles.words}>
        <span className={cx(styles.after, isEmpty && styles.missing)}>
          {move.kind !== "move" && <Tag>{w.kinds[move.kind]}</Tag>}
          {hasPosts && move.kind !== "leave" && (toldWords(row.after, isPhone) || w.noPost)}
          {isEmpty && w.notYet}
        </span>
        {more.length > 0 && <span className={styles.about}>{more.join("・")}</span>}
      </span>
    </>
  );
}
