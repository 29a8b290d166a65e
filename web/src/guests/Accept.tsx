import { type FormEvent, useCallback, useEffect, useState } from "react";
import type { OpenedInvitation } from "../api/generated";
import { useText } from "../i18n";
import { Button } from "../parts/Button";
import { Logo } from "../parts/Logo";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { sentenceOf, toast } from "../parts/toasts";
import signIn from "../shell/FrontPage.module.css";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { actions, useSession } from "../state";
import styles from "./Accept.module.css";
import { guests } from "./api";
import { useWords } from "./words";

const LEAST = 12;

/** Where a one-time link leads: who invites, to what, and a password. The token never was in the address asked for. */
export default function Accept({ token, onDone }: { token: string; onDone: () => void }) {
  const t = useText();
  const w = useWords();
  const session = useSession();
  const opened = useAnswer(useCallback(() => guests.open(token), [token]));
  useEffect(() => {
    document.title = `${w.acceptTitle} - ${t.shell.product}`;
  }, [w, t]);
  if (session.phase === "signed_in") {
    return (
      <Card title={w.signedInTitle}>
        <p>{w.signedInText(session.me.person.name)}</p>
        <Button look="primary" onPress={() => actions.signOut()} wide>
          {w.signOut}
        </Button>
        <Button onPress={onDone} wide>
          {w.back}
        </Button>
      </Card>
    );
  }
  if (opened.phase === "failed") {
    return (
      <Card title={w.refusedTitle}>
        <FormProblem text={sentenceOf(opened.error, w.failed)} />
        <Button onPress={onDone} wide>
          {w.toSignIn}
        </Button>
      </Card>
    );
  }
  if (opened.value === null) {
    return (
      <Card title={w.acceptTitle}>
        <p role="status">{w.lookedAt}</p>
      </Card>
    );
  }
  return <Form invitation={opened.value} onDone={onDone} token={token} />;
}

function Card({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <main className={signIn.page}>
      <div className={`${signIn.card} ${styles.card}`}>
        <header className={signIn.head}>
          <Logo size={44} />
          <h1 className={styles.title}>{title}</h1>
        </header>
        {children}
      </div>
    </main>
  );
}

interface FormProps {
  invitation: OpenedInvitation;
  token: string;
  onDone: () => void;
}

function Form({ invitation, token, onDone }: FormProps) {
  const w = useWords();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [fault, setFault] = useState<"short" | "other" | null>(null);
  const work = useWork({ inline: true });
  const { invited_by: by, sponsor, rooms, purpose, ends_on, login } = invitation;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const found = [...password].length < LEAST ? "short" : password === again ? null : "other";
    setFault(found);
    if (found !== null) return;
    await work.run(async () => {
      const account = await guests.accept(token, password);
      onDone(); // the account exists: from here on the sign-in page is where to try again
      await actions
        .signIn({ login: account.login, password, organization: account.organization_id })
        .catch((error: unknown) => toast.problem(error, w.failed));
    });
  }

  return (
    <main className={signIn.page}>
      <form className={`${signIn.card} ${styles.card}`} noValidate onSubmit={submit}>
        <header className={signIn.head}>
          <Logo size={44} />
          <div>
            <h1 className={styles.title}>{w.acceptName(invitation.name, invitation.body)}</h1>
            <p className={signIn.lead}>{w.acceptLead(invitation.organization, hostOf(by))}</p>
          </div>
        </header>
        <dl className={styles.facts}>
          <Fact name={w.acceptRooms} value={rooms.join("、")} />
          <Fact name={w.purpose} value={purpose} />
          <Fact name={w.endsOn} value={w.until(w.day(ends_on))} />
          <Fact name={w.sponsor} value={hostOf(sponsor)} />
          <Fact name={w.acceptLogin} value={login} />
        </dl>
        <section className={styles.rules}>
          <h2>{w.acceptRules}</h2>
          <ul>
            <li>{w.acceptRule1}</li>
            <li>{w.acceptRule2}</li>
            <li>{w.acceptRule3}</li>
          </ul>
        </section>
        <input autoComplete="username" hidden readOnly value={login} />
        <TextField
          autoComplete="new-password"
          error={fault === "short" ? w.passwordShort : null}
          hint={w.passwordHint}
          isRequired
          label={w.password}
          onChange={setPassword}
          type="password"
          value={password}
        />
        <TextField
          autoComplete="new-password"
          error={fault === "other" ? w.mismatch : null}
          isRequired
          label={w.again}
          onChange={setAgain}
          type="password"
          value={again}
        />
        <FormProblem text={work.problem} />
        <Button busy={work.busy} className={signIn.go} look="primary" type="submit" wide>
          {w.accept}
        </Button>
      </form>
    </main>
  );
}

function hostOf({ department, post, name }: OpenedInvitation["sponsor"]): string {
  return [department, post, name].filter(Boolean).join(" ");
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
