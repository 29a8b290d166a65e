import { type ReactNode, useCallback, useState } from "react";
import { Button } from "../parts/Button";
import { FormProblem } from "../parts/Problem";
import { SkeletonRows } from "../parts/Skeleton";
import { useAnswer } from "../shell/useAnswer";
import { factors } from "./api";
import { CodeField } from "./CodeField";
import styles from "./Factors.module.css";
import { useFactorWork } from "./useFactorWork";
import { useWords } from "./words";

interface Props {
  /** With the recovery codes that came with the first factor. */
  onAdded: (codes: readonly string[] | null) => void;
  /** The form around it: a dialog, or a card of the entrance. */
  frame: (submit: () => void, children: ReactNode) => ReactNode;
}

/** Scan, or type, then show the first code. */
export function AppForm({ onAdded, frame }: Props) {
  const w = useWords();
  const offer = useAnswer(useCallback(() => factors.offerApp(), []));
  const [code, setCode] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const work = useFactorWork();

  async function add() {
    if (offer.value === null) return;
    const { sealed } = offer.value;
    setMissing(code.trim() === "" ? w.codeMissing : null);
    if (code.trim() === "") return;
    await work.run(async () => onAdded((await factors.addApp(sealed, code)).codes));
  }

  if (offer.phase === "failed") {
    return frame(
      offer.again,
      <div className={styles.block}>
        <p>{w.loadFailed}</p>
        <Button type="submit">{w.again}</Button>
      </div>,
    );
  }
  return frame(
    add,
    <div className={styles.block}>
      <p>{w.appScan}</p>
      {offer.value === null ? <SkeletonRows rows={3} /> : <Qr rows={offer.value.qr} />}
      <p className={styles.note}>{w.appType}</p>
      <p className={styles.secret}>{offer.value?.secret.match(/.{1,4}/g)?.join(" ")}</p>
      <CodeField error={missing} kind="app" label={w.appCode} onChange={setCode} value={code} />
      <FormProblem text={work.problem} />
      <Button busy={work.busy} look="primary" type="submit" wide>
        {w.appAdd}
      </Button>
    </div>,
  );
}

/** Dark on white in every scheme: cameras want it so. The quiet zone is four squares wide. */
function Qr({ rows }: { rows: readonly string[] }) {
  const w = useWords();
  const size = rows.length + 8;
  const path = rows
    .flatMap((row, y) => [...row].map((dark, x) => (dark === "1" ? `M${x + 4} ${y + 4}h1v1h-1z` : "")))
    .join("");
  return (
    <svg aria-label={w.appQr} className={styles.qr} role="img" viewBox={`0 0 ${size} ${size}`}>
      <rect fill="#fff" height={size} width={size} />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
