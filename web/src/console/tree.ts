/** The department tree as the console shows it: one row each, in the order of the tree. */
import type { DepartmentRow } from "../api/generated";
import type { Id } from "../model/types";

export interface Line {
  readonly department: DepartmentRow;
  /** Its name; with the name of what it belongs to where another department is called the same. */
  readonly title: string;
  readonly depth: number;
  /** Its place among its open neighbours, and how many there are. */
  readonly place: number;
  readonly of: number;
}

/** A department whose parent is not shown stands at the top, so that none is lost. */
export function linesOf(departments: readonly DepartmentRow[], withClosed: boolean): readonly Line[] {
  const shown = departments.filter(({ closed_at }) => withClosed || closed_at === null);
  const known = new Set(shown.map(({ id }) => id));
  const byParent = new Map<Id | null, DepartmentRow[]>();
  for (const department of shown) {
    const { parent_id } = department;
    const parent = parent_id !== null && known.has(parent_id) ? parent_id : null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), department]);
  }
  const titles = titlesOf(shown);
  return below(null, 0, byParent).map((line) => ({ ...line, title: titles(line.department) }));
}

function titlesOf(departments: readonly DepartmentRow[]): (department: DepartmentRow) => string {
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  const counts = new Map<string, number>();
  for (const { name } of departments) counts.set(name, (counts.get(name) ?? 0) + 1);
  return ({ name, parent_id }) => {
    const above = parent_id === null ? undefined : names.get(parent_id);
    return above === undefined || counts.get(name) === 1 ? name : `${name}（${above}）`;
  };
}

type Placed = Omit<Line, "title">;

function below(
  parent: Id | null,
  depth: number,
  byParent: ReadonlyMap<Id | null, DepartmentRow[]>,
): Placed[] {
  const children = [...(byParent.get(parent) ?? [])].sort(inOrder);
  const open = children.filter(({ closed_at }) => closed_at === null);
  return children.flatMap((department) => [
    { department, depth, place: open.indexOf(department), of: open.length },
    ...below(department.id, depth + 1, byParent),
  ]);
}

/** Closed ones stand after the open ones. */
function inOrder(a: DepartmentRow, b: DepartmentRow): number {
  return Number(a.closed_at !== null) - Number(b.closed_at !== null) || a.position - b.position;
}

/** How many people hold a post in a department or below it; who holds several there counts for each. */
export function peopleWithin(departments: readonly DepartmentRow[]): ReadonlyMap<Id, number> {
  const below = new Map<Id, DepartmentRow[]>();
  for (const row of departments)
    if (row.parent_id !== null) below.set(row.parent_id, [...(below.get(row.parent_id) ?? []), row]);
  const sums = new Map<Id, number>();
  const sum = ({ id, member_count }: DepartmentRow): number => {
    const known = sums.get(id);
    if (known !== undefined) return known;
    sums.set(id, member_count); // a circle ends here
    const all = (below.get(id) ?? []).reduce((before, each) => before + sum(each), member_count);
    sums.set(id, all);
    return all;
  };
  for (const row of departments) sum(row);
  return sums;
}

/** The rows of a search with all above them; of a tree where some are folded, what is not inside one of those. */
export function shownOf(lines: readonly Line[], sought: string, folded: ReadonlySet<Id>): readonly Line[] {
  const words = sought.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const parents = new Map(lines.map(({ department: { id, parent_id } }) => [id, parent_id]));
  const above = (id: Id): Id[] => {
    const parent = parents.get(id) ?? null;
    return parent === null || !parents.has(parent) ? [] : [parent, ...above(parent)];
  };
  if (words.length === 0)
    return lines.filter(({ department: { id } }) => !above(id).some((one) => folded.has(one)));
  const hits = lines.filter(({ department: { name, path, former } }) => {
    const text = [name, path, ...former.map((one) => one.name)].join(" ").normalize("NFKC").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const wanted = new Set(hits.flatMap(({ department: { id } }) => [id, ...above(id)]));
  return lines.filter(({ department: { id } }) => wanted.has(id));
}

/** The open departments beside one, in order, without itself. */
export function neighboursOf({ id, parent_id }: DepartmentRow, lines: readonly Line[]): readonly Line[] {
  return lines.filter(
    ({ department: one }) => one.parent_id === parent_id && one.id !== id && one.closed_at === null,
  );
}

/** Its place among its open neighbours, from 0. */
export function placeIn({ id }: DepartmentRow, lines: readonly Line[]): number {
  return lines.find(({ department }) => department.id === id)?.place ?? 0;
}

/** Everything at and below a department: where it cannot be moved. */
export function withBelow(id: Id, departments: readonly DepartmentRow[]): ReadonlySet<Id> {
  const inside = new Set([id]);
  let grew = true;
  while (grew) {
    const before = inside.size;
    for (const { id: each, parent_id } of departments)
      if (parent_id !== null && inside.has(parent_id)) inside.add(each);
    grew = inside.size > before;
  }
  return inside;
}
