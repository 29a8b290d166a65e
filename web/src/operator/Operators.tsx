import { useCallback, useState } from "react";
import type { OperatorMade, Operators as Seen } from "../api/generated";
import { PlusIcon } from "../design/icons";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { useBilingual } from "../i18n/useBilingual";
import { facts, LineRow, RowWords } from "../list/Row";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormDialog } from "../parts/FormDialog";
import { LoginField } from "../parts/LoginField";
import { FormProblem } from "../parts/Problem";
import { Question } from "../parts/Question";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { PageBody } from "../shell/PageBody";
import { PageHead } from "../shell/PageHead";
import { useAnswer } from "../shell/useAnswer";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { installation } from "./api";
import { Demand } from "./Demand";
import { FirstPassword } from "./FirstPassword";
import styles from "./Operator.module.css";
import { words } from "./staffWords";

type One = Seen["operators"][number];
type Asked = { readonly kind: "end" | "reset"; readonly one: One } | "new" | null;

/** Who operates the installation: added, let in again, ended; and what each must show. */
export function Operators({ onBack }: { onBack: (() => void) | undefined }) {
  const t = useText();
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => installation.operators(signal), []));
  const [changed, setChanged] = useState<Seen | null>(null);
  const [asked, setAsked] = useState<Asked>(null);
  const [made, setMade] = useState<OperatorMade | null>(null);
  const seen = changed ?? answer.value;
  const close = () => setAsked(null);
  function told(next: OperatorMade) {
    close();
    setChanged(next.operators);
    setMade(next);
  }
  return (
    <>
      <PageHead
        note={seen === null ? undefined : w.count(seen.operators.length)}
        onBack={onBack}
        title={w.operators}
      >
        <Button icon={<PlusIcon size={18} />} look="primary" onPress={() => setAsked("new")} small>
          {w.add}
        </Button>
      </PageHead>
      <PageBody column>
        <Answered answer={changed === null ? answer : { ...answer, value: changed }} failed={t.shell.failed}>
          {(seen) => (
            <>
              <p className={styles.lead}>{seen.operators.length === 1 ? w.alone : w.lead}</p>
              <ul>
                {seen.operators.map((one) => (
                  <Row key={one.id} one={one} onAsk={(kind) => setAsked({ kind, one })} />
                ))}
              </ul>
              <Demand key={`${seen.demand} ${seen.grace_days}`} onSaved={setChanged} seen={seen} />
            </>
          )}
        </Answered>
      </PageBody>
      {asked === "new" && <NewDialog onClose={close} onMade={told} />}
      {asked !== null && asked !== "new" && asked.kind === "reset" && (
        <ResetDialog onClose={close} one={asked.one} onMade={told} />
      )}
      {asked !== null && asked !== "new" && asked.kind === "end" && (
        <EndQuestion
          onClose={close}
          onEnded={(next) => {
            close();
            setChanged(next);
          }}
          one={asked.one}
        />
      )}
      {made && (
        <FirstPassword
          lead={w.passwordLead(made.name)}
          login={made.login}
          loginLabel={w.login}
          onClose={() => setMade(null)}
          password={made.password}
          text={w.passwordText}
          title={w.passwordTitle}
        />
      )}
    </>
  );
}

function Row({ one, onAsk }: { one: One; onAsk: (kind: "end" | "reset") => void }) {
  const t = useText();
  const w = useBilingual(words);
  const now = useNow();
  const held = [one.has_app && w.app, one.passkeys > 0 && w.passkeys(one.passkeys)]
    .filter(Boolean)
    .join("・");
  const seen = one.seen_at === null ? w.notSignedIn : w.lastUsed(whenOf(one.seen_at, now, t));
  return (
    <LineRow>
      <RowWords
        beside={
          <>
            {one.is_me && <Tag>{w.me}</Tag>}
            {one.is_password_issued && <Tag>{w.issued}</Tag>}
          </>
        }
        name={one.name}
        second={facts(one.login, held || w.nothing, seen)}
      />
      {!one.is_me && (
        <span className={styles.acts}>
          <Button aria-label={w.of(w.reset, one.name)} onPress={() => onAsk("reset")} small>
            {w.reset}
          </Button>
          <Button aria-label={w.of(w.end, one.name)} onPress={() => onAsk("end")} small>
            {w.end}
          </Button>
        </span>
      )}
    </LineRow>
  );
}

interface MadeProps {
  onMade: (made: OperatorMade) => void;
  onClose: () => void;
}

function NewDialog({ onMade, onClose }: MadeProps) {
  const w = useBilingual(words);
  const [name, setName] = useState("");
  const [login, setLogin] = useState("");
  const [isChecked, setChecked] = useState(false);
  const { busy, problem, run } = useWork({ inline: true });
  const told = (typed: string, sentence: string) => (isChecked && typed.trim() === "" ? sentence : null);
  async function add() {
    setChecked(true);
    if (name.trim() === "" || login.trim() === "") return;
    await run(async () => onMade(await installation.addOperator({ name, login })));
  }
  return (
    <Dialog
      actions={
        <Button busy={busy} look="primary" type="submit">
          {w.addVerb}
        </Button>
      }
      holds
      lead={w.addLead}
      onClose={onClose}
      onSubmit={add}
      size="narrow"
      title={w.add}
    >
      <FormProblem text={problem} />
      <TextField
        autoComplete="off"
        error={told(name, w.nameMissing)}
        isRequired
        label={w.name}
        onChange={setName}
        value={name}
      />
      <LoginField error={told(login, w.loginMissing)} label={w.login} onChange={setLogin} value={login} />
    </Dialog>
  );
}

function ResetDialog({ one, onMade, onClose }: MadeProps & { one: One }) {
  const w = useBilingual(words);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const { busy, problem, run } = useWork({ inline: true });
  async function reset() {
    setMissing(reason.trim() === "" ? w.reasonMissing : null);
    if (reason.trim() === "") return;
    await run(async () => onMade(await installation.resetOperator(one.id, reason)));
  }
  return (
    <FormDialog
      busy={busy}
      danger
      onClose={onClose}
      onSubmit={reset}
      problem={problem}
      size="narrow"
      title={w.reset}
      verb={w.resetVerb}
    >
      <p>{w.resetText(one.name)}</p>
      <TextField error={missing} isRequired label={w.reason} onChange={setReason} value={reason} />
    </FormDialog>
  );
}

interface EndProps {
  one: One;
  onEnded: (left: Seen) => void;
  onClose: () => void;
}

function EndQuestion({ one, onEnded, onClose }: EndProps) {
  const w = useBilingual(words);
  const { busy, run } = useWork();
  async function end() {
    if (await run(async () => onEnded(await installation.endOperator(one.id)))) toast.done(w.ended(one.name));
  }
  return (
    <Question busy={busy} danger onClose={onClose} onYes={end} title={w.end} verb={w.endVerb}>
      {w.endText(one.name)}
    </Question>
  );
}
