import { useState } from "react";
import type { EmergencyContact } from "../api/generated";
import { Button } from "../parts/Button";
import { useWork } from "../shell/useWork";
import { contacts } from "./api";
import styles from "./Emergency.module.css";
import { useWords } from "./words";

/** The private numbers of somebody who does not answer: asked for one by one, and each look is on record. */
export function LookUpContact({ broadcast, member }: { broadcast: string; member: string }) {
  const w = useWords();
  const work = useWork();
  const [found, setFound] = useState<EmergencyContact | null>(null);
  const look = () => work.run(async () => setFound(await contacts.lookUp(broadcast, member)));
  if (found === null) {
    return (
      <Button busy={work.busy} look="quiet" onPress={look} small>
        {w.lookUp}
      </Button>
    );
  }
  const lines = [found.phone, found.mail, [found.family, found.family_phone].filter(Boolean).join(" ")];
  const given = lines.filter((one) => one !== "");
  return (
    <ul aria-live="polite" className={styles.facts}>
      {given.length === 0 ? <li>{w.noContact}</li> : given.map((one) => <li key={one}>{one}</li>)}
    </ul>
  );
}
