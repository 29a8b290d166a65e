import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { CopyIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import { Button } from "../../parts/Button";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { type Chart, type Ink, type Shape, shapesOf, svgOf } from "./chart";
import styles from "./Figures.module.css";
import { copyPicture } from "./picture";
import { words } from "./words";

const HEIGHT = 220;
const INKS: Readonly<Record<Ink, string>> = {
  text: "var(--ink)",
  faint: "var(--ink-2)",
  grid: "var(--line)",
  bar: "var(--accent-line)",
  line: "var(--accent)",
  paper: "var(--paper)",
};

/** A chart with its legend, the same numbers as a table, and a picture of it for a report. */
export function ChartView({ chart, few, file }: { chart: Chart; few: string; file: string }) {
  const w = useBilingual(words);
  const id = useId();
  const [isTable, setTable] = useState(false);
  const work = useWork();
  const copy = () =>
    work.run(async () => {
      const done = await copyPicture(svgOf(chart), `${file}.png`);
      toast.done(done === "copied" ? w.copied : w.savedPicture);
    });
  return (
    <figure aria-labelledby={id} className={styles.figure}>
      <figcaption className={styles.caption}>
        <h2 className={styles.heading} id={id}>
          {chart.title}
        </h2>
        <span className={styles.tools}>
          <Button aria-pressed={isTable} look="quiet" onPress={() => setTable(!isTable)} small>
            {isTable ? w.showChart : w.showTable}
          </Button>
          <Button busy={work.busy} icon={<CopyIcon size={18} />} look="quiet" onPress={copy} small>
            {w.copyPicture}
          </Button>
        </span>
      </figcaption>
      {isTable ? <Table chart={chart} few={few} /> : <Drawing chart={chart} />}
    </figure>
  );
}

function Drawing({ chart }: { chart: Chart }) {
  const w = useBilingual(words);
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const here = box.current;
    if (here === null) return;
    const measured = new ResizeObserver(() => setWidth(here.clientWidth));
    setWidth(here.clientWidth);
    measured.observe(here);
    return () => measured.disconnect();
  }, []);
  const told = chart.series.map(({ name, values }) => {
    const known = values.filter((one) => one !== null);
    return w.summary(name, sum(known), Math.max(0, ...known));
  });
  return (
    <div className={styles.drawing} ref={box}>
      <Legend chart={chart} />
      <svg aria-label={`${chart.title}。${told.join("、")}`} height={HEIGHT} role="img" width="100%">
        {width > 0 && shapesOf(chart, { width, height: HEIGHT, head: 0 }).map(drawnOf)}
      </svg>
    </div>
  );
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

function Legend({ chart: { series } }: { chart: Chart }) {
  if (series.length < 2) return <div className={styles.legend} />;
  return (
    <ul className={styles.legend}>
      {series.map(({ name, look }) => (
        <li key={name}>
          <span aria-hidden="true" className={styles.sample} data-look={look} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function drawnOf(shape: Shape, n: number): ReactNode {
  const color = INKS[shape.ink];
  switch (shape.kind) {
    case "rect":
      return <rect fill={color} height={shape.height} key={n} width={shape.width} x={shape.x} y={shape.y} />;
    case "path":
      return (
        <path
          d={shape.d}
          fill="none"
          key={n}
          stroke={color}
          strokeDasharray={shape.dashed ? "5 4" : undefined}
          strokeWidth={shape.ink === "grid" ? 1 : 2}
        />
      );
    case "dot":
      return <circle cx={shape.x} cy={shape.y} fill={color} key={n} r={3} />;
    case "text":
      return (
        <text fill={color} fontSize={12} key={n} textAnchor={shape.anchor} x={shape.x} y={shape.y}>
          {shape.text}
        </text>
      );
  }
}

function Table({ chart: { title, labels, series }, few }: { chart: Chart; few: string }) {
  const w = useBilingual(words);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard.
    <section aria-label={title} className={styles.tableBox} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{w.when}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, n) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{values[n]?.toLocaleString("ja") ?? few}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
