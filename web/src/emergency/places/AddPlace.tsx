import { useState } from "react";
import { LocationIcon } from "../../design/icons";
import { Button } from "../../parts/Button";
import { FormDialog } from "../../parts/FormDialog";
import { FormProblem } from "../../parts/Problem";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { useWork } from "../../shell/useWork";
import { places } from "./api";
import { degreesOf, isCount, LATITUDES, LONGITUDES } from "./kinds";
import { useWords } from "./words";

const WAIT_MS = 10_000;

/** A place that was never designated, added where people gather. */
export function AddPlace({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const w = useWords();
  const work = useWork({ inline: true });
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [north, setNorth] = useState("");
  const [east, setEast] = useState("");
  const [capacity, setCapacity] = useState("");
  const [isTried, setTried] = useState(false);
  const [isLost, setLost] = useState(false);
  // Pressed twice, or sent again after a line was lost: it is added once.
  const [key] = useState(() => crypto.randomUUID());
  const latitude = degreesOf(north, ...LATITUDES);
  const longitude = degreesOf(east, ...LONGITUDES);
  const isNowhere = north === "" && east === "";
  const isPositionWrong = !isNowhere && (latitude === null || longitude === null);

  function useHere() {
    setLost(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setNorth(coords.latitude.toFixed(5));
        setEast(coords.longitude.toFixed(5));
      },
      () => setLost(true),
      { enableHighAccuracy: true, timeout: WAIT_MS },
    );
  }

  function add() {
    setTried(true);
    if (name.trim() === "" || isPositionWrong || !isCount(capacity)) return;
    void work.run(async () => {
      const most = capacity.trim() === "" ? null : Number(capacity.normalize("NFKC"));
      const where = isNowhere ? { latitude: null, longitude: null } : { latitude, longitude };
      await places.add({ name, address, ...where, capacity: most, key });
      toast.done(w.added);
      onDone();
    });
  }

  return (
    <FormDialog
      busy={work.busy}
      holds={name !== ""}
      lead={w.addLead}
      onClose={onClose}
      onSubmit={add}
      problem={work.problem}
      title={w.addTitle}
      verb={w.add}
    >
      <TextField
        autoFocus
        error={isTried && name.trim() === "" ? w.needName : null}
        label={w.name}
        maxLength={100}
        onChange={setName}
        value={name}
      />
      <TextField label={w.address} markOptional maxLength={200} onChange={setAddress} value={address} />
      <TextField
        error={isTried && isPositionWrong ? w.needPosition : null}
        hint={w.positionHint}
        inputMode="decimal"
        label={w.latitude}
        markOptional
        onChange={setNorth}
        value={north}
      />
      <TextField inputMode="decimal" label={w.longitude} markOptional onChange={setEast} value={east} />
      <Button icon={<LocationIcon size={18} />} onPress={useHere} small>
        {w.here}
      </Button>
      <FormProblem text={isLost ? w.hereFailed : null} />
      <TextField
        error={isCount(capacity) ? null : w.needNumber}
        inputMode="numeric"
        label={w.capacity}
        markOptional
        onChange={setCapacity}
        value={capacity}
      />
    </FormDialog>
  );
}
