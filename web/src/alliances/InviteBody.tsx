import { useCallback, useState } from "react";
import type { AllianceView, InvitableBody } from "../api/generated";
import { LineRow, RowWords } from "../list/Row";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { SearchField } from "../parts/SearchField";
import { toast } from "../parts/toasts";
import { Answered } from "../shell/Answered";
import { useAnswer, useSettled } from "../shell/useAnswer";
import { useWork } from "../shell/useWork";
import styles from "./Alliances.module.css";
import { alliances } from "./api";
import { useWords } from "./words";

interface InviteBodyProps {
  view: AllianceView;
  onChanged: (view: AllianceView) => void;
  onClose: () => void;
}

/** Find bodies of this installation and invite them, one after the other. */
export function InviteBody({ view, onChanged, onClose }: InviteBodyProps) {
  const w = useWords();
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim());
  const { id } = view.card;
  const found = useAnswer(useCallback((signal: AbortSignal) => alliances.invitable(id, q, signal), [id, q]));
  const work = useWork({ inline: true });
  const invite = (body: InvitableBody) =>
    work.run(async () => {
      onChanged(await alliances.act(id, body.id, { act: "invite" }));
      toast.done(w.invited(body.name));
      found.again();
    });
  return (
    <Dialog lead={w.inviteLead} onClose={onClose} title={w.invite}>
      <SearchField autoFocus label={w.inviteFind} onChange={setTyped} value={typed} />
      <Answered answer={found} failed={w.failed}>
        {({ bodies }) =>
          bodies.length === 0 ? (
            <p className={styles.second}>{w.inviteNone}</p>
          ) : (
            <ul>
              {bodies.map((body) => (
                <LineRow key={body.id}>
                  <RowWords
                    name={body.name}
                    second={body.code === null ? undefined : w.bodyCode(body.code)}
                  />
                  <Button
                    aria-label={`${w.invite}: ${body.name}`}
                    busy={work.busy}
                    onPress={() => invite(body)}
                    small
                  >
                    {w.invite}
                  </Button>
                </LineRow>
              ))}
            </ul>
          )
        }
      </Answered>
    </Dialog>
  );
}
