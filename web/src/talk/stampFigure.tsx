/** Of what the stamps are made: strokes, areas, faces and arms; and the clipboard they are put together to. */
import type { ReactNode } from "react";
import styles from "./Stamp.module.css";

type Eyes = "open" | "happy" | "shut" | "wide" | "aside" | "sorry";
type Mouth = "smile" | "grin" | "line" | "round" | "wavy";
type Arm = "down" | "up" | "out" | "in" | "brow";

export interface Drawing {
  readonly eyes?: Eyes;
  readonly mouth?: Mouth;
  readonly left?: Arm;
  readonly right?: Arm;
  /** Degrees to the right; a bow is a large one. */
  readonly lean?: number;
  readonly sign: ReactNode;
}

export const line = (...lines: string[]) => lines.map((d) => <path className={styles.line} d={d} key={d} />);
export const solid = (...areas: string[]) =>
  areas.map((d) => <path className={styles.solid} d={d} key={d} />);
export const cut = (...lines: string[]) => lines.map((d) => <path className={styles.cut} d={d} key={d} />);
export const sheet = (...areas: string[]) =>
  areas.map((d) => <path className={styles.sheet} d={d} key={d} />);
export const disc = (x: number, y: number, r: number) => (
  <circle className={styles.solid} cx={x} cy={y} r={r} />
);
export const ring = (x: number, y: number, r: number) => (
  <circle className={styles.sheet} cx={x} cy={y} r={r} />
);

const EYES: Readonly<Record<Eyes, ReactNode>> = {
  open: (
    <>
      <circle className={styles.ink} cx="22" cy="34" r="2.2" />
      <circle className={styles.ink} cx="34" cy="34" r="2.2" />
    </>
  ),
  wide: (
    <>
      <circle className={styles.ink} cx="22" cy="33" r="3" />
      <circle className={styles.ink} cx="34" cy="33" r="3" />
    </>
  ),
  aside: (
    <>
      <circle className={styles.ink} cx="25" cy="33" r="2.2" />
      <circle className={styles.ink} cx="37" cy="33" r="2.2" />
    </>
  ),
  happy: line("M19 35q3-4 6 0", "M31 35q3-4 6 0"),
  shut: line("M19 34q3 3 6 0", "M31 34q3 3 6 0"),
  sorry: line("M19 36l5-3M37 36l-5-3"),
};

const MOUTHS: Readonly<Record<Mouth, ReactNode>> = {
  smile: line("M24 40q4 4 8 0"),
  grin: solid("M22.5 39.500h11q-1 6-5.5 6t-5.5-6z"),
  line: line("M25 41h6"),
  round: <circle className={styles.ink} cx="28" cy="41.5" r="2" />,
  wavy: line("M22.5 41q2-2.5 4 0t4 0 3-1"),
};

const LEFT: Readonly<Record<Arm, string>> = {
  down: "M14 42q-5 2-6 9",
  up: "M14 40q-7-3-7-13",
  out: "M14 42q-5 1-9-2",
  in: "M14 44q6 6 12 5",
  brow: "M14 42q-9-3 2-14",
};
const RIGHT: Readonly<Record<Arm, string>> = {
  down: "M42 42q5 2 6 9",
  up: "M42 40q7-3 7-13",
  out: "M42 42q5 1 9-2",
  in: "M42 44q-6 6-12 5",
  brow: "M42 42q9-3-2-14",
};

/** The clipboard itself, then what is beside it. */
export function Figure({ drawing, size }: { drawing: Drawing; size: number }) {
  const { eyes = "open", mouth = "smile", left = "down", right = "down", lean = 0, sign } = drawing;
  return (
    <svg aria-hidden="true" className={styles.figure} height={size} viewBox="0 0 64 64" width={size}>
      <g transform={lean === 0 ? undefined : `rotate(${lean} 28 60)`}>
        {line("M22 56v5", "M34 56v5")}
        {sheet("M18 18h20a4 4 0 0 1 4 4v30a4 4 0 0 1-4 4H18a4 4 0 0 1-4-4V22a4 4 0 0 1 4-4z")}
        {solid("M23 14h10a2 2 0 0 1 2 2v5H21v-5a2 2 0 0 1 2-2z")}
        {line(LEFT[left], RIGHT[right])}
        {EYES[eyes]}
        {MOUTHS[mouth]}
      </g>
      {sign}
    </svg>
  );
}
