import { useCallback, useRef, useState } from "react";
import type { Coordinates, FieldReport, OwnReport } from "../../api/generated";
import { CameraIcon, CloseIcon, LocationIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { shortWhenOf } from "../../i18n/time";
import { facts, LineRow, RowWords } from "../../list/Row";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { Rounds } from "../../parts/Choices";
import { Form } from "../../parts/Form";
import { FormProblem } from "../../parts/Problem";
import { TextField } from "../../parts/TextField";
import { toast } from "../../parts/toasts";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { goBack } from "../../shell/route";
import { useAnswer } from "../../shell/useAnswer";
import { useWork } from "../../shell/useWork";
import { useMe } from "../../state";
import { incidents } from "./api";
import styles from "./Incidents.module.css";
import { type Photo, Photos } from "./Photos";
import { INCIDENTS } from "./paths";
import { ownPosition, saidOf } from "./positions";
import { Refused } from "./Refused";
import { SharePosition } from "./SharePosition";
import { smaller } from "./shrinking";
import { useListed } from "./useListed";
import { giveReport } from "./waitingReports";
import { useIncidentWords } from "./words";

type Damage = FieldReport["damage"];
type Severity = NonNullable<FieldReport["severity"]>;

/** 現場報告: camera, kind, send. The rest is for whoever has the time. */
export function ReportPage({ id }: { id: string }) {
  const w = useIncidentWords();
  const { person } = useMe();
  const list = useListed();
  const own = useAnswer(useCallback((signal: AbortSignal) => incidents.ownReports(id, signal), [id]));
  const [round, setRound] = useState(0);
  const sent = () => {
    setRound((n) => n + 1);
    own.again();
  };
  const one = list.reportable.find((each) => each.id === id);
  return (
    <div className={styles.page}>
      {one?.is_drill && <p className={styles.drill}>{w.drillBar}</p>}
      <PageHead note={one?.name} onBack={() => goBack(INCIDENTS)} title={w.fieldTitle} />
      <PageBody column>
        {list.value !== null && one === undefined ? (
          <p className={styles.note}>{w.fieldNone}</p>
        ) : (
          <Report id={id} onSent={sent} owner={person.id} />
        )}
        <Refused owner={person.id} round={round} />
        {one !== undefined && <SharePosition id={id} />}
        <section aria-label={w.own}>
          <h2 className={styles.heading}>{w.own}</h2>
          {own.value?.reports.length === 0 && <p className={styles.quiet}>{w.ownNone}</p>}
          <ul className={styles.rows}>
            {(own.value?.reports ?? []).map((each) => (
              <Own key={each.number} one={each} />
            ))}
          </ul>
        </section>
      </PageBody>
    </div>
  );
}

interface ReportProps {
  id: string;
  owner: string;
  onSent: () => void;
}

function Report({ id, owner, onSent }: ReportProps) {
  const w = useIncidentWords();
  const work = useWork({ inline: true });
  const camera = useRef<HTMLInputElement>(null);
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [damage, setDamage] = useState<Damage | null>(null);
  const [severity, setSeverity] = useState<Severity>("middle");
  const [text, setText] = useState("");
  const [place, setPlace] = useState("");
  const [position, setPosition] = useState<Coordinates | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  // Pressed again after a line was lost: it is one report.
  const [key, setKey] = useState(() => crypto.randomUUID());

  async function add(files: readonly File[]) {
    for (const file of files) {
      const blob = await smaller(file);
      setPhotos((before) => [...before, { key: crypto.randomUUID(), blob }]);
    }
  }

  function send() {
    setTried(true);
    if (damage === null) return;
    const body: FieldReport = {
      key,
      damage,
      severity,
      seen_at: Date.now(),
      text,
      place,
      position,
      file_ids: [],
    };
    void work.run(async () => {
      const outcome = await giveReport(
        owner,
        id,
        body,
        photos.map(({ blob }) => blob),
      );
      if (outcome.how === "not-kept") return setSaid(w.notKept);
      if (outcome.how === "refused") setSaid(w.refused(outcome.reason));
      else setSaid(outcome.how === "kept" ? w.kept(outcome.count) : null);
      if (outcome.how === "sent") toast.done(w.sent);
      setKey(crypto.randomUUID());
      setPhotos([]);
      setDamage(null);
      setText("");
      setPlace("");
      setPosition(null);
      setTried(false);
      onSent();
    });
  }

  return (
    <Form className={styles.form} onSubmit={send}>
      {said !== null && (
        <p className={styles.note} role="status">
          {said}
        </p>
      )}
      <Button icon={<CameraIcon />} onPress={() => camera.current?.click()} wide>
        {w.camera}
      </Button>
      <input
        accept="image/*"
        capture="environment"
        hidden
        onChange={({ target }) => {
          void add([...(target.files ?? [])]);
          target.value = "";
        }}
        ref={camera}
        type="file"
      />
      <Photos onChange={setPhotos} photos={photos} />
      <fieldset className={styles.field}>
        <legend>{w.damage}</legend>
        <div className={styles.touches}>
          {(Object.keys(w.damages) as Damage[]).map((one) => (
            <Button
              aria-pressed={damage === one}
              key={one}
              look={damage === one ? "primary" : "plain"}
              onPress={() => setDamage(one)}
            >
              {w.damages[one]}
            </Button>
          ))}
        </div>
        <FormProblem text={isTried && damage === null ? w.needDamage : null} />
      </fieldset>
      <Where onChange={setPosition} position={position} />
      <details className={styles.more}>
        <summary>{w.fieldMore}</summary>
        <Rounds
          choices={(["high", "middle", "low"] as const).map((one) => ({ id: one, label: w.severities[one] }))}
          inline
          label={w.severity}
          onChange={setSeverity}
          value={severity}
        />
        <TextField
          hint={w.placeHint}
          label={w.place}
          markOptional
          maxLength={120}
          onChange={setPlace}
          value={place}
        />
        <TextField
          label={w.fieldText}
          lines={3}
          markOptional
          maxLength={2000}
          onChange={setText}
          value={text}
        />
      </details>
      <FormProblem text={work.problem} />
      <Button busy={work.busy} look="primary" type="submit" wide>
        {w.send}
      </Button>
      <p className={styles.quiet}>{w.call119}</p>
    </Form>
  );
}

interface WhereProps {
  position: Coordinates | null;
  onChange: (position: Coordinates | null) => void;
}

/** Where one is: asked of the device when one presses, and sent only with this report. */
function Where({ position, onChange }: WhereProps) {
  const w = useIncidentWords();
  const [state, setState] = useState<"idle" | "finding" | "failed">("idle");
  const find = async () => {
    setState("finding");
    const found = await ownPosition();
    onChange(found);
    setState(found === null ? "failed" : "idle");
  };
  if (position !== null) {
    return (
      <div className={styles.acts}>
        <p role="status">{w.hereFound(saidOf(position))}</p>
        <Button icon={<CloseIcon size={16} />} look="quiet" onPress={() => onChange(null)} small>
          {w.hereDrop}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Button busy={state === "finding"} icon={<LocationIcon />} onPress={() => void find()} wide>
        {state === "finding" ? w.finding : w.here}
      </Button>
      <FormProblem text={state === "failed" ? w.hereFailed : null} />
    </>
  );
}

function Own({ one }: { one: OwnReport }) {
  const t = useText();
  const w = useIncidentWords();
  return (
    <LineRow>
      <RowWords
        beside={
          one.status !== null &&
          !one.is_struck && (
            <Tag tone={one.status === "done" ? "done" : one.status === "working" ? "accent" : "plain"}>
              {w.statuses[one.status]}
            </Tag>
          )
        }
        name={one.damage === null ? "" : w.damages[one.damage]}
        second={facts(
          w.ownSent(shortWhenOf(one.seen_at, Date.now(), t)),
          one.place,
          one.photos > 0 && w.photos(one.photos),
          one.is_struck && w.struck(""),
        )}
      >
        {one.text !== "" && <span className={styles.text}>{one.text}</span>}
      </RowWords>
    </LineRow>
  );
}
