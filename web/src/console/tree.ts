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
