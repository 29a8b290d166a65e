import { useCallback, useState } from "react";
import type { OwnBody } from "../api/generated";
import { CopyIcon, WarningIcon } from "../design/icons";
import { useText } from "../i18n";
import { useBilingual } from "../i18n/useBilingual";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { copyText } from "../parts/copy";
import { SettingsForm } from "../parts/Section";
import { Share } from "../parts/Share";
import { sizeOf } from "../parts/size";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { administration } from "./api";
import { saidNotices } from "./notices";
import styles from "./Organization.module.css";
import { type OrganizationWords, words } from "./organizationWords";
import { ReadTimes } from "./reading/ReadTimes";
import { VideoAddress } from "./video/VideoAddress";

/** One's own body: what it was given, what it uses, and how its people sign in. */
export function Organization({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => administration.ownBody(signal), []));
  return (
    <>
      <PageHead onBack={onBack} title={w.title} />
      <PageBody column>
        <Answered answer={answer} failed={w.failed}>
          {(body) => (
            <>
              <Notices body={body} w={w} />
              <Facts body={body} w={w} />
              <Uses body={body} w={w} />
              <SignInPage body={body} key={`${body.is_listed} ${body.contact}`} w={w} />
              <ReadTimes />
              <VideoAddress />
            </>
          )}
        </Answered>
      </PageBody>
    </>
  );
}

interface PartProps {
  body: OwnBody;
  w: OrganizationWords;
}

function Notices({ body, w }: PartProps) {
  const notices = saidNotices(body, w);
  if (notices.length === 0) return null;
  return (
    <ul className={styles.notices}>
      {notices.map(({ id, text }) => (
        <li className={styles.notice} key={id}>
          <WarningIcon />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ body, w }: PartProps) {
  const { terms } = body;
  const plan = w.plans[terms.plan] ?? terms.plan;
  return (
    <section>
      <h2 className={styles.name}>{body.name}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{w.code}</dt>
          <dd>{body.code ?? w.noCode}</dd>
        </div>
        <div>
          <dt>{w.kind}</dt>
          <dd>{w.kinds[body.kind] ?? body.kind}</dd>
        </div>
        <div>
          <dt>{w.plan}</dt>
          <dd>{terms.trial_ends_on ? `${plan}　${w.trialUntil(terms.trial_ends_on)}` : plan}</dd>
        </div>
      </dl>
    </section>
  );
}

function Uses({ body, w }: PartProps) {
  const { use, terms } = body;
  const most = terms.allowance;
  const n = (value: number) => w.people(value.toLocaleString("ja-JP"));
  const of = (used: string, limit: number, shown: string) => `${used} / ${limit > 0 ? shown : w.unlimited}`;
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{w.use}</h2>
      <Share
        label={w.accounts}
        most={most.accounts}
        text={of(n(use.accounts), most.accounts, n(most.accounts))}
        used={use.accounts}
      />
      <Share
        label={w.guests}
        most={most.guests}
        text={of(n(use.guests), most.guests, n(most.guests))}
        used={use.guests}
      />
      <Share
        label={w.files}
        most={most.bytes}
        text={of(sizeOf(use.bytes), most.bytes, sizeOf(most.bytes))}
        used={use.bytes}
      />
      <Share label={w.largest} most={0} text={sizeOf(body.file_bytes)} used={0} />
      <p className={styles.hint}>{w.changedBy}</p>
    </section>
  );
}

function SignInPage({ body, w }: PartProps) {
  const t = useText();
  const [isListed, setListed] = useState(body.is_listed);
  const [contact, setContact] = useState(body.contact ?? "");
  const [revision, setRevision] = useState(body.revision);
  const { busy, problem, run } = useWork({ inline: true });
  const named = body.short ?? body.code;
  const link = named === null ? null : `${location.origin}/sign-in?organization=${named}`;

  async function save() {
    const change = { is_listed: isListed, contact: contact.trim() === "" ? null : contact };
    const saved = await run(async () =>
      setRevision((await administration.changeOwnBody(change, revision)).revision),
    );
    if (saved) toast.done(w.saved);
  }
  return (
    <SettingsForm busy={busy} onSave={save} problem={problem} title={w.signIn}>
      <Switch label={w.listed} note={w.listedNote} on={isListed} onChange={setListed} />
      {link !== null && (
        <div className={styles.link}>
          <div>
            <p className={styles.hint}>{w.link}</p>
            <p className={styles.address}>{link}</p>
          </div>
          <Button icon={<CopyIcon size={18} />} onPress={() => copyText(link)} small>
            {t.parts.copy}
          </Button>
        </div>
      )}
      <TextField hint={w.contactHint} label={w.contact} lines={2} onChange={setContact} value={contact} />
    </SettingsForm>
  );
}
