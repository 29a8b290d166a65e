import type { Figures } from "../../api/generated";
import type { Chart } from "./chart";
import type { FiguresWords } from "./words";

/** The charts of the page; `of` says of whom, for the picture in a report. */
export function chartsOf(
  { days, months, first_on, last_on }: Figures,
  of: string,
  w: FiguresWords,
): { id: string; chart: Chart }[] {
  const dates = days.map(({ day }) => short(day));
  const names = months.map(({ month }) => month.replace("-", "/"));
  const span = `${of}　${first_on} 〜 ${last_on}`;
  const spanOfMonths = `${of}　${names[0] ?? ""} 〜 ${names.at(-1) ?? ""}`;
  return [
    {
      id: "messages",
      chart: {
        title: w.chartMessages,
        note: span,
        labels: dates,
        series: [{ name: w.messages, look: "bar", values: days.map(({ messages }) => messages) }],
      },
    },
    {
      id: "active",
      chart: {
        title: w.chartActive,
        note: span,
        labels: dates,
        series: [
          { name: w.active, look: "line", values: days.map(({ active }) => active) },
          { name: w.onPhones, look: "dashed", values: days.map(({ phones }) => phones) },
        ],
      },
    },
    {
      id: "months-messages",
      chart: {
        title: w.chartMonthsMessages,
        note: spanOfMonths,
        labels: names,
        series: [{ name: w.messages, look: "bar", values: months.map(({ messages }) => messages) }],
      },
    },
    {
      id: "months-active",
      chart: {
        title: w.chartMonthsActive,
        note: spanOfMonths,
        labels: names,
        series: [
          { name: w.active, look: "bar", values: months.map(({ active }) => active) },
          { name: w.onPhones, look: "line", values: months.map(({ phones }) => phones) },
        ],
      },
    },
  ];
}

const short = (day: string) => day.slice(5).split("-").map(Number).join("/");

/** 87.3%; or nothing to divide by; or too few people to say. */
export function shareOf(part: number | null, whole: number | null, none: string, few: string): string {
  if (part === null || whole === null) return few;
  return whole === 0 ? none : `${(Math.round((part / whole) * 1000) / 10).toLocaleString("ja")}%`;
}
