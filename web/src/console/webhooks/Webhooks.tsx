import { useCallback, useState } from "react";
import type {
  DeliveryView,
  WebhookChange,
  WebhookNew,
  WebhookSecret,
  WebhooksView,
  WebhookView,
} from "../../api/generated";
import { useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { ask } from "../../net/http";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choices";
import { FormDialog } from "../../parts/FormDialog";
import { Section } from "../../parts/Section";
import { ShownOnce } from "../../parts/ShownOnce";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useSettings } from "../../state";
import styles from "./Webhooks.module.css";
import { words } from "./words";

type Kind = WebhookNew["kinds"][number];

const PATH = "/api/administration/webhooks";
const KINDS: readonly Kind[] = ["case.received", "case.moved", "case.messaged"];
const of = (one: WebhookView) => `${PATH}/${encodeURIComponent(one.id)}`;

const webhooks = {
  list: (signal: AbortSignal) => ask<WebhooksView>("GET", PATH, { signal }),
  add: (body: WebhookNew) => ask<WebhookSecret>("POST", PATH, { body }),
  change: (one: WebhookView, body: WebhookChange) => ask<WebhooksView>("PUT", of(one), { body }),
  renew: (one: WebhookView) => ask<WebhookSecret>("POST", `${of(one)}/secret`),
  tryIt: (one: WebhookView) => ask<WebhooksView>("POST", `${of(one)}/try`),
  remove: (one: WebhookView) => ask<WebhooksView>("DELETE", of(one)),
} as const;

/** 他のシステムへの通知: which systems are told of what happens with cases. */
export function Webhooks({ onBack }: { onBack?: (() => void) | undefined }) {
  const w = useBilingual(words);
  const answer = useAnswer(useCallback((signal: AbortSignal) => webhooks.list(signal), []));
  return (
    <>
      <PageHead onBack={onBack} title={w.title} />
      <PageBody column>
        <Answered answer={answer} failed={w.failed}>
          {(value) => <Known first={value} />}
        </Answered>
      </PageBody>
    </>
  );
}

function Known({ first }: { first: WebhooksView }) {
  const w = useBilingual(words);
  const [known, setKnown] = useState(first);
  const [isAdding, setIsAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const take = (made: WebhookSecret) => {
    setKnown(made.webhooks);
    setSecret(made.secret);
  };
  return (
    <Section note={w.lead} title={w.title}>
      <p className={styles.about}>{known.hosts.length === 0 ? w.noHosts : w.hosts(known.hosts.join(" "))}</p>
      {known.webhooks.length === 0 && <p className={styles.about}>{w.none}</p>}
      <ul>
        {known.webhooks.map((one) => (
          <One key={`${one.id} ${one.revision}`} onKnown={setKnown} onSecret={take} one={one} />
        ))}
      </ul>
      {known.hosts.length > 0 && (
        <div className={styles.acts}>
          <Button look="primary" onPress={() => setIsAdding(true)}>
            {w.add}
          </Button>
        </div>
      )}
      {isAdding && <Add onClose={() => setIsAdding(false)} onMade={take} />}
      {secret !== null && (
        <ShownOnce
          done={w.secretDone}
          lead={w.secretLead}
          note={w.secretNote}
          onClose={() => setSecret(null)}
          secret={secret}
          title={w.secret}
        />
      )}
    </Section>
  );
}

interface OneProps {
  one: WebhookView;
  onKnown: (known: WebhooksView) => void;
  onSecret: (made: WebhookSecret) => void;
}

function One({ one, onKnown, onSecret }: OneProps) {
  const w = useBilingual(words);
  const [asking, setAsking] = useState<"renew" | "remove" | null>(null);
  const { busy, problem, run } = useWork();
  const change = async (some: Partial<WebhookChange>) => {
    const body = { revision: one.revision, note: one.note, kinds: one.kinds, is_on: one.is_on, ...some };
    if (await run(async () => onKnown(await webhooks.change(one, body)))) toast.done(w.saved);
  };
  const tryIt = async () => {
    if (await run(async () => onKnown(await webhooks.tryIt(one)))) toast.done(w.tried);
  };
  const close = () => setAsking(null);
  const carryOut = async () => {
    const isDone = await run(async () => {
      if (asking === "renew") onSecret(await webhooks.renew(one));
      else onKnown(await webhooks.remove(one));
    });
    if (isDone && asking === "remove") toast.done(w.removed);
    close();
  };
  return (
    <li className={styles.one}>
      <p className={styles.url}>{one.url}</p>
      {one.note && <p className={styles.about}>{one.note}</p>}
      {one.gave_up_at !== null && <p className={styles.bad}>{w.gaveUp}</p>}
      <Switch busy={busy} label={w.isOn} on={one.is_on} onChange={(is_on) => void change({ is_on })} />
      <ChooseKinds chosen={one.kinds} onChange={(kinds) => kinds.length > 0 && void change({ kinds })} />
      <div className={styles.acts}>
        <Button busy={busy} isDisabled={!one.is_on} onPress={() => void tryIt()} small>
          {w.tryIt}
        </Button>
        <Button look="quiet" onPress={() => setAsking("renew")} small>
          {w.renew}
        </Button>
        <Button look="quiet" onPress={() => setAsking("remove")} small>
          {w.remove}
        </Button>
      </div>
      {one.deliveries.length > 0 && (
        <details>
          <summary>{w.deliveries(one.deliveries.length)}</summary>
          <ul>
            {one.deliveries.map((each) => (
              <Delivery each={each} key={each.id} />
            ))}
          </ul>
        </details>
      )}
      {asking !== null && (
        <FormDialog
          busy={busy}
          danger
          lead={asking === "renew" ? w.renewLead : w.removeLead}
          onClose={close}
          onSubmit={carryOut}
          problem={problem}
          title={asking === "renew" ? w.renew : w.remove}
          verb={asking === "renew" ? w.renew : w.remove}
        />
      )}
    </li>
  );
}

function Delivery({ each }: { each: DeliveryView }) {
  const t = useText();
  const w = useBilingual(words);
  const { era } = useSettings();
  const kinds: Readonly<Record<string, string>> = w.kind;
  return (
    <li className={styles.delivery}>
      <span>{fullWhenOf(each.created_at, t, era)}</span>
      <span>{kinds[each.kind] ?? w.ping}</span>
      <span className={each.state === "failed" ? styles.bad : undefined}>{w.states[each.state]}</span>
      <span>{w.attempts(each.attempts)}</span>
      {each.status !== null && <span>{w.answered(each.status)}</span>}
      {each.error && <span>{each.error}</span>}
    </li>
  );
}

interface ChooseKindsProps {
  chosen: readonly Kind[];
  onChange: (kinds: Kind[]) => void;
}

function ChooseKinds({ chosen, onChange }: ChooseKindsProps) {
  const w = useBilingual(words);
  return (
    <fieldset className={styles.kinds}>
      <legend className={styles.about}>{w.kinds}</legend>
      {KINDS.map((kind) => (
        <label className={styles.kind} key={kind}>
          <input
            checked={chosen.includes(kind)}
            onChange={({ target }) =>
              onChange(KINDS.filter((one) => (one === kind ? target.checked : chosen.includes(one))))
            }
            type="checkbox"
          />
          {w.kind[kind]}
        </label>
      ))}
    </fieldset>
  );
}

function Add({ onClose, onMade }: { onClose: () => void; onMade: (made: WebhookSecret) => void }) {
  const w = useBilingual(words);
  const [url, setUrl] = useState("");
  const [note, setNote] = useState("");
  const [kinds, setKinds] = useState<readonly Kind[]>(KINDS);
  const { busy, problem, run } = useWork({ inline: true });
  const add = async () => {
    const isDone = await run(async () => onMade(await webhooks.add({ url: url.trim(), note, kinds })));
    if (!isDone) return;
    toast.done(w.added);
    onClose();
  };
  return (
    <FormDialog
      busy={busy}
      holds
      isDisabled={url.trim().length < 8 || kinds.length === 0}
      onClose={onClose}
      onSubmit={add}
      problem={problem}
      title={w.add}
      verb={w.add}
    >
      <TextField hint={w.urlHint} label={w.url} maxLength={500} onChange={setUrl} value={url} />
      <TextField label={w.note} markOptional maxLength={200} onChange={setNote} value={note} />
      <ChooseKinds chosen={kinds} onChange={setKinds} />
    </FormDialog>
  );
}
