/** The department tree, from the flat list the server gives. */
import type { Department, Id } from "../model/types";

export interface Branch {
  readonly id: Id;
  readonly name: string;
  /** People in it and in all departments below it. */
  readonly count: number;
  readonly below: readonly Branch[];
}

/** A department whose parent is unknown stands at the top, so that nobody is lost. */
export function treeOf(departments: readonly Department[]): readonly Branch[] {
  const known = new Set(departments.map(({ id }) => id));
  const byParent = new Map<Id | null, Department[]>();
  for (const department of departments) {
    const { parent_id } = department;
    const parent = parent_id !== null && known.has(parent_id) ? parent_id : null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), department]);
  }
  return branchesOf(null, byParent);
}

function branchesOf(parent: Id | null, byParent: ReadonlyMap<Id | null, Department[]>): readonly Branch[] {
  const children = [...(byParent.get(parent) ?? [])].sort((a, b) => a.position - b.position);
  return children.map(({ id, name, member_count }) => {
    const below = branchesOf(id, byParent);
    return { id, name, below, count: below.reduce((sum, branch) => sum + branch.count, member_count) };
  });
}

/** From the top down to this department; empty when there is no such. */
export function pathTo(id: Id, branches: readonly Branch[]): readonly Branch[] {
  for (const branch of branches) {
    if (branch.id === id) return [branch];
    const rest = pathTo(id, branch.below);
    if (rest.length > 0) return [branch, ...rest];
  }
  return [];
}

/** All departments in the order of the tree, with how deep each stands. */
export function flat(branches: readonly Branch[], depth = 0): { branch: Branch; depth: number }[] {
  return branches.flatMap((branch) => [{ branch, depth }, ...flat(branch.below, depth + 1)]);
}
