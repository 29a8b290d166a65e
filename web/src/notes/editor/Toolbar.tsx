import { useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Toolbar as AriaToolbar } from "react-aria-components/Toolbar";
import { cx } from "../../parts/cx";
import { FormDialog } from "../../parts/FormDialog";
import { TextField } from "../../parts/TextField";
import styles from "../Notes.module.css";
import { useWords } from "../words";
import type { Act } from "./commands";
import type { Editor, Here } from "./editor";
import { putPictures } from "./pictures";
import { isAddress } from "./schema";

const TOGGLES: readonly Act[] = [
  "heading",
  "strong",
  "strike",
  "bullets",
  "numbers",
  "checks",
  "quote",
  "code",
];
const OF_TABLES: readonly Act[] = ["rowAfter", "columnAfter", "dropRow", "dropColumn", "dropTable"];

/** What the marked words become; inside a table, what becomes of it. */
export function Toolbar({ editor, here }: { editor: Editor; here: Here }) {
  const w = useWords();
  const [isLinking, setLinking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const press = (act: Act) => (
    <Button className={cx(styles.tool)} key={act} onPress={() => editor.act(act)}>
      {w.acts[act]}
    </Button>
  );
  const toggle = (act: Act) => (
    <ToggleButton
      className={cx(styles.tool)}
      isSelected={here.has(act)}
      key={act}
      onChange={() => editor.act(act)}
    >
      {w.acts[act]}
    </ToggleButton>
  );
  return (
    <>
      <AriaToolbar aria-label={w.toolbar} className={cx(styles.tools)}>
        {TOGGLES.map(toggle)}
        <Button className={cx(styles.tool)} onPress={() => setLinking(true)}>
          {w.link}
        </Button>
        <Button className={cx(styles.tool)} onPress={() => input.current?.click()}>
          {w.picture}
        </Button>
        <Button className={cx(styles.tool)} onPress={() => editor.openRooms()}>
          {w.openRooms}
        </Button>
        {here.has("inTable") ? OF_TABLES.map(press) : press("table")}
        {press("undo")}
        {press("redo")}
      </AriaToolbar>
      <input
        accept="image/*"
        hidden
        multiple
        onChange={({ target }) => {
          void putPictures(editor.picture, [...(target.files ?? [])], w.noPicture);
          target.value = "";
        }}
        ref={input}
        type="file"
      />
      {isLinking && (
        <Linking
          onClose={() => setLinking(false)}
          onLink={(href) => {
            setLinking(false);
            editor.link(href);
          }}
        />
      )}
    </>
  );
}

function Linking({ onLink, onClose }: { onLink: (href: string | null) => void; onClose: () => void }) {
  const w = useWords();
  const [href, setHref] = useState("");
  const typed = href.trim();
  return (
    <FormDialog
      isDisabled={typed !== "" && !isAddress(typed)}
      onClose={onClose}
      onSubmit={() => onLink(typed === "" ? null : typed)}
      size="narrow"
      title={w.link}
      verb={typed === "" ? w.noLink : w.link}
    >
      <TextField
        autoFocus
        hint={w.linkHint}
        label={w.address}
        maxLength={2000}
        onChange={setHref}
        type="url"
        value={href}
      />
    </FormDialog>
  );
}
