import { useState } from "react";
import { useText } from "../i18n";
import { fullWhenOf } from "../i18n/time";
import type { Handled } from "../model/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { api, useMe, useSettings } from "../state";
import { useWork } from "./useWork";

/** Once after coming in: somebody else issued the password, changed the login, or cleared the factors. */
export default function HandledNotice() {
  const t = useText();
  const { handled } = useMe();
  const { era } = useSettings();
  const [isOver, setOver] = useState(false);
  const work = useWork();
  if (handled.length === 0 || isOver) return null;
  const confirm = () =>
    work.run(async () => {
      await api.confirmHandled();
      setOver(true);
    });
  const said = ({ deed, by, at }: Handled) => {
    const who = by === "" ? t.shell.handledByHouse : by;
    const when = fullWhenOf(at, t, era);
    if (deed === "password") return t.shell.passwordIssuedBy(who, when);
    return deed === "login" ? t.shell.loginChangedBy(who, when) : t.shell.factorsClearedBy(who, when);
  };
  return (
    <Dialog
      actions={
        <Button busy={work.busy} look="primary" type="submit">
          {t.shell.handledSeen}
        </Button>
      }
      holds
      onClose={confirm}
      onSubmit={confirm}
      size="narrow"
      title={t.shell.handledTitle}
    >
      <ul>
        {handled.map((one) => (
          <li key={`${one.deed} ${one.at}`}>{said(one)}</li>
        ))}
      </ul>
      <p>{t.shell.handledText}</p>
    </Dialog>
  );
}
