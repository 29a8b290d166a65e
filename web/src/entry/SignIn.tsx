import { type FormEvent, lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { EyeIcon, EyeOffIcon, GlobeIcon, InfoIcon } from "../design/icons";
import { currentLanguage, speak, type Text, useText } from "../i18n";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { sentenceOf } from "../parts/toasts";
import { Starting } from "../shell/Starting";
import { useAnswer } from "../shell/useAnswer";
import { actions, api } from "../state";
import { Mark } from "./Mark";
import { useProvider } from "./provider";
import styles from "./SignIn.module.css";
import { Ways } from "./Ways";

/** Only where several organisations share the installation. */
const OrganizationField = lazy(() => import("./OrganizationField"));

const PasskeySignIn = lazy(() => import("../factors/PasskeySignIn"));

const KEPT = "kairan.organization";

interface Fields {
  organization: string | null;
  login: string;
  password: string;
}

type Missing = Partial<Record<keyof Fields, string>>;

/** The door. `ended`: the session ended while the person was at work. */
export default function SignIn({ ended }: { ended: boolean }) {
  const t = useText();
  const organizations = useAnswer(useCallback((signal: AbortSignal) => api.organizations(signal), []));
  const names = organizations.value ?? [];
  const [fields, setFields] = useState<Fields>(() => ({
    organization: keptOrganization(),
    login: "",
    password: "",
  }));
  const [missing, setMissing] = useState<Missing>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const known = names.some(({ id }) => id === fields.organization) ? fields.organization : null;
  const organization = names.length === 1 ? (names[0]?.id ?? null) : known;
  const { offer, leaving, arriving, leave } = useProvider(organization, setRefusal);

  useEffect(() => {
    document.title = `${t.entry.title} - ${t.shell.product}`;
  }, [t]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const faults = faultsIn({ ...fields, organization }, names.length > 1, t);
    setMissing(faults);
    setRefusal(null);
    if (Object.keys(faults).length > 0) {
      focusFirstFault(form.current);
      return;
    }
    setBusy(true);
    try {
      await actions.signIn({
        login: fields.login.trim(),
        password: fields.password,
        ...(organization === null ? {} : { organization }),
      });
      keepOrganization(organization);
    } catch (error) {
      setRefusal(sentenceOf(error, t.entry.failed));
      setBusy(false);
    }
  }

  if (arriving) return <Starting />;
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }));

  return (
    <main className={styles.page}>
      <form className={styles.card} noValidate onSubmit={submit} ref={form}>
        <header className={styles.head}>
          <Mark size={44} />
          <div>
            <h1 className={styles.name}>{t.shell.product}</h1>
            <p className={styles.lead}>{t.entry.lead}</p>
          </div>
        </header>
        {ended && refusal === null && (
          <p className={styles.notice}>
            <InfoIcon />
            <span>{t.entry.ended}</span>
          </p>
        )}
        <FormProblem text={refusal} />
        {names.length > 1 && (
          <Suspense fallback={<div className={styles.fieldToCome} />}>
            <OrganizationField
              error={missing.organization ?? null}
              onChange={(id) => change({ organization: id })}
              organizations={names}
              value={organization}
            />
          </Suspense>
        )}
        <Ways
          busy={leaving}
          offer={offer}
          onLeave={() => {
            keepOrganization(organization);
            void leave();
          }}
        >
          <TextField
            autoComplete="username webauthn"
            autoFocus
            error={missing.login ?? null}
            isRequired
            label={t.entry.login}
            onChange={(login) => change({ login })}
            spellCheck="false"
            value={fields.login}
          />
          <Password
            error={missing.password ?? null}
            label={t.entry.password}
            onChange={(password) => change({ password })}
            value={fields.password}
          />
          <Button
            busy={busy}
            className={styles.go}
            look={offer?.passwords === "administrators_and_guests" ? "plain" : "primary"}
            type="submit"
            wide
          >
            {busy ? t.entry.signingIn : t.entry.signIn}
          </Button>
          <Suspense>
            <PasskeySignIn onRefused={setRefusal} />
          </Suspense>
          <p className={styles.help}>{t.entry.forgotten}</p>
        </Ways>
      </form>
      <Button icon={<GlobeIcon size={18} />} look="quiet" onPress={otherLanguage} small>
        {t.entry.otherLanguage}
      </Button>
    </main>
  );
}

interface PasswordProps {
  label: string;
  error: string | null;
  value: string;
  onChange: (value: string) => void;
}

function Password({ label, error, value, onChange }: PasswordProps) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      autoComplete="current-password"
      end={
        <IconButton
          label={shown ? t.entry.hidePassword : t.entry.showPassword}
          onPress={() => setShown(!shown)}
          small
        >
          {shown ? <EyeOffIcon /> : <EyeIcon />}
        </IconButton>
      }
      error={error}
      isRequired
      label={label}
      onChange={onChange}
      type={shown ? "text" : "password"}
      value={value}
    />
  );
}

function faultsIn({ organization, login, password }: Fields, several: boolean, t: Text): Missing {
  const faults: Missing = {};
  if (several && organization === null) faults.organization = t.entry.organizationMissing;
  if (login.trim() === "") faults.login = t.entry.loginMissing;
  if (password === "") faults.password = t.entry.passwordMissing;
  return faults;
}

/** After React has marked the fields. */
function focusFirstFault(form: HTMLFormElement | null) {
  requestAnimationFrame(() =>
    form?.querySelector<HTMLElement>("[data-invalid] button, input[data-invalid]")?.focus(),
  );
}

function otherLanguage() {
  speak(currentLanguage() === "ja" ? "en" : "ja");
}

function keptOrganization(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keepOrganization(id: string | null) {
  try {
    if (id !== null) localStorage.setItem(KEPT, id);
  } catch {
    // Then it is chosen again next time.
  }
}
