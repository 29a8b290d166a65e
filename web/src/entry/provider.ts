/** The way to the organisation's own provider and back: the browser leaves this page and comes back to it. */
import { useCallback, useEffect, useState } from "react";
import type { CameBack, Offer } from "../api/generated";
import { text } from "../i18n";
import { sentenceOf } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { actions, api } from "../state";
import { CALLBACK, cameBackWith, forgetLinking } from "./wayBack";

const WANTED = "kairan.wanted";

/** Where one wanted to go before signing in, for the way back. */
async function leaveFor(organization: string): Promise<void> {
  const { url } = await api.setOut(organization);
  if (url === null) return;
  forgetLinking();
  try {
    if (location.pathname !== CALLBACK) sessionStorage.setItem(WANTED, location.pathname + location.search);
  } catch {
    // Then one begins at the beginning.
  }
  location.assign(url);
}

/** Until it was sent to the server: a first drawing may be thrown away and begun anew. */
let held: CameBack | null = null;

/**
 * What the provider sent along: it does not stay in the address or the history. The address becomes what one
 * wanted before.
 */
function wayBackHere(): CameBack | null {
  if (location.pathname !== CALLBACK) return held;
  held = cameBackWith(location.search);
  history.replaceState(history.state, "", takeWanted());
  return held;
}

function takeWanted(): string {
  try {
    const wanted = sessionStorage.getItem(WANTED) ?? "/";
    sessionStorage.removeItem(WANTED);
    return wanted.startsWith("/") && !wanted.startsWith("//") ? wanted : "/";
  } catch {
    return "/";
  }
}

interface Provider {
  /** What the organisation offers; null when it has no provider, or before that is known. */
  readonly offer: Offer | null;
  readonly leaving: boolean;
  /** One has come back, and the server is checking. */
  readonly arriving: boolean;
  readonly leave: () => Promise<void>;
}

/** Signing in through the organisation's provider; what goes wrong is told to `refuse` in words. */
export function useProvider(
  organization: string | null,
  refuse: (sentence: string | null) => void,
): Provider {
  const offers = useAnswer(useCallback((signal: AbortSignal) => api.offers(signal), []));
  const [wayBack] = useState(wayBackHere);
  const [arriving, setArriving] = useState(wayBack !== null);
  const [leaving, setLeaving] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a way back is good once.
  useEffect(() => {
    if (wayBack === null || held === null) return;
    held = null;
    actions.comeBack(wayBack).catch((error: unknown) => {
      refuse(sentenceOf(error, text().entry.failed));
      setArriving(false);
    });
  }, [wayBack]);
  async function leave() {
    if (organization === null) return;
    refuse(null);
    setLeaving(true);
    try {
      await leaveFor(organization);
    } catch (error) {
      refuse(sentenceOf(error, text().entry.failed));
      setLeaving(false);
    }
  }
  const offer = offers.value?.offers.find(({ organization_id }) => organization_id === organization) ?? null;
  return { offer, leaving, arriving, leave };
}
