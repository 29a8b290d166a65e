import { useText } from "../i18n";
import { useBilingual } from "../i18n/useBilingual";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { SkeletonRows } from "../parts/Skeleton";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { notifications } from "./api";
import { Keywords } from "./Keywords";
import { Leaves } from "./Leaves";
import styles from "./Notifications.module.css";
import { Quiet } from "./Quiet";
import { readOf } from "./quietHours";
import { ThisDevice } from "./ThisDevice";
import { useOwnNotifications } from "./useOwnNotifications";
import { words } from "./words";

/** How I am told of what others wrote, on which devices, and when not. */
export default function OwnNotificationsPart() {
  const t = useText();
  const w = useBilingual(words);
  const { own, phase, again, save } = useOwnNotifications();
  if (own === null && phase === "failed") {
    return (
      <div>
        <p>{w.failed}</p>
        <Button onPress={again} small>
          {t.parts.retry}
        </Button>
      </div>
    );
  }
  if (own === null) return <SkeletonRows rows={4} />;
  const { choice, has_mail, rules } = own;
  return (
    <>
      <ThisDevice onChanged={again} own={own} />
      <Quiet onSave={save} own={own} />
      <Leaves leaves={choice.leaves} onChange={(leaves) => save({ leaves })} />
      <Keywords keywords={choice.keywords} onChange={(keywords) => save({ keywords })} />
      <section className={styles.part}>
        <h3 className={styles.title}>{w.mail}</h3>
        <Switch
          isDisabled={!has_mail}
          label={w.digest}
          note={has_mail ? w.digestNote(readOf(rules.digest_at)) : w.noMail}
          on={has_mail && choice.mail === "digest"}
          onChange={(on) => save({ mail: on ? "digest" : "none" })}
        />
        {has_mail && <TryMail />}
      </section>
    </>
  );
}

/** Whether letters reach me, without waiting for the morning. */
function TryMail() {
  const w = useBilingual(words);
  const work = useWork();
  async function tryIt() {
    if (await work.run(notifications.tryMail)) toast.done(w.mailTried);
  }
  return (
    <div className={styles.line}>
      <Button busy={work.busy} onPress={tryIt} small>
        {w.tryMail}
      </Button>
    </div>
  );
}
