/** What a provider sends along, taken out of the address at once: it does not stay there or in the history. */
import type { CameBack } from "../api/generated";

export const CALLBACK = "/sign-in/callback";
const LINKING = "kairan.linking";
const SETTINGS = "/settings";

export function cameBackWith(search: string): CameBack {
  const said = new URLSearchParams(search);
  return {
    state: said.get("state") ?? "",
    code: said.get("code"),
    iss: said.get("iss"),
    error: said.get("error"),
  };
}

let answer: CameBack | null = null;

/** The way there, for somebody who is signed in and links themselves. */
export function leaveToLink(url: string): void {
  try {
    sessionStorage.setItem(LINKING, "1");
  } catch {
    // Then the answer is taken for a sign-in, and the server refuses it in words.
  }
  location.assign(url);
}

/** Called once, before anything is drawn: whoever set out to be linked comes back to their settings. */
export function takeLinkAnswer(): void {
  if (location.pathname !== CALLBACK || !isLinking()) return;
  answer = cameBackWith(location.search);
  history.replaceState(history.state, "", SETTINGS);
}

/** Whoever sets out to sign in is not on the way to a link any more, also where they gave that up there. */
export function forgetLinking(): void {
  isLinking();
}

function isLinking(): boolean {
  try {
    const isSo = sessionStorage.getItem(LINKING) !== null;
    sessionStorage.removeItem(LINKING);
    return isSo;
  } catch {
    return false;
  }
}

/** What came back for a link, once: a way back is good once. */
export function linkAnswer(): CameBack | null {
  const taken = answer;
  answer = null;
  return taken;
}
