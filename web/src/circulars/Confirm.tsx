import { useState } from "react";
import type { CircularPart } from "../api/generated";
import { CheckIcon } from "../design/icons";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import { Button } from "../parts/Button";
import { Form } from "../parts/Form";
import { FormProblem } from "../parts/Problem";
import { TextField } from "../parts/TextField";
import { toast } from "../parts/toasts";
import { useWork } from "../shell/useWork";
import { useMe, useSettings } from "../state";
import { circulars } from "./api";
import styles from "./Circulars.module.css";
import { DeputyDialog } from "./Deputy";
import type { OfCircular } from "./ofCircular";
import { useWords } from "./words";

/** The box to confirm in: one touch, with a comment or without; for oneself, and for whom one stands in. */
export function Confirm({ view, onView }: OfCircular) {
  const w = useWords();
  const { person } = useMe();
  const { own } = view;
  const isMine = own !== null && own.member_id === person.id;
  const mayConfirm = view.may.includes("confirm");
  const others = view.stands_in.filter(({ member_id }) => member_id !== person.id);
  return (
    <>
      {isMine && own.outcome === "confirmed" && <Confirmed own={own} />}
      {isMine && own.outcome === "passed" && <p className={styles.notice}>{w.youWerePassed}</p>}
      {mayConfirm && isMine && (own.outcome === null || own.outcome === "passed") && (
        <Box onView={onView} part={own} view={view} />
      )}
      {mayConfirm &&
        others.map((part) => <Box isForOther key={part.member_id} onView={onView} part={part} view={view} />)}
    </>
  );
}

function Confirmed({ own }: { own: CircularPart }) {
  const t = useText();
  const w = useWords();
  const { era } = useSettings();
  return (
    <p className={styles.confirmed}>
      <CheckIcon size={18} />
      {own.acted_at !== null && w.youConfirmed(fullWhenOf(own.acted_at, t, era))}
      {own.acted_by && `（${w.instead(own.acted_by)}）`}
    </p>
  );
}

interface BoxProps extends OfCircular {
  part: CircularPart;
  isForOther?: boolean;
}

function Box({ view, onView, part, isForOther = false }: BoxProps) {
  const w = useWords();
  const [comment, setComment] = useState("");
  const [isCommenting, setCommenting] = useState(false);
  const [isAway, setAway] = useState(false);
  const { busy, problem, run } = useWork({ inline: true });
  const { id, version } = view.circular;
  const confirm = async () => {
    const body = { version, comment, for_id: isForOther ? part.member_id : null };
    if (await run(async () => onView(await circulars.confirm(id, body)))) toast.done(w.confirmedToast);
  };
  return (
    <Form className={styles.confirm} onSubmit={confirm}>
      {isForOther && <p className={styles.rowTitle}>{w.confirmFor(part.name)}</p>}
      {isCommenting && (
        <TextField
          autoFocus
          label={w.comment}
          lines={2}
          markOptional
          maxLength={500}
          onChange={setComment}
          value={comment}
        />
      )}
      <FormProblem text={problem} />
      <div className={styles.acts}>
        <Button busy={busy} icon={<CheckIcon size={18} />} look="primary" type="submit">
          {comment.trim() === "" ? w.confirm : w.confirmWithComment}
        </Button>
        {!isCommenting && (
          <Button look="quiet" onPress={() => setCommenting(true)}>
            {w.addComment}
          </Button>
        )}
        {!isForOther && (
          <Button look="quiet" onPress={() => setAway(true)}>
            {part.deputy ? w.deputyIs(part.deputy) : w.nameDeputy}
          </Button>
        )}
      </div>
      {isAway && <DeputyDialog onClose={() => setAway(false)} onView={onView} part={part} view={view} />}
    </Form>
  );
}
