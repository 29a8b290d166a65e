import { useState } from "react";
import type { Agreements, AllianceView } from "../../api/generated";
import { Tick } from "../../list/Selection";
import { useSelection } from "../../list/useSelection";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { useMe } from "../../state";
import styles from "../Alliances.module.css";
import { mutualAid } from "./api";
import { useAidWords } from "./words";

interface ProposeAgreementProps {
  view: AllianceView;
  onProposed: (agreements: Agreements) => void;
  onClose: () => void;
}

/** An agreement for a disaster, prepared in peace: what is agreed, with whom, and whom to call. */
export function ProposeAgreement({ view, onProposed, onClose }: ProposeAgreementProps) {
  const w = useAidWords();
  const { organization } = useMe();
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const [contact, setContact] = useState("");
  const [tried, setTried] = useState(false);
  const bodies = useSelection();
  const work = useWork({ inline: true });
  const isReady = [title, text, contact].every((each) => each.trim() !== "") && bodies.ids.size > 0;
  const others = view.bodies.filter(
    ({ state, body_id }) => state === "joined" && body_id !== organization.id,
  );

  function propose() {
    setTried(true);
    if (!isReady) return;
    return work.run(async () => {
      const body = {
        title: title.trim(),
        text: text.trim(),
        contact: contact.trim(),
        body_ids: [...bodies.ids],
      };
      onProposed(await mutualAid.propose(view.card.id, body));
      toast.done(w.proposed);
      onClose();
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={title !== "" || text !== ""}
      lead={w.proposeLead}
      onClose={onClose}
      onSubmit={propose}
      problem={work.problem ?? (tried && !isReady ? w.proposeNeeded : null)}
      title={w.propose}
      verb={w.propose}
    >
      <TextField
        autoFocus
        isRequired
        label={w.agreementTitle}
        maxLength={80}
        onChange={setTitle}
        placeholder={w.agreementTitlePlaceholder}
        value={title}
      />
      <TextField
        hint={w.agreementTextHint}
        isRequired
        label={w.agreementText}
        lines={6}
        maxLength={10_000}
        onChange={setText}
        value={text}
      />
      <TextField
        hint={w.contactHint}
        isRequired
        label={w.contact}
        lines={2}
        maxLength={300}
        onChange={setContact}
        placeholder={w.contactPlaceholder}
        value={contact}
      />
      <fieldset className={styles.bodies}>
        <legend className={styles.second}>{w.others}</legend>
        <ul>
          {others.map((one) => (
            <li className={styles.body} key={one.body_id}>
              <Tick id={one.body_id} label={one.name} selection={bodies} />
              <span>{one.name}</span>
            </li>
          ))}
        </ul>
      </fieldset>
    </FormDialog>
  );
}
