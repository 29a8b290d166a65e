import { type FormEvent, type RefObject, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { EyeIcon, EyeOffIcon, GlobeIcon, InfoIcon } from "../design/icons";
import { currentLanguage, speak, type Text, useText } from "../i18n";
import { Button } from "../parts/Button";
import { IconButton } from "../parts/IconButton";
import { Logo } from "../parts/Logo";
import { lazyPart } from "../parts/lazyPart";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { sentenceOf } from "../parts/toasts";
import styles from "../shell/FrontPage.module.css";
import { routeOf } from "../shell/route";
import { Starting } from "../shell/Starting";
import { useAnswer } from "../shell/useAnswer";
import { actions, api } from "../state";
import { type Body, Help, keepBody, OrganizationChoice, useBody } from "./OrganizationChoice";
import { useProvider } from "./provider";
import { SignInMethods } from "./SignInMethods";

const PasskeySignIn = lazyPart(() => import("../factors/PasskeySignIn"));

interface Fields {
  login: string;
  password: string;
}

type Missing = Partial<Record<keyof Fields | "organization", string>>;

/** The code on a printed sheet leads here with the body and the login filled in. */
const loginOnSheet = () => new URLSearchParams(location.search).get("login")?.slice(0, 64) ?? "";

/** The door. `ended`: the session ended while the person was at work. */
export default function SignIn({ ended, lost = false }: { ended: boolean; lost?: boolean }) {
  const t = useText();
  const organizations = useAnswer(useCallback((signal: AbortSignal) => api.organizations(signal), []));
  const body = useBody(organizations.value);
  const [fields, setFields] = useState<Fields>(() => ({ login: loginOnSheet(), password: "" }));
  const [missing, setMissing] = useState<Missing>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { offer, leaving, arriving, leave } = useProvider(body.organization, setRefusal);
  useFirstField(form, body);

  useEffect(() => {
    document.title = `${t.entry.title} - ${t.shell.product}`;
  }, [t]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const faults = faultsIn(fields, body, t);
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
        ...(body.organization === null ? {} : { organization: body.organization }),
      });
      keepBody(body);
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
          <Logo size={44} />
          <div>
            <h1 className={styles.name}>{t.shell.product}</h1>
            <p className={styles.lead}>{body.isOperator ? t.entry.operatorLead : t.entry.lead}</p>
          </div>
        </header>
        {lost && (
          <p className={styles.notice} role="status">
            <InfoIcon />
            <span>{t.entry.lost}</span>
          </p>
        )}
        {ended && refusal === null && (
          <p className={styles.notice}>
            <InfoIcon />
            <span>{t.entry.ended}</span>
          </p>
        )}
        {!ended && !lost && refusal === null && <Beyond />}
        <FormProblem text={refusal} />
        <div className={styles.body} data-body="">
          <OrganizationChoice body={body} error={missing.organization ?? null} />
        </div>
        <SignInMethods
          busy={leaving}
          offer={offer}
          onLeave={() => {
            keepBody(body);
            void leave();
          }}
        >
          <TextField
            autoCapitalize="none"
            autoComplete="username webauthn"
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
        </SignInMethods>
        <Help body={body} />
      </form>
      <Button icon={<GlobeIcon size={18} />} look="quiet" onPress={otherLanguage} small>
        {t.entry.otherLanguage}
      </Button>
    </main>
  );
}

/** Who followed a link is told that it still leads there. */
function Beyond() {
  const t = useText();
  const { page } = routeOf(location.pathname, location.search);
  if (page === "operator" || (page === "rooms" && location.pathname !== "/rooms")) return null;
  return (
    <p className={styles.notice}>
      <InfoIcon />
      <span>{page === "room" ? t.entry.thenToRoom : t.entry.thenToPage}</span>
    </p>
  );
}

/** One begins with the first thing that is missing: the body where several are, otherwise the login. */
function useFirstField(form: RefObject<HTMLFormElement | null>, { isKnown, isNeeded, organization }: Body) {
  const waits = isNeeded && organization === null;
  const begun = useRef(false);
  useEffect(() => {
    if (!isKnown || begun.current) return;
    begun.current = true;
    const first = waits ? "[data-body] button, [data-body] input" : "input[autocomplete^=username]";
    // The field for the body comes with a piece of its own.
    const look = () => {
      const found = form.current?.querySelector<HTMLElement>(first);
      if (found && document.activeElement === document.body) found.focus();
      return found != null;
    };
    if (look()) return;
    const watch = new MutationObserver(() => look() && watch.disconnect());
    if (form.current) watch.observe(form.current, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [form, isKnown, waits]);
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

function faultsIn({ login, password }: Fields, { organization, isNeeded, typed }: Body, t: Text): Missing {
  const faults: Missing = {};
  if (isNeeded && organization === null)
    faults.organization = typed === null ? t.entry.organizationMissing : t.entry.codeMissing;
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
