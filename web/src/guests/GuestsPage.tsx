import { useCallback, useState } from "react";
import type { Guest } from "../api/generated";
import { AddPersonIcon, PeopleIcon } from "../design/icons";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { SkeletonRows } from "../parts/Skeleton";
import { Answered } from "../shell/Answered";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { useMe } from "../state";
import { guests } from "./api";
import { GuestDialog } from "./GuestDialog";
import styles from "./Guests.module.css";
import InviteGuest from "./InviteGuest";
import { GuestRow, InvitationRow } from "./Rows";
import { useInvitationDeeds } from "./useInvitationDeeds";
import { useWords } from "./words";

/** The guests I answer for, and the invitations I have to do with. */
export default function GuestsPage() {
  const w = useWords();
  const me = useMe();
  const may = useMay();
  const isPhone = useIsPhone();
  const own = useAnswer(useCallback((signal: AbortSignal) => guests.own(signal), []));
  const [open, setOpen] = useState<Guest | null>(null);
  const [isInviting, setInviting] = useState(false);
  const { onDeed, dialogs } = useInvitationDeeds(own.again);
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={w.title}>
        {may("invite_guest") && (
          <Button icon={<AddPersonIcon size={18} />} look="primary" onPress={() => setInviting(true)} small>
            {w.invite}
          </Button>
        )}
      </PageHead>
      <PageBody edge>
        <Answered answer={own} failed={w.failed} skeleton={<SkeletonRows person />}>
          {({ guests: mine, invitations }) => (
            <>
              {mine.length + invitations.length === 0 && (
                <EmptyState icon={<PeopleIcon />} title={w.noneTitle}>
                  {w.noneText}
                </EmptyState>
              )}
              {invitations.length > 0 && (
                <section className={styles.group}>
                  <h2 className={styles.groupHead}>{w.invitations}</h2>
                  <ul>
                    {invitations.map((invitation) => (
                      <InvitationRow
                        invitation={invitation}
                        key={invitation.id}
                        mayConsent={invitation.awaits === "sponsor" && invitation.sponsor.id === me.person.id}
                        onDeed={onDeed}
                      />
                    ))}
                  </ul>
                </section>
              )}
              {mine.length > 0 && (
                <section className={styles.group}>
                  <h2 className={styles.groupHead}>{w.mine}</h2>
                  <ul>
                    {mine.map((guest) => (
                      <GuestRow guest={guest} key={guest.id} onOpen={setOpen} />
                    ))}
                  </ul>
                </section>
              )}
            </>
          )}
        </Answered>
      </PageBody>
      {open && (
        <GuestDialog
          guest={open}
          onChanged={() => {
            setOpen(null);
            own.again();
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {isInviting && (
        <InviteGuest
          onClose={() => {
            setInviting(false);
            own.again();
          }}
          roomId={null}
        />
      )}
      {dialogs}
    </div>
  );
}
