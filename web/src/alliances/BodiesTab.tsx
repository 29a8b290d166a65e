import { useState } from "react";
import type { AllianceView, BodyAct, BodyView } from "../api/generated";
import { useText } from "../i18n";
import { whenOf } from "../i18n/time";
import { facts, LineRow, RowWords } from "../list/Row";
import { Button } from "../parts/Button";
import { Switch } from "../parts/Choices";
import { FormDialog } from "../parts/FormDialog";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useNow } from "../shell/useNow";
import { useWork } from "../shell/useWork";
import { useMe } from "../state";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { FiguresSection } from "./FiguresSection";
import { InviteBody } from "./InviteBody";
import { ModeratorsSection } from "./ModeratorsSection";
import { Running } from "./Running";
import { TermsSection } from "./TermsSection";
import { useWords } from "./words";

type Act = BodyAct["act"];

interface BodiesTabProps {
  view: AllianceView;
  onChanged: (view: AllianceView) => void;
}

/** The bodies of an alliance, its terms, and what may be done about each. */
export function BodiesTab({ view, onChanged }: BodiesTabProps) {
  const w = useWords();
  const [isInviting, setInviting] = useState(false);
  const { card, limits } = view;
  return (
    <>
      {view.may_run && card.ended_at === null && (
        <div className={styles.tools}>
          <div className={styles.buttons}>
            <Button look="primary" onPress={() => setInviting(true)}>
              {w.invite}
            </Button>
            <Running onChanged={onChanged} view={view} />
          </div>
        </div>
      )}
      {!view.may_run && <Running onChanged={onChanged} view={view} />}
      <ul>
        {view.bodies.map((body) => (
          <Row body={body} key={body.body_id} onChanged={onChanged} view={view} />
        ))}
      </ul>
      {(card.is_sent || view.may_run) && <ModeratorsSection view={view} />}
      <section className={styles.section}>
        <h2>{w.limitsNow}</h2>
        <p>{w.limitsAre(limits)}</p>
      </section>
      {view.own !== null && <FiguresSection allianceId={card.id} />}
      <TermsSection view={view} />
      {isInviting && <InviteBody onChanged={onChanged} onClose={() => setInviting(false)} view={view} />}
    </>
  );
}

interface RowProps extends BodiesTabProps {
  body: BodyView;
}

function Row({ body, view, onChanged }: RowProps) {
  const w = useWords();
  const t = useText();
  const me = useMe();
  const now = useNow();
  const [asked, setAsked] = useState<Act | null>(null);
  const isOwn = body.body_id === me.organization.id;
  const isNamesake = view.bodies.some(({ body_id, name }) => body_id !== body.body_id && name === body.name);
  const isOld = body.accepted !== null && body.accepted !== view.terms_version;
  return (
    <LineRow top>
      <RowWords
        beside={
          <>
            {body.is_host && <span className={styles.tag}>{w.host}</span>}
            {isOwn && <span className={styles.count}>{w.yourBody}</span>}
          </>
        }
        name={body.name || me.organization.name}
        second={facts(
          isNamesake && body.code !== null && w.bodyCode(body.code),
          w.states[body.state],
          body.people !== null && w.sends(body.people),
          body.state_at > 0 && whenOf(body.state_at, now, t),
        )}
      >
        {isOld && body.accepted !== null && (
          <span className={styles.second}>{w.oldTerms(body.accepted)}</span>
        )}
        {body.reason && <span className={styles.second}>{w.reasonIs(body.reason)}</span>}
      </RowWords>
      {body.acts.length > 0 && (
        <span className={styles.buttons}>
          {body.acts.map((act) => (
            <Button aria-label={`${w.acts[act]}: ${body.name}`} key={act} onPress={() => setAsked(act)} small>
              {w.acts[act]}
            </Button>
          ))}
        </span>
      )}
      {asked && (
        <ActDialog act={asked} body={body} onChanged={onChanged} onClose={() => setAsked(null)} view={view} />
      )}
    </LineRow>
  );
}

const TAKES_TERMS: ReadonlySet<Act> = new Set<Act>(["accept", "ask", "accept_terms"]);
const NEEDS_REASON: ReadonlySet<Act> = new Set<Act>(["suspend", "expel"]);
const DANGEROUS: ReadonlySet<Act> = new Set<Act>(["suspend", "pause", "leave", "expel"]);

interface ActDialogProps extends RowProps {
  act: Act;
  onClose: () => void;
}

/** One act about a body's part: what it means, the terms where they are accepted, a reason where it is told. */
function ActDialog({ act, body, view, onChanged, onClose }: ActDialogProps) {
  const w = useWords();
  const [reason, setReason] = useState("");
  const [isAgreed, setAgreed] = useState(false);
  const work = useWork({ inline: true });
  const takesTerms = TAKES_TERMS.has(act);
  const means: Partial<Record<Act, string>> = w.means;
  const isReady = (!takesTerms || isAgreed) && (!NEEDS_REASON.has(act) || reason.trim() !== "");
  const run = () =>
    work.run(async () => {
      const wanted = {
        act,
        reason: reason.trim(),
        ...(takesTerms ? { terms_version: view.terms_version } : {}),
      };
      onChanged(await alliances.act(view.card.id, body.body_id, wanted));
      toast.done(w.acted);
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      danger={DANGEROUS.has(act)}
      isDisabled={!isReady}
      lead={body.name || undefined}
      onClose={onClose}
      onSubmit={run}
      problem={work.problem}
      title={w.acts[act]}
      verb={w.acts[act]}
    >
      {means[act] && <p>{means[act]}</p>}
      {takesTerms && (
        <>
          <p className={styles.terms}>{view.terms}</p>
          <Switch
            label={w.agreed}
            note={w.termsVersion(view.terms_version)}
            on={isAgreed}
            onChange={setAgreed}
          />
        </>
      )}
      {NEEDS_REASON.has(act) && (
        <TextField
          hint={w.reasonHint}
          isRequired
          label={w.reason}
          lines={3}
          maxLength={500}
          onChange={setReason}
          value={reason}
        />
      )}
    </FormDialog>
  );
}
