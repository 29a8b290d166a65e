import { useCallback, useState } from "react";
import type { AdministratorMade, BodyDetail } from "../api/generated";
import { useBilingual } from "../i18n/useBilingual";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Failed } from "../parts/Failed";
import { FormProblem } from "../parts/Problem";
import { Question } from "../parts/Question";
import { Select } from "../parts/Select";
import { Share } from "../parts/Share";
import { SkeletonRows } from "../parts/Skeleton";
import { sizeOf } from "../parts/size";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useAnswer } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import { limitOf, MB, typedOf } from "./amounts";
import { installation, type Plan } from "./api";
import styles from "./Bodies.module.css";
import { FirstPassword } from "./FirstPassword";
import { NameAdministrator } from "./NameAdministrator";
import { words as namingWords } from "./namingWords";
import { SuspendDialog } from "./SuspendDialog";
import { words } from "./words";

const LIMITS = ["accounts", "guests", "bytes", "file_bytes"] as const;
type Limit = (typeof LIMITS)[number];
const unitOf = (limit: Limit) => (limit === "bytes" || limit === "file_bytes" ? MB : 1);

interface BodyDialogProps {
  id: string;
  onChanged: () => void;
  onClose: () => void;
}

/** One body: what it uses, what it was given; of its people only the administrators' names. */
export function BodyDialog({ id, onChanged, onClose }: BodyDialogProps) {
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => installation.body(id, signal), [id]));
  const [changed, setChanged] = useState<BodyDetail | null>(null);
  const body = changed ?? answer.value;
  if (body === null)
    return (
      <Dialog onClose={onClose} title={w.bodies}>
        {answer.phase === "failed" ? <Failed onAgain={answer.again} title={w.failed} /> : <SkeletonRows />}
      </Dialog>
    );
  return (
    <BodyForm
      body={body}
      key={JSON.stringify(body)}
      onChanged={(next) => {
        setChanged(next);
        onChanged();
      }}
      onClose={onClose}
    />
  );
}

interface BodyFormProps {
  body: BodyDetail;
  onChanged: (body: BodyDetail) => void;
  onClose: () => void;
}

function BodyForm({ body, onChanged, onClose }: BodyFormProps) {
  const w = useBilingual(words);
  const { summary, own } = body;
  const [name, setName] = useState(summary.name);
  const [short, setShort] = useState(body.short ?? "");
  const [plan, setPlan] = useState<Plan>(summary.terms.plan);
  const [endsOn, setEndsOn] = useState(summary.terms.trial_ends_on ?? "");
  const [limits, setLimits] = useState<Record<Limit, string>>({
    accounts: typedOf(own.accounts),
    guests: typedOf(own.guests),
    bytes: typedOf(own.bytes, MB),
    file_bytes: typedOf(own.file_bytes, MB),
  });
  const [asked, setAsked] = useState<"suspend" | "reopen" | null>(null);
  const { busy, problem, run } = useWork({ inline: true });
  const wrong = LIMITS.filter((limit) => limitOf(limits[limit]) === undefined);

  async function save() {
    if (wrong.length > 0) return;
    const given = Object.fromEntries(
      LIMITS.filter((limit) => limits[limit] !== typedOf(own[limit], unitOf(limit))).map((limit) => [
        limit,
        limitOf(limits[limit], unitOf(limit)) ?? null,
      ]),
    );
    const isTrial = plan === "trial" && endsOn !== (summary.terms.trial_ends_on ?? "");
    const done = await run(async () =>
      onChanged(
        await installation.change(summary.id, {
          ...given,
          ...(name === summary.name ? {} : { name }),
          ...(short === (body.short ?? "") ? {} : { short: short || null }),
          ...(plan === summary.terms.plan ? {} : { plan }),
          ...(isTrial ? { trial_ends_on: endsOn } : {}),
        }),
      ),
    );
    if (done) toast.done(w.saved);
  }

  return (
    <Dialog
      actions={
        <>
          {body.suspended_on === null ? (
            <Button onPress={() => setAsked("suspend")}>{w.suspend}</Button>
          ) : (
            <Button onPress={() => setAsked("reopen")}>{w.reopen}</Button>
          )}
          <Button busy={busy} look="primary" type="submit">
            {w.save}
          </Button>
        </>
      }
      onClose={onClose}
      onSubmit={save}
      title={summary.name}
    >
      <div className={styles.detail}>
        {body.suspended_on && (
          <p className={styles.warning}>{w.suspendedSince(body.suspended_on, body.reason ?? w.nothing)}</p>
        )}
        {body.administrators.length === 0 && <Leaderless body={body} onChanged={onChanged} />}
        <Uses body={body} />
        <Facts body={body} />
        <div className={styles.part}>
          <p className={styles.heading}>{w.terms}</p>
          <FormProblem text={problem} />
          <div className={styles.pair}>
            <TextField label={w.name} onChange={setName} value={name} />
            <TextField label={w.short} onChange={setShort} spellCheck="false" value={short} />
          </div>
          <p className={styles.hint}>{w.shortHint}</p>
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
              <TextField label={w.trialEnds} onChange={setEndsOn} placeholder="2027-03-31" value={endsOn} />
            )}
          </div>
          {plan === "trial" && <p className={styles.hint}>{w.trialEndsHint}</p>}
          <div className={styles.pair}>
            {LIMITS.map((limit) => (
              <TextField
                error={wrong.includes(limit) ? w.notANumber : null}
                inputMode="numeric"
                key={limit}
                label={w.limit[limit]}
                onChange={(typed) => setLimits((before) => ({ ...before, [limit]: typed }))}
                value={limits[limit]}
              />
            ))}
          </div>
          <p className={styles.hint}>{w.limitHint}</p>
        </div>
      </div>
      {asked === "suspend" && (
        <SuspendDialog body={summary} onClose={() => setAsked(null)} onSuspended={onChanged} />
      )}
      {asked === "reopen" && (
        <Question
          busy={busy}
          onClose={() => setAsked(null)}
          onYes={() => run(async () => onChanged(await installation.reopen(summary.id)))}
          title={w.reopen}
          verb={w.reopenVerb}
        >
          {w.reopenText(summary.name)}
        </Question>
      )}
    </Dialog>
  );
}

/** Nobody of the body can administer it: the one case in which operators name somebody. */
function Leaderless({ body, onChanged }: { body: BodyDetail; onChanged: (body: BodyDetail) => void }) {
  const w = useBilingual(namingWords);
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<AdministratorMade | null>(null);
  function named(next: AdministratorMade) {
    setOpen(false);
    if (next.password !== null) setMade(next);
    else {
      toast.done(w.done(next.name));
      onChanged(next.body);
    }
  }
  return (
    <div className={styles.leaderless}>
      <p>{w.none}</p>
      <Button onPress={() => setOpen(true)}>{w.title}</Button>
      {isOpen && <NameAdministrator body={body.summary} onClose={() => setOpen(false)} onNamed={named} />}
      {made?.password && (
        <FirstPassword
          lead={w.passwordLead(made.name)}
          login={made.login}
          onClose={() => onChanged(made.body)}
          password={made.password}
        />
      )}
    </div>
  );
}

function Uses({ body: { summary } }: { body: BodyDetail }) {
  const w = useBilingual(words);
  const { use, terms } = summary;
  const most = terms.allowance;
  const of = (used: string, limit: number, shown: string) => `${used} / ${limit > 0 ? shown : w.unlimited}`;
  const n = (value: number) => value.toLocaleString("ja-JP");
  return (
    <div className={styles.shares}>
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
    </div>
  );
}

function Facts({ body }: { body: BodyDetail }) {
  const w = useBilingual(words);
  const { summary, administrators, is_listed } = body;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{w.code}</dt>
        <dd>{summary.code ?? w.nothing}</dd>
      </div>
      <div>
        <dt>{w.kindOf}</dt>
        <dd>{w.kind[summary.kind] ?? summary.kind}</dd>
      </div>
      <div>
        <dt>{w.administrators}</dt>
        <dd>{administrators.length > 0 ? administrators.join("、") : w.noAdministrators}</dd>
      </div>
      <div>
        <dt>{w.listed}</dt>
        <dd>{is_listed ? w.isListed : w.notListed}</dd>
      </div>
      <div>
        <dt>{w.createdOn}</dt>
        <dd>{summary.created_on}</dd>
      </div>
      <div>
        <dt>{w.lastUsed("").trim()}</dt>
        <dd>{summary.active_on ?? w.neverUsed}</dd>
      </div>
    </dl>
  );
}
