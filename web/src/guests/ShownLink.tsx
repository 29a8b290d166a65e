import type { Invitation } from "../api/generated";
import { ShownOnce } from "../parts/ShownOnce";
import { linkOf } from "./api";
import { useWords } from "./words";

/** The link of an invitation, where no mail can be sent; of a former guest, whose account it opens again. */
export function ShownLink({
  invitation,
  path,
  onClose,
}: {
  invitation: Invitation;
  path: string;
  onClose: () => void;
}) {
  const w = useWords();
  const { name, body, is_former } = invitation;
  return (
    <ShownOnce
      done={w.close}
      facts={is_former ? [{ label: w.former, value: w.asFormer(name, body) }] : []}
      lead={w.linkLead(name)}
      note={w.linkText}
      onClose={onClose}
      secret={linkOf(path)}
      title={w.linkTitle}
    />
  );
}
