import type { Issued } from "../api/generated";
import { ShownOnce } from "../parts/ShownOnce";
import { useWords } from "./words";

/** The first password of an account, or a new one after a reset. */
export function IssuedPassword({ issued, onClose }: { issued: Issued; onClose: () => void }) {
  const w = useWords();
  return (
    <ShownOnce
      done={w.close}
      facts={[{ label: w.login, value: issued.account.login }]}
      lead={w.issuedLead(issued.account.name)}
      note={w.issuedText}
      onClose={onClose}
      secret={issued.password}
      title={w.issuedTitle}
    />
  );
}
