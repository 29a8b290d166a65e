import { Suspense, useState } from "react";
import { KeyboardIcon, LeaveIcon } from "../design/icons";
import { Safety } from "../factors/Safety";
import { useText } from "../i18n";
import type { Settings } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { Rounds, Switch } from "../parts/Choices";
import { Form } from "../parts/Form";
import { lazyPart } from "../parts/lazyPart";
import { FormProblem } from "../parts/Problem";
import { Section } from "../parts/Section";
import { SkeletonRows } from "../parts/Skeleton";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { openDialog } from "../shell/dialogs";
import { useIsPhone } from "../shell/media";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { signOut } from "../shell/signOut";
import { useWork } from "../shell/useWork";
import { actions, useMe, useSettings } from "../state";
import { OwnLink } from "./OwnLink";
import { Sessions } from "./Sessions";
import styles from "./SettingsPage.module.css";
import { useWords, type Words } from "./words";

const OwnDevices = lazyPart(() => import("../devices/OwnDevices"));
const OwnNotifications = lazyPart(() => import("../notifications/OwnNotifications"));

/** My own settings: each takes effect at once and on all my devices. */
export default function SettingsPage() {
  const isPhone = useIsPhone();
  const settings = useSettings();
  const s = useWords();
  const change = (part: Partial<Settings>) =>
    actions.saveSettings({ ...settings, ...part }).catch((error: unknown) => toast.problem(error, s.failed));
  return (
    <div className={styles.page}>
      <PageHead onBack={isPhone ? () => goBack("/more") : undefined} title={s.title} />
      <PageBody column>
        <Account />
        <Section title={s.look}>
          <Rounds
            choices={[
              { id: "ja", label: s.japanese },
              { id: "en", label: s.english },
            ]}
            inline
            label={s.language}
            onChange={(language) => change({ language })}
            value={settings.language}
          />
          <Rounds
            choices={[
              { id: "system", label: s.themeSystem },
              { id: "light", label: s.themeLight },
              { id: "dark", label: s.themeDark },
            ]}
            inline
            label={s.theme}
            onChange={(theme) => change({ theme })}
            value={settings.theme}
          />
          <Rounds
            choices={[
              { id: "standard", label: s.fontStandard },
              { id: "ud", label: s.fontUd },
            ]}
            hint={s.fontHint}
            inline
            label={s.font}
            onChange={(font) => change({ font })}
            value={settings.font}
          />
          <Rounds
            choices={[
              { id: "standard", label: s.densityStandard },
              { id: "dense", label: s.densityDense },
            ]}
            inline
            label={s.density}
            onChange={(density) => change({ density })}
            value={settings.density}
          />
          <Switch label={s.era} note={s.eraNote} on={settings.era} onChange={(era) => change({ era })} />
        </Section>
        <Section title={s.writing}>
          <Rounds
            choices={[
              { id: "newline", label: s.enterNewline, note: s.enterNewlineNote },
              { id: "sends", label: s.enterSends, note: s.enterSendsNote },
            ]}
            label={s.enter}
            onChange={(enter) => change({ enter_sends: enter === "sends" })}
            value={settings.enter_sends ? "sends" : "newline"}
          />
          <Switch
            label={s.nightWaits}
            note={s.nightWaitsNote}
            on={settings.night_waits}
            onChange={(night_waits) => change({ night_waits })}
          />
          <div>
            <Button icon={<KeyboardIcon size={18} />} onPress={() => openDialog({ kind: "keys" })} small>
              {s.keys}
            </Button>
          </div>
        </Section>
        <Section title={s.news}>
          <Suspense fallback={<SkeletonRows rows={4} />}>
            <OwnNotifications />
          </Suspense>
        </Section>
        <Section title={s.safety}>
          <Safety />
        </Section>
        <Section title={s.password}>
          <Password />
        </Section>
        <OwnLink />
        <Section title={s.sessions}>
          <p className={styles.note}>{s.sessionsNote}</p>
          <Sessions />
        </Section>
        <Section title={s.devices}>
          <Suspense fallback={<SkeletonRows rows={2} />}>
            <OwnDevices />
          </Suspense>
        </Section>
      </PageBody>
    </div>
  );
}

function Account() {
  const t = useText();
  const s = useWords();
  const { person, organization, login } = useMe();
  return (
    <section aria-label={s.account} className={styles.account}>
      <Avatar person={person} size="large" />
      <div className={styles.who}>
        <p className={styles.name}>{person.name}</p>
        <p className={styles.note}>
          {[organization.name, person.department, person.post].filter(Boolean).join(" ")}
        </p>
        <p className={styles.note}>
          {t.entry.login}: {login}
        </p>
      </div>
      <Button icon={<LeaveIcon size={18} />} onPress={signOut} small>
        {s.signOut}
      </Button>
    </section>
  );
}

const LEAST = 12;

interface Passwords {
  current: string;
  next: string;
  again: string;
}

const EMPTY: Passwords = { current: "", next: "", again: "" };

function Password() {
  const s = useWords();
  const [fields, setFields] = useState<Passwords>(EMPTY);
  const [faults, setFaults] = useState<Partial<Record<keyof Passwords, string>>>({});
  const work = useWork({ inline: true });
  const change = (part: Partial<Passwords>) => setFields((before) => ({ ...before, ...part }));

  async function submit() {
    const found = faultsIn(fields, s);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    if (!(await work.run(() => actions.changePassword(fields.current, fields.next)))) return;
    setFields(EMPTY);
    toast.done(s.passwordChanged);
  }

  return (
    <Form className={styles.form} onSubmit={submit}>
      <TextField
        autoComplete="current-password"
        error={faults.current ?? null}
        label={s.currentPassword}
        onChange={(current) => change({ current })}
        type="password"
        value={fields.current}
      />
      <TextField
        autoComplete="new-password"
        error={faults.next ?? null}
        hint={s.newPasswordHint}
        label={s.newPassword}
        onChange={(next) => change({ next })}
        type="password"
        value={fields.next}
      />
      <TextField
        autoComplete="new-password"
        error={faults.again ?? null}
        label={s.repeatPassword}
        onChange={(again) => change({ again })}
        type="password"
        value={fields.again}
      />
      <FormProblem text={work.problem} />
      <div>
        <Button busy={work.busy} type="submit">
          {s.changePassword}
        </Button>
      </div>
    </Form>
  );
}

function faultsIn({ current, next, again }: Passwords, s: Words): Partial<Record<keyof Passwords, string>> {
  const faults: Partial<Record<keyof Passwords, string>> = {};
  if (current === "") faults.current = s.passwordMissing;
  if ([...next].length < LEAST) faults.next = s.passwordShort;
  else if (next !== again) faults.again = s.passwordMismatch;
  return faults;
}
