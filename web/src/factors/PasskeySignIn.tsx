import { useEffect, useState } from "react";
import { LockIcon } from "../design/icons";
import { text } from "../i18n";
import { Button } from "../parts/Button";
import { sentenceOf } from "../parts/toasts";
import { actions } from "../state";
import { passkeySignIn } from "./api";
import { GivenUp, hasPasskeys, offersInField } from "./passkey";
import { useWords } from "./words";

/** Without login and password. Where the browser can, it also offers the passkey in the list below the login. */
export default function PasskeySignIn({ onRefused }: { onRefused: (sentence: string | null) => void }) {
  const w = useWords();
  const [busy, setBusy] = useState(false);
  const inField = useFieldOffer(onRefused);

  async function signIn() {
    inField.stop();
    setBusy(true);
    onRefused(null);
    try {
      await actions.cameIn(await passkeySignIn());
    } catch (error) {
      setBusy(false);
      if (!(error instanceof GivenUp)) onRefused(sentenceOf(error, text().entry.failed));
      inField.start();
    }
  }

  if (!hasPasskeys()) return null;
  return (
    <Button busy={busy} icon={<LockIcon size={18} />} onPress={signIn} wide>
      {w.signInWithPasskey}
    </Button>
  );
}

/** The browser's own offer waits as long as the page stands; it is taken back while the button is at work. */
function useFieldOffer(onRefused: (sentence: string) => void) {
  const [offer] = useState(() => new FieldOffer(onRefused));
  useEffect(() => {
    offer.start();
    return () => offer.stop();
  }, [offer]);
  return offer;
}

class FieldOffer {
  private waiting: AbortController | null = null;

  constructor(private readonly onRefused: (sentence: string) => void) {}

  start(): void {
    const waiting = new AbortController();
    this.waiting = waiting;
    void this.wait(waiting.signal);
  }

  stop(): void {
    this.waiting?.abort();
    this.waiting = null;
  }

  private async wait(signal: AbortSignal): Promise<void> {
    try {
      if (!(await offersInField()) || signal.aborted) return;
      await actions.cameIn(await passkeySignIn({ inField: true, signal }));
    } catch (error) {
      if (error instanceof GivenUp || signal.aborted) return;
      // Whoever did not ask for a passkey need not hear that there is none.
      if (
        error instanceof Error &&
        error.name === "Problem" &&
        "code" in error &&
        error.code !== "passkey.unavailable"
      )
        this.onRefused(sentenceOf(error, text().entry.failed));
    }
  }
}
