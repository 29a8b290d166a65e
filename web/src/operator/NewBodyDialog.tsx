import { useCallback, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import type { BodyFounded, ListedBody } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { Button } from "../parts/Button";
import { Rounds } from "../parts/Choices";
import { cx } from "../parts/cx";
import { Dialog } from "../parts/Dialog";
import { LoginField } from "../parts/LoginField";
import { FormProblem } from "../parts/Problem";
import { Select } from "../parts/Select";
import { TextField } from "../parts/TextField";
import { useAnswer, useSettled } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { installation, type Plan } from "./api";
import styles from "./Bodies.module.css";
import { words } from "./words";

type Kind = "hospital" | "association" | "other";

interface NewBodyDialogProps {
  onFounded: (founded: BodyFounded) => void;
  onClose: () => void;
}

/** A body from the list of real ones, or freely; with its first administrator. */
export function NewBodyDialog({ onFounded, onClose }: NewBodyDialogProps) {
  const w = useBilingual(words);
  const [from, setFrom] = useState<"list" | "free">("list");
  const [chosen, setChosen] = useState<ListedBody | null>(null);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("hospital");
  const [plan, setPlan] = useState<Plan>("full");
  const [endsOn, setEndsOn] = useState("");
  const [administrator, setAdministrator] = useState("");
  const [login, setLogin] = useState("");
  const [isChecked, setChecked] = useState(false);
  const { busy, problem, run } = useWork({ inline: true });
  const missing = {
    body: from === "list" && chosen === null,
    name: from === "free" && name.trim() === "",
    administrator: administrator.trim() === "",
    login: login.trim() === "",
  };
  const told = (is: boolean, sentence: string) => (isChecked && is ? sentence : null);

  async function create() {
    setChecked(true);
    if (Object.values(missing).some(Boolean)) return;
    const body = from === "list" ? { code: chosen?.code ?? "" } : { name, kind };
    const until = plan === "trial" && endsOn !== "" ? { trial_ends_on: endsOn } : {};
    await run(async () =>
      onFounded(await installation.create({ ...body, ...until, plan, administrator, login })),
    );
  }

  return (
    <Dialog
      actions={
        <Button busy={busy} look="primary" type="submit">
          {w.create}
        </Button>
      }
      holds
      lead={w.addLead}
      onClose={onClose}
      onSubmit={create}
      title={w.add}
    >
      <FormProblem text={problem} />
      <Rounds
        choices={[
          { id: "list", label: w.fromList },
          { id: "free", label: w.freely },
        ]}
        label={w.from}
        onChange={setFrom}
        value={from}
      />
      {from === "list" ? (
        <Listed chosen={chosen} error={told(missing.body, w.chooseBody)} onChoose={setChosen} />
      ) : (
        <div className={styles.pair}>
          <TextField
            error={told(missing.name, w.nameMissing)}
            isRequired
            label={w.name}
            onChange={setName}
            value={name}
          />
          <Select
            choices={(["hospital", "association", "other"] as const).map((one) => ({
              id: one,
              label: w.kind[one] ?? one,
            }))}
            label={w.kindOf}
            onChange={setKind}
            value={kind}
          />
        </div>
      )}
      <div className={styles.pair}>
        <Select
          choices={(["full", "trial", "free"] as const).map((one) => ({
            id: one,
            label: w.plan[one] ?? one,
          }))}
          label={w.planOf}
          onChange={setPlan}
          value={plan}
        />
        {plan === "trial" && (
          <TextField
            label={w.trialEnds}
            markOptional
            onChange={setEndsOn}
            placeholder="2027-03-31"
            value={endsOn}
          />
        )}
      </div>
      <div className={styles.pair}>
        <TextField
          error={told(missing.administrator, w.administratorMissing)}
          isRequired
          label={w.administrator}
          onChange={setAdministrator}
          value={administrator}
        />
        <LoginField
          error={told(missing.login, w.loginMissing)}
          label={w.login}
          onChange={setLogin}
          value={login}
        />
      </div>
    </Dialog>
  );
}

interface ListedProps {
  chosen: ListedBody | null;
  error: string | null;
  onChoose: (body: ListedBody | null) => void;
}

function Listed({ chosen, error, onChoose }: ListedProps) {
  const w = useBilingual(words);
  const [typed, setTyped] = useState("");
  const q = useSettled(typed);
  const found = useAnswer(useCallback((signal: AbortSignal) => installation.listed(q, signal), [q]));
  if (chosen !== null)
    return (
      <div className={styles.chosen}>
        <span>
          {chosen.name} <span className={styles.place}>{placeOf(chosen)}</span>
        </span>
        <Button look="quiet" onPress={() => onChoose(null)} small>
          {w.chooseAgain}
        </Button>
      </div>
    );
  const bodies = found.value?.bodies ?? [];
  return (
    <>
      <TextField error={error} hint={w.searchHint} label={w.search} onChange={setTyped} value={typed} />
      {bodies.length > 0 && (
        <ul className={styles.found}>
          {bodies.map((body) => (
            <li key={body.code}>
              <AriaButton
                className={cx(styles.choice, "ring-inside")}
                isDisabled={body.is_registered}
                onPress={() => onChoose(body)}
              >
                <span>{body.name}</span>
                <span className={styles.place}>{placeOf(body)}</span>
                <span className={styles.end}>{body.is_registered ? w.registered : body.code}</span>
              </AriaButton>
            </li>
          ))}
        </ul>
      )}
      {found.phase === "known" && q.trim() !== "" && bodies.length === 0 && (
        <p className={styles.hint} role="status">
          {w.notFound}
        </p>
      )}
    </>
  );
}

const placeOf = ({ name, prefecture, district }: ListedBody) =>
  [prefecture === name ? "" : prefecture, district ?? ""].join(" ").trim();
