import { type ReactNode, useState } from "react";
import type { Invitation } from "../api/generated";
import { Question } from "../parts/Question";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { guests } from "./api";
import type { InvitationDeed } from "./Rows";
import { ShownLink } from "./ShownLink";
import { useWords } from "./words";

/** What is done with an invitation, and the dialogs that go with it. */
export function useInvitationDeeds(onChanged: () => void): {
  onDeed: (invitation: Invitation, deed: InvitationDeed) => void;
  dialogs: ReactNode;
} {
  const w = useWords();
  const work = useWork();
  const [leaving, setLeaving] = useState<Invitation | null>(null);
  const [link, setLink] = useState<{ invitation: Invitation; path: string } | null>(null);

  function onDeed(invitation: Invitation, deed: InvitationDeed) {
    if (deed === "withdraw") {
      setLeaving(invitation);
      return;
    }
    void work.run(async () => {
      await (deed === "decline" ? decline(invitation) : goOn(invitation, deed));
      onChanged();
    });
  }

  async function decline({ id }: Invitation) {
    await guests.decline(id);
    toast.done(w.declined);
  }

  async function goOn({ id }: Invitation, deed: "again" | "consent") {
    const { invitation, link: path } = await (deed === "again" ? guests.sendAgain(id) : guests.consent(id));
    if (path === null) toast.done(deed === "again" ? w.sentAgain : w.consented);
    else setLink({ invitation, path });
  }

  async function withdraw(invitation: Invitation) {
    if (!(await work.run(() => guests.withdraw(invitation.id)))) return;
    setLeaving(null);
    toast.done(w.withdrawn);
    onChanged();
  }

  const dialogs = (
    <>
      {leaving && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setLeaving(null)}
          onYes={() => withdraw(leaving)}
          title={w.withdraw}
          verb={w.withdraw}
        >
          {w.withdrawText(leaving.name)}
        </Question>
      )}
      {link && <ShownLink {...link} onClose={() => setLink(null)} />}
    </>
  );
  return { onDeed, dialogs };
}
