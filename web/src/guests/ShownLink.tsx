import { ShownOnce } from "../parts/ShownOnce";
import { linkOf } from "./api";
import { useWords } from "./words";

/** The link of an invitation, where no mail can be sent. */
export function ShownLink({ name, path, onClose }: { name: string; path: string; onClose: () => void }) {
  const w = useWords();
  return (
    <ShownOnce
      done={w.close}
      lead={w.linkLead(name)}
      note={w.linkText}
      onClose={onClose}
      secret={linkOf(path)}
      title={w.linkTitle}
    />
  );
}
