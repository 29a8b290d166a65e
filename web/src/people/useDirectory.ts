import { useCallback, useEffect, useMemo } from "react";
import type { Id, Person } from "../model/types";
import { type Answer, type OnePage, type Pages, useAnswer, usePages, useSettled } from "../shell/useAnswer";
import { actions, api } from "../state";
import { type Branch, treeOf } from "./departments";

export function useDepartments(): Answer<unknown> & { tree: readonly Branch[]; again: () => void } {
  const answer = useAnswer(useCallback((signal: AbortSignal) => api.departments(signal), []));
  const departments = answer.value?.departments;
  const tree = useMemo(() => treeOf(departments ?? []), [departments]);
  return { ...answer, tree };
}

/** People by name or reading, within a department, an alliance, or everywhere, while one types. */
export function usePeopleFound(
  typed: string,
  department: Id | null,
  allianceId: Id | null = null,
): Pages<Person> {
  const q = useSettled(typed.trim());
  const ask = useCallback(
    async (after: string | null, signal: AbortSignal): Promise<OnePage<Person>> => {
      if (allianceId !== null) {
        const sent = await api.alliancePeople(allianceId, { q, after }, signal);
        return { items: sent.people.map(({ person }) => person), next: sent.next };
      }
      const query = { q, after, ...(department === null ? {} : { department_id: department }) };
      const { people, next } = await api.people(query, signal);
      return { items: people, next };
    },
    [q, department, allianceId],
  );
  const pages = usePages(ask);
  const { items } = pages;
  useEffect(() => {
    if (items.length > 0) actions.learn(items);
  }, [items]);
  return pages;
}
