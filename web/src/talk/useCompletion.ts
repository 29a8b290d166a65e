/** Whom to call after an @: people of the room, their departments, everybody; and who is to be brought in first. */

import { useEffect, useMemo, useState } from "react";
import { useText } from "../i18n";
import { type Completion, completionAt } from "../model/draft";
import type { Id, Person, RoomCard } from "../model/types";
import { useMay } from "../shell/useMay";
import { actions, api, useMe } from "../state";
import type { Candidate } from "./candidate";

export interface Completing {
  readonly at: Completion;
  readonly candidates: readonly Candidate[];
}

export function useCompletion(room: RoomCard, text: string, caret: number | null): Completing | null {
  const t = useText();
  const may = useMay();
  const me = useMe().person.id;
  const at = useMemo(() => (caret === null ? null : completionAt(text, caret)), [text, caret]);
  const finder = useFinder(at !== null);
  const members = useMembers(room, at !== null);
  const found = useFound(at !== null && may("see_directory") ? at.query : "");
  const mayInvite = may("invite", room) && room.archived_at === null;
  const candidates = useMemo(() => {
    if (at === null || finder === null) return [];
    return finder.candidatesFor({ query: at.query, me, members, found, mayInvite }, t);
  }, [at, finder, members, me, found, mayInvite, t]);
  return at !== null && candidates.length > 0 ? { at, candidates } : null;
}

type Finder = typeof import("./candidates");

let known: Finder | null = null;

function useFinder(isWanted: boolean): Finder | null {
  const [finder, setFinder] = useState(known);
  useEffect(() => {
    if (!isWanted || finder !== null) return;
    let isHere = true;
    import("./candidates")
      .then(async (module) => {
        await module.prepare();
        known = module;
        if (isHere) setFinder(module);
      })
      .catch(() => undefined); // without candidates, one writes on
    return () => {
      isHere = false;
    };
  }, [isWanted, finder]);
  return finder;
}

const PAUSE_MS = 200;
const NOBODY: readonly Person[] = [];

/** Whom the directory knows by these words, while one types. */
function useFound(q: string): readonly Person[] {
  const [found, setFound] = useState(NOBODY);
  useEffect(() => {
    if (q === "") {
      setFound(NOBODY);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.people({ q }, stop.signal).then(
        ({ people }) => {
          actions.learn(people);
          setFound(people);
        },
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q]);
  return found;
}

// --- members, fetched when first needed ----------------------------------------------------------------------

const fetched = new Map<Id, { readonly count: number; readonly people: readonly Person[] }>();
function useMembers(room: RoomCard, isWanted: boolean): readonly Person[] {
  const [, setRound] = useState(0);
  const { id, member_count } = room;
  const remembered = fetched.get(id);
  const isFresh = remembered?.count === member_count;
  useEffect(() => {
    if (!isWanted || isFresh) return;
    const stop = new AbortController();
    api
      .members(id, stop.signal)
      .then(({ members }) => {
        fetched.set(id, { count: member_count, people: members.map((member) => member.person) });
        setRound((before) => before + 1);
      })
      .catch(() => undefined); // without candidates, one writes on
    return () => stop.abort();
  }, [id, member_count, isWanted, isFresh]);
  return remembered?.people ?? NOBODY;
}
