import { useEffect } from "react";
import { applyAppearance } from "../design/appearance";
import { DeviceGate } from "../devices/DeviceGate";
import { Enrol } from "../factors/Enrol";
import { GateCard } from "../factors/GateCard";
import { NewPassword } from "../factors/NewPassword";
import { Second } from "../factors/Second";
import { useWords } from "../factors/words";
import { speak, useText } from "../i18n";
import type { Me } from "../model/types";
import { Button } from "../parts/Button";

/** What comes before everything else: the first gate's own page. */
export default function Gates({ me }: { me: Me }) {
  const t = useText();
  useEffect(() => {
    applyAppearance(me.settings);
    speak(me.settings.language);
    document.title = `${t.entry.title} - ${t.shell.product}`;
  }, [me, t]);
  switch (me.at_gate?.gates[0]) {
    case "second_factor":
      return <Second me={me} />;
    case "device":
      return <DeviceGate me={me} />;
    case "new_password":
      return <NewPassword me={me} />;
    case "enrol_factor":
      return <Enrol me={me} />;
    default:
      return <Unknown me={me} />;
  }
}

/** A gate that a newer server knows. */
function Unknown({ me }: { me: Me }) {
  const w = useWords();
  const reload = () => location.reload();
  return (
    <GateCard lead={w.unknownGateText} me={me} onSubmit={reload} title={w.unknownGateTitle}>
      <Button look="primary" type="submit" wide>
        {w.reload}
      </Button>
    </GateCard>
  );
}
