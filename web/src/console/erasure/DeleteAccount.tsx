import { useCallback, useState } from "react";
import type { Account, Deletion } from "../../api/generated";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { ask } from "../../net/http";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { FormDialog } from "../../parts/FormDialog";
import { SkeletonRows } from "../../parts/Skeleton";
import { toast } from "../../parts/toasts";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useMe, useSettings } from "../../state";
import styles from "./DeleteAccount.module.css";
import { words } from "./words";

const pathOf = (id: string) => `/api/administration/people/${encodeURIComponent(id)}/deletion`;

/** For good: first what stays and what goes, then one decision. */
export function DeleteAccount({ account, onDone }: { account: Account; onDone: () => void }) {
  const w = useBilingual(words);
  const me = useMe();
  const [isAsking, setAsking] = useState(false);
  if (account.status === "active" || !me.roles.includes("administrator")) return null;
  return (
    <>
      <Button look="danger" onPress={() => setAsking(true)} small>
        {w.remove}
      </Button>
      {isAsking && <Asked account={account} onClose={() => setAsking(false)} onDone={onDone} />}
    </>
  );
}

interface AskedProps {
  account: Account;
  onClose: () => void;
  onDone: () => void;
}

function Asked({ account: { id, name }, onClose, onDone }: AskedProps) {
  const w = useBilingual(words);
  const work = useWork();
  const answer = useAnswer(
    useCallback((signal: AbortSignal) => ask<Deletion>("GET", pathOf(id), { signal }), [id]),
  );
  const yes = () =>
    work.run(async () => {
      await ask<undefined>("POST", pathOf(id));
      toast.done(w.done);
      onClose();
      onDone();
    });
  return (
    <FormDialog
      busy={work.busy}
      danger
      isDisabled={answer.value === null}
      onClose={onClose}
      onSubmit={yes}
      title={w.title(name)}
      verb={w.verb}
    >
      {answer.value !== null && <Told deletion={answer.value} />}
      {answer.value === null && answer.phase === "asking" && <SkeletonRows rows={4} />}
      {answer.value === null && answer.phase === "failed" && <p>{w.failed}</p>}
    </FormDialog>
  );
}

/** What is left of a deleted account: a name, and when it was deleted. */
export function DeletedPerson({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useText();
  const w = useBilingual(words);
  const { era } = useSettings();
  return (
    <Dialog
      actions={<Button onPress={onClose}>{t.parts.close}</Button>}
      onClose={onClose}
      size="narrow"
      title={account.name}
    >
      <p>{w.removedNote(fullWhenOf(account.deleted_at ?? 0, t, era))}</p>
    </Dialog>
  );
}

const NAMED = 3;

function Told({ deletion }: { deletion: Deletion }) {
  const w = useBilingual(words);
  const { rooms } = deletion;
  const some = rooms.slice(0, NAMED).join("、") + (rooms.length > NAMED ? " …" : "");
  const goes = [
    w.account,
    deletion.factors > 0 && w.factors(deletion.factors),
    w.devices(deletion.devices),
    w.own(deletion.entries),
    rooms.length > 0 && w.rooms(rooms.length, some),
    deletion.drafts > 0 && w.drafts,
  ];
  const stays = [
    w.messages(deletion.messages, deletion.files),
    deletion.posts.length > 0 && w.posts(deletion.posts.join("、")),
    w.record,
  ];
  return (
    <div className={styles.told}>
      <p className={styles.forGood}>{w.forGood}</p>
      <Part items={goes} title={w.goes} />
      <Part items={stays} title={w.stays} />
    </div>
  );
}

function Part({ title, items }: { title: string; items: readonly (string | false)[] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.items}>
        {items.filter(Boolean).map((item) => (
          <li key={String(item)}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
