import { useCallback, useState } from "react";
import type { Agreement, Agreements, AllianceView } from "../../api/generated";
import { facts, LineRow, RowWords } from "../../list/Row";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { Question } from "../../parts/Question";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { Answered } from "../../shell/Answered";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useMe } from "../../state";
import styles from "../Alliances.module.css";
import { mutualAid } from "./api";
import { ProposeAgreement } from "./ProposeAgreement";
import { useAidWords } from "./words";

/** The agreements of one's own body, with whom to call; its administrator decides about them. */
export function AgreementsSection({ view }: { view: AllianceView }) {
  const w = useAidWords();
  const { id } = view.card;
  const [changed, setChanged] = useState<Agreements | null>(null);
  const [isProposing, setProposing] = useState(false);
  const known = useAnswer(useCallback((signal: AbortSignal) => mutualAid.agreements(id, signal), [id]));
  const answer = changed === null ? known : { ...known, phase: "known" as const, value: changed };
  return (
    <section className={styles.section}>
      <h2>{w.agreements}</h2>
      <p className={styles.second}>{w.agreementsLead}</p>
      <Answered answer={answer} failed={w.agreementsFailed}>
        {({ agreements, may_decide }) => (
          <>
            {agreements.length === 0 && <p className={styles.second}>{w.noAgreements}</p>}
            <ul>
              {agreements.map((one) => (
                <Row key={one.id} mayDecide={may_decide} one={one} onChanged={setChanged} view={view} />
              ))}
            </ul>
            {may_decide && (
              <Button onPress={() => setProposing(true)} small>
                {w.propose}
              </Button>
            )}
          </>
        )}
      </Answered>
      {isProposing && (
        <ProposeAgreement onClose={() => setProposing(false)} onProposed={setChanged} view={view} />
      )}
    </section>
  );
}

interface RowProps {
  view: AllianceView;
  one: Agreement;
  mayDecide: boolean;
  onChanged: (agreements: Agreements) => void;
}

function Row({ view, one, mayDecide, onChanged }: RowProps) {
  const w = useAidWords();
  const { organization } = useMe();
  const [isRead, setRead] = useState(false);
  const [open, setOpen] = useState<"agree" | "leave" | null>(null);
  const work = useWork();
  const own = one.bodies.find(({ body_id }) => body_id === organization.id);
  const hasLeft = own?.has_left ?? true;
  const leave = () =>
    work.run(async () => {
      onChanged(await mutualAid.answer(view.card.id, one.id, { agreed: false }));
      toast.done(w.done);
      setOpen(null);
    });
  const agreeing = one.own_agreed ? w.changeContact : w.agree;
  const leaving = one.own_agreed ? w.leave : w.decline;
  return (
    <LineRow top>
      <RowWords
        beside={
          <span className={one.state === "in_force" ? styles.solved : styles.tag}>{w.states[one.state]}</span>
        }
        name={one.title}
      >
        {one.bodies.map((body) => (
          <span className={styles.second} key={body.body_id}>
            {facts(
              body.name,
              body.has_left ? w.left : body.agreed_at === null ? w.waiting : w.agreed,
              body.contact,
            )}
          </span>
        ))}
        {isRead && <span className={styles.terms}>{one.text}</span>}
      </RowWords>
      <span className={styles.buttons}>
        {!isRead && (
          <Button aria-label={`${w.read}: ${one.title}`} look="quiet" onPress={() => setRead(true)} small>
            {w.read}
          </Button>
        )}
        {mayDecide && (
          <Button aria-label={`${agreeing}: ${one.title}`} onPress={() => setOpen("agree")} small>
            {agreeing}
          </Button>
        )}
        {mayDecide && !hasLeft && (
          <Button aria-label={`${leaving}: ${one.title}`} onPress={() => setOpen("leave")} small>
            {leaving}
          </Button>
        )}
      </span>
      {open === "agree" && (
        <Agree
          contact={own?.contact ?? ""}
          onAgreed={onChanged}
          onClose={() => setOpen(null)}
          one={one}
          view={view}
        />
      )}
      {open === "leave" && (
        <Question
          busy={work.busy}
          danger
          onClose={() => setOpen(null)}
          onYes={leave}
          title={leaving}
          verb={leaving}
        >
          {w.leaveText}
        </Question>
      )}
    </LineRow>
  );
}

interface AgreeProps {
  view: AllianceView;
  one: Agreement;
  contact: string;
  onAgreed: (agreements: Agreements) => void;
  onClose: () => void;
}

/** What is agreed stands above the button that agrees to it. */
function Agree({ view, one, contact, onAgreed, onClose }: AgreeProps) {
  const w = useAidWords();
  const [typed, setTyped] = useState(contact);
  const work = useWork({ inline: true });
  const agree = () =>
    work.run(async () => {
      onAgreed(await mutualAid.answer(view.card.id, one.id, { agreed: true, contact: typed.trim() }));
      toast.done(w.done);
      onClose();
    });
  return (
    <FormDialog
      busy={work.busy}
      isDisabled={typed.trim() === ""}
      lead={one.title}
      onClose={onClose}
      onSubmit={agree}
      problem={work.problem}
      title={one.own_agreed ? w.changeContact : w.agree}
      verb={one.own_agreed ? w.changeContact : w.agree}
    >
      <p className={styles.terms}>{one.text}</p>
      <TextField
        hint={w.contactHint}
        isRequired
        label={w.contact}
        lines={2}
        maxLength={300}
        onChange={setTyped}
        placeholder={w.contactPlaceholder}
        value={typed}
      />
    </FormDialog>
  );
}
