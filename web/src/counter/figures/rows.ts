/** The counter in numbers as rows of a table, for the page and for a spreadsheet alike. */
import type { CounterFigures } from "../../api/generated";
import type { FiguresWords } from "./words";

export type CaseFigures = CounterFigures["total"];

export function headOf(w: FiguresWords): readonly string[] {
  return Object.values(w.columns);
}

export function cellsOf(one: CaseFigures, w: FiguresWords): readonly string[] {
  const waiting = one.waiting.reduce((sum, { cases }) => sum + cases, 0);
  const overdue = one.waiting.reduce((sum, each) => sum + each.overdue, 0);
  return [
    String(one.arrived),
    String(one.done),
    String(one.refused),
    String(one.withdrawn),
    w.days(one.median_days),
    w.days(one.most_days),
    w.share(one.in_period, one.with_period),
    String(one.corrected),
    String(waiting),
    String(overdue),
    w.share(one.by_phone, one.by_residents),
    w.hours(one.saved_minutes),
  ];
}

export function tableOf(told: CounterFigures, w: FiguresWords): readonly (readonly string[])[] {
  return [
    [w.department, w.name, ...headOf(w)],
    [w.total, "", ...cellsOf(told.total, w)],
    ...told.departments.map((one) => [one.department, "", ...cellsOf(one.figures, w)]),
    ...told.forms.map((one) => [one.department, one.title, ...cellsOf(one.figures, w)]),
  ];
}
