import { useCallback } from "react";
import type { GuestCard } from "../api/generated";
import { CopyIcon } from "../design/icons";
import { useText } from "../i18n";
import type { Id } from "../model/types";
import { ask } from "../net/http";
import { Avatar } from "../parts/Avatar";
import { GuestTag, Tag } from "../parts/Badge";
import { copyText } from "../parts/copy";
import { Dialog } from "../parts/Dialog";
import { IconButton } from "../parts/IconButton";
import { SkeletonRows } from "../parts/Skeleton";
import { useAnswer } from "../shell/useAnswer";
import { useMe, usePerson } from "../state";
import styles from "./PersonDialog.module.css";
import { TalkButton } from "./TalkButton";
import { Whereabouts } from "./Whereabouts";

/** Somebody's card: who, where, which extension, and a talk. */
export default function PersonDialog({ id, onClose }: { id: Id; onClose: () => void }) {
  const t = useText();
  const me = useMe();
  const person = usePerson(id);
  if (person === null) {
    return (
      <Dialog onClose={onClose} size="narrow" title={t.people.personTitle}>
        <SkeletonRows person rows={2} />
      </Dialog>
    );
  }
  const { extension } = person;
  // With people of other bodies one talks in rooms of an alliance.
  const isOwnBody = person.organization_id === me.organization.id;
  const mayTalk = isOwnBody && person.id !== me.person.id && person.status === "active";
  return (
    <Dialog
      actions={mayTalk && <TalkButton look="primary" person={person} />}
      onClose={onClose}
      size="narrow"
      title={t.people.personTitle}
    >
      <div className={styles.who}>
        <Avatar person={person} size="large" />
        <div>
          <p className={styles.kana}>{person.kana}</p>
          <p className={styles.name}>{person.name}</p>
          <p className={styles.tags}>
            {person.kind === "guest" && <GuestTag />}
            {person.status === "suspended" && <Tag>{t.people.suspended}</Tag>}
            {person.status === "left" && <Tag>{t.people.left}</Tag>}
            <Whereabouts id={person.id} />
            {person.id === me.person.id && <Tag>{t.people.isYou}</Tag>}
          </p>
        </div>
      </div>
      <dl className={styles.facts}>
        <Fact
          name={person.affiliation ? t.people.affiliation : t.people.organization}
          value={person.affiliation ?? person.organization}
        />
        <Fact name={t.people.department} value={person.department} />
        <Fact name={t.people.post} value={person.post} />
        {extension && (
          <div className={styles.fact}>
            <dt>{t.people.extension}</dt>
            <dd className={styles.extension}>
              <a href={`tel:${extension.replaceAll(/[^0-9*#+]/g, "")}`}>{extension}</a>
              <IconButton label={t.people.copyExtension} onPress={() => copyText(extension)} small>
                <CopyIcon size={18} />
              </IconButton>
            </dd>
          </div>
        )}
        {person.kind === "guest" && <GuestFacts id={person.id} />}
      </dl>
    </Dialog>
  );
}

const guestCard = (id: Id, signal: AbortSignal) =>
  ask<GuestCard>("GET", `/api/guests/${encodeURIComponent(id)}`, { signal });

/** Until when a guest is here, and who answers for them. */
function GuestFacts({ id }: { id: Id }) {
  const t = useText();
  const card = useAnswer(useCallback((signal: AbortSignal) => guestCard(id, signal), [id])).value;
  if (card === null) return null;
  const sponsor = [card.sponsor.department, card.sponsor.name].filter(Boolean).join(" ");
  return (
    <>
      <Fact name={t.people.guestUntil} value={card.ends_on.replaceAll("-", "/")} />
      <Fact name={t.people.sponsor} value={sponsor} />
    </>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (!value) return null;
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
