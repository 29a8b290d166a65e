/** A chart as plain shapes: drawn on the screen in the theme's colours, and on white paper for a report. */

export interface Series {
  readonly name: string;
  readonly look: "bar" | "line" | "dashed";
  /** Null: too few people to say. */
  readonly values: readonly (number | null)[];
}

export interface Chart {
  readonly title: string;
  /** Under the title: of what, and when. */
  readonly note: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
}

export type Ink = "text" | "faint" | "grid" | "bar" | "line" | "paper";

export type Shape =
  | { readonly kind: "rect"; x: number; y: number; width: number; height: number; ink: Ink }
  | { readonly kind: "path"; d: string; ink: Ink; dashed: boolean }
  | { readonly kind: "dot"; x: number; y: number; ink: Ink }
  | {
      readonly kind: "text";
      x: number;
      y: number;
      text: string;
      anchor: "start" | "middle" | "end";
      ink: Ink;
      bold?: boolean;
    };

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Room above for the title, on paper only. */
  readonly head: number;
}

const LEFT = 44;
const RIGHT = 8;
const FOOT = 26;
const LABEL = 52; // px a label under the axis needs
const DOTS_MOST = 14;

/** A round number that is not below the greatest value: the top line of the chart. */
export function topOf(values: readonly number[]): number {
  const most = Math.max(1, ...values);
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 3, 4, 6, 8, 10].find((each) => each * power >= most) ?? 10;
  return Math.max(4, step * power);
}

export function shapesOf(chart: Chart, { width, height, head }: Frame): Shape[] {
  const top = topOf(chart.series.flatMap(({ values }) => values.filter((one) => one !== null)));
  const base = height - FOOT;
  const roof = head + 12;
  const slot = (width - LEFT - RIGHT) / Math.max(1, chart.labels.length);
  const x = (n: number) => LEFT + slot * (n + 0.5);
  const y = (value: number) => base - ((base - roof) * value) / top;
  return [
    ...gridOf(top, width, y),
    ...chart.series.filter(({ look }) => look === "bar").flatMap(({ values }) => bars(values, slot, x, y)),
    ...chart.series.filter(({ look }) => look !== "bar").flatMap((series) => line(series, x, y)),
    ...labelsOf(chart.labels, slot, x, base),
  ];
}

function gridOf(top: number, width: number, y: (value: number) => number): Shape[] {
  return [0, top / 2, top].flatMap((value): Shape[] => [
    { kind: "path", d: `M${LEFT} ${y(value)}H${width - RIGHT}`, ink: "grid", dashed: false },
    {
      kind: "text",
      x: LEFT - 6,
      y: y(value) + 4,
      text: value.toLocaleString("ja"),
      anchor: "end",
      ink: "faint",
    },
  ]);
}

function bars(
  values: Series["values"],
  slot: number,
  x: (n: number) => number,
  y: (v: number) => number,
): Shape[] {
  const width = Math.max(1, Math.min(36, slot * 0.68));
  return values.flatMap((value, n): Shape[] =>
    value === null
      ? []
      : [{ kind: "rect", x: x(n) - width / 2, y: y(value), width, height: y(0) - y(value), ink: "bar" }],
  );
}

function line({ values, look }: Series, x: (n: number) => number, y: (v: number) => number): Shape[] {
  const d = values.map((value, n) => {
    if (value === null) return "";
    return `${(values[n - 1] ?? null) === null ? "M" : "L"}${round(x(n))} ${round(y(value))}`;
  });
  // One with nothing on either side would have no line.
  const isDot = (n: number) =>
    values.length <= DOTS_MOST || ((values[n - 1] ?? null) === null && (values[n + 1] ?? null) === null);
  const dots = values.flatMap((value, n): Shape[] =>
    value !== null && isDot(n) ? [{ kind: "dot", x: x(n), y: y(value), ink: "line" }] : [],
  );
  return [{ kind: "path", d: d.join(""), ink: "line", dashed: look === "dashed" }, ...dots];
}

function labelsOf(labels: readonly string[], slot: number, x: (n: number) => number, base: number): Shape[] {
  const every = Math.max(1, Math.ceil(LABEL / slot));
  return labels.flatMap((text, n): Shape[] =>
    n % every === 0 ? [{ kind: "text", x: x(n), y: base + 18, text, anchor: "middle", ink: "faint" }] : [],
  );
}

const round = (value: number) => Math.round(value * 10) / 10;

const PAPER: Readonly<Record<Ink, string>> = {
  text: "#1a1a1c",
  faint: "#4d5560",
  grid: "#d5dae3",
  bar: "#3460c4",
  line: "#00206e",
  paper: "#ffffff",
};
const FONT = "'BIZ UDPGothic','Noto Sans JP','Hiragino Sans','Yu Gothic',sans-serif";
const ON_PAPER: Frame = { width: 960, height: 420, head: 84 };

/** The chart with its title and legend as a picture for a report: black on white in either theme. */
export function svgOf(chart: Chart): string {
  const { width, height } = ON_PAPER;
  const shapes = [...headOf(chart), ...shapesOf(chart, ON_PAPER)].map(written).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" font-size="13"><rect width="${width}" height="${height}" fill="${PAPER.paper}"/>${shapes}</svg>`;
}

function headOf({ title, note, series }: Chart): Shape[] {
  const shapes: Shape[] = [
    { kind: "text", x: 16, y: 28, text: title, anchor: "start", ink: "text", bold: true },
    { kind: "text", x: 16, y: 50, text: note, anchor: "start", ink: "faint" },
  ];
  let x = 16;
  for (const { name, look } of series) {
    shapes.push(
      look === "bar"
        ? { kind: "rect", x, y: 62, width: 14, height: 12, ink: "bar" }
        : { kind: "path", d: `M${x} 68h22`, ink: "line", dashed: look === "dashed" },
      { kind: "text", x: x + 28, y: 73, text: name, anchor: "start", ink: "text" },
    );
    x += 60 + name.length * 14;
  }
  return shapes;
}

function written(shape: Shape): string {
  const color = PAPER[shape.ink];
  switch (shape.kind) {
    case "rect":
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${color}"/>`;
    case "path":
      return `<path d="${shape.d}" fill="none" stroke="${color}" stroke-width="${shape.ink === "grid" ? 1 : 2}"${shape.dashed ? ' stroke-dasharray="5 4"' : ""}/>`;
    case "dot":
      return `<circle cx="${shape.x}" cy="${shape.y}" r="3" fill="${color}"/>`;
    case "text":
      return `<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}" fill="${color}"${shape.bold ? ' font-size="18" font-weight="700"' : ""}>${safe(shape.text)}</text>`;
  }
}

const safe = (text: string) => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);
