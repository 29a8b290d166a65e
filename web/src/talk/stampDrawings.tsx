/**
 * The thirty-two stamps, drawn as one family: a circulated clipboard (回覧板) with a face and two arms, and beside it
 * the one thing that says what it is about. Shapes and paths on a grid of 64, in ink and one accent.
 */
import type { ReactNode } from "react";
import styles from "./Stamp.module.css";
import { cut, type Drawing, disc, line, ring, sheet, solid } from "./stampFigure";

/** What stands beside it, in the upper right corner unless it needs more room. */
const bubble = (inside: ReactNode) => (
  <>
    {sheet("M42 4h14a5 5 0 0 1 5 5v7a5 5 0 0 1-5 5h-7l-5 5v-5h-2a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5z")}
    {inside}
  </>
);
const tick = (
  <>
    {disc(50, 14, 10)}
    {cut("M45 14l4 4 7-8")}
  </>
);
const receiver = "M44 6q3-2 5 1l2 4q1 2-1 3l-2 2q2 5 6 7l2-2q2-2 3-1l4 2q2 2 0 5-3 3-7 2-14-4-15-18 0-3 3-5z";

export const DRAWINGS: Readonly<Record<string, Drawing>> = {
  ryokai: { mouth: "smile", right: "brow", sign: tick },
  shochi: {
    eyes: "shut",
    mouth: "smile",
    left: "in",
    right: "in",
    lean: 12,
    sign: bubble(line("M44 12h11", "M44 16h7")),
  },
  kakunin: {
    eyes: "happy",
    right: "out",
    sign: (
      <>
        {sheet("M42 4h16v22H42z")}
        {line("M46 10h8", "M46 15h8")}
        {disc(56, 24, 6)}
        {cut("M53 24l2 2 4-4")}
      </>
    ),
  },
  kakuninchu: {
    eyes: "aside",
    mouth: "line",
    right: "up",
    sign: (
      <>
        {ring(51, 13, 9)}
        {disc(51, 13, 4)}
        <path className={styles.heavy} d="M45 20l-5 7" />
      </>
    ),
  },
  taiochu: {
    mouth: "line",
    left: "out",
    right: "up",
    sign: (
      <>
        {solid(
          "M48 3h5l1 4 3 1 4-2 3 4-3 3v3l3 3-3 4-4-2-3 1-1 4h-5l-1-4-3-1-4 2-2-4 3-3v-3l-3-3 2-4 4 2 3-1z",
        )}
        <circle className={styles.hole} cx="50.5" cy="14.5" r="4" />
      </>
    ),
  },
  taiozumi: {
    eyes: "happy",
    mouth: "grin",
    left: "up",
    right: "up",
    sign: (
      <>
        {tick}
        {line("M36 6l-3-3", "M35 20l-4 2")}
      </>
    ),
  },
  otsukare: {
    eyes: "shut",
    mouth: "smile",
    right: "out",
    sign: (
      <>
        {solid("M42 14h14v8q0 6-7 6t-7-6z")}
        {line("M56 16q6 0 5 4t-6 3", "M46 10q-2-3 0-6", "M52 10q-2-3 0-6")}
      </>
    ),
  },
  arigato: {
    eyes: "happy",
    mouth: "grin",
    left: "in",
    right: "in",
    sign: <>{solid("M50 24q-11-7-11-13 0-6 5-6 4 0 6 4 2-4 6-4 5 0 5 6 0 6-11 13z")}</>,
  },
  tasukaru: {
    eyes: "happy",
    mouth: "smile",
    left: "up",
    right: "up",
    sign: (
      <>
        {disc(51, 14, 10)}
        <circle className={styles.hole} cx="51" cy="14" r="4" />
        {cut("M51 5v4M51 19v4M42 14h4M56 14h4")}
      </>
    ),
  },
  onegai: {
    eyes: "shut",
    mouth: "smile",
    left: "in",
    right: "in",
    lean: 18,
    sign: <>{line("M47 8l4-4", "M52 13h6", "M49 19l5 3")}</>,
  },
  shikyu: {
    eyes: "wide",
    mouth: "round",
    left: "up",
    right: "up",
    sign: (
      <>
        <path className={styles.alarm} d="M46 3h8l-2 15h-4z" />
        <circle className={styles.alarm} cx="50" cy="24" r="3.5" />
      </>
    ),
  },
  omachi: {
    mouth: "line",
    right: "up",
    sign: (
      <>
        {sheet("M43 4h15v4q0 4-5 7 5 3 5 7v4H43v-4q0-4 5-7-5-3-5-7z")}
        {solid("M46 26q1-4 4.5-6 3.5 2 4.5 6z", "M47 9h7q-1 3-3.5 4.500Q48 12 47 9z")}
      </>
    ),
  },
  atode: {
    eyes: "aside",
    right: "out",
    sign: (
      <>
        {ring(50, 14, 10.5)}
        {line("M50 7v7l5 3")}
      </>
    ),
  },
  renraku: {
    mouth: "smile",
    right: "out",
    sign: (
      <>
        {sheet("M38 7h24v17H38z")}
        {line("M38 8l12 9 12-9")}
        {disc(61, 7, 3.5)}
      </>
    ),
  },
  denwa: { mouth: "smile", right: "up", sign: <>{solid(receiver)}</> },
  denwachu: {
    eyes: "aside",
    mouth: "round",
    right: "brow",
    sign: (
      <>
        {solid(receiver)}
        {line("M55 4q6 1 7 8", "M55 9q2 0 3 3")}
      </>
    ),
  },
  kaigichu: {
    mouth: "line",
    sign: (
      <>
        {bubble(
          <>
            {disc(43, 12.5, 1.8)}
            {disc(49, 12.5, 1.8)}
            {disc(55, 12.5, 1.8)}
          </>,
        )}
        {line("M50 60v-8h12v8")}
        {disc(56, 45, 4)}
      </>
    ),
  },
  seki: {
    eyes: "aside",
    mouth: "line",
    left: "out",
    sign: (
      <>
        {solid("M46 30h5v14h-5z", "M46 44h15v4H46z")}
        {line("M48 48v12", "M59 48v12", "M43 12h8", "M43 17h14", "M57 17l-3-3M57 17l-3 3")}
      </>
    ),
  },
  gaishutsu: {
    eyes: "happy",
    right: "out",
    lean: 6,
    sign: (
      <>
        {solid("M46 40h15v11H46z")}
        {line("M51 40v-3h5v3", "M43 8l16 0M54 3l5 5-5 5")}
      </>
    ),
  },
  zaitaku: {
    eyes: "happy",
    sign: (
      <>
        {solid("M50 3l12 10h-3v12H41V13h-3z")}
        {cut("M47 25v-7h6v7")}
      </>
    ),
  },
  kyukei: {
    eyes: "shut",
    mouth: "smile",
    right: "out",
    sign: (
      <>
        {solid("M41 12h16l-2 15H43z")}
        {cut("M43 17h12")}
        {line("M49 12l3-9h5")}
      </>
    ),
  },
  mukau: {
    mouth: "grin",
    left: "out",
    right: "out",
    lean: 14,
    sign: (
      <>
        {line("M2 30h6", "M1 38h5", "M3 46h4")}
        {solid("M44 9h9V3l10 10-10 10v-6h-9z")}
      </>
    ),
  },
  tochaku: {
    eyes: "happy",
    mouth: "grin",
    left: "up",
    sign: (
      <>
        <path className={styles.heavy} d="M46 3v32" />
        {solid("M46 4h16l-4 6 4 6H46z")}
      </>
    ),
  },
  genba: {
    mouth: "line",
    sign: (
      <>
        {solid("M12 20q0-13 16-13t16 13h3v4H9v-4z")}
        {cut("M24 8v8M32 8v8")}
        {solid("M54 28l8 24H46z")}
        {cut("M51 38h6M49 45h10")}
      </>
    ),
  },
  buji: {
    eyes: "happy",
    mouth: "smile",
    left: "up",
    sign: (
      <>
        {solid("M50 3l11 4v8q0 8-11 12-11-4-11-12V7z")}
        {cut("M45 14l4 4 7-8")}
      </>
    ),
  },
  kessai: {
    mouth: "smile",
    left: "in",
    right: "out",
    sign: (
      <>
        <circle className={styles.alarm} cx="50" cy="14" r="10.5" />
        <circle className={styles.hole} cx="50" cy="14" r="8" />
        <path className={styles.alarmLine} d="M45 11h10M50 8v12M46 17h8" />
      </>
    ),
  },
  shiryo: {
    mouth: "smile",
    left: "out",
    right: "out",
    sign: (
      <>
        {sheet("M46 3h15v18H46z", "M40 8h15v19H40z")}
        {line("M44 13h7", "M44 17h7", "M44 21h4")}
        {solid("M57 23h7l-3.5 7z")}
      </>
    ),
  },
  shitsumon: {
    eyes: "aside",
    mouth: "round",
    right: "up",
    sign: (
      <>
        <path className={styles.thick} d="M45 9q0-6 6-6t6 6q0 4-6 6v4" />
        {disc(51, 25, 2.8)}
      </>
    ),
  },
  daijobu: {
    eyes: "happy",
    mouth: "grin",
    left: "up",
    right: "up",
    sign: <circle className={styles.thickRing} cx="51" cy="13" r="8.5" />,
  },
  sumimasen: {
    eyes: "sorry",
    mouth: "wavy",
    left: "in",
    right: "in",
    lean: 18,
    sign: <>{solid("M52 3q7 9 7 13 0 6-7 6t-7-6q0-4 7-13z", "M41 12q4 5 4 8 0 3-4 3t-4-3q0-3 4-8z")}</>,
  },
  ohayo: {
    eyes: "happy",
    mouth: "grin",
    right: "up",
    sign: (
      <>
        {disc(51, 14, 6.5)}
        {line(
          "M51 2v3",
          "M51 23v3",
          "M39 14h3",
          "M60 14h3",
          "M42.5 5.500l2 2",
          "M57.5 20.500l2 2",
          "M42.5 22.500l2-2",
          "M57.5 7.500l2-2",
        )}
      </>
    ),
  },
  osaki: {
    eyes: "shut",
    mouth: "smile",
    left: "down",
    right: "up",
    sign: (
      <>
        {solid("M54 3q-12 2-12 12 0 9 10 11 7 1 10-4-10 1-12-6-2-7 4-13z")}
        {line("M58 6v4M56 8h4")}
      </>
    ),
  },
};
