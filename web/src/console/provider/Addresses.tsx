import type { ConnectionView } from "../../api/generated";
import { CopyIcon } from "../../design/icons";
import { useText } from "../../i18n";
import { IconButton } from "../../parts/IconButton";
import { toast } from "../../parts/toasts";
import { useBoth } from "../words/both";
import styles from "./Provider.module.css";
import { words } from "./words";

/** What the provider must be told of us, to be copied over there. */
export function Addresses({ view, withKeys }: { view: ConnectionView; withKeys: boolean }) {
  const w = useBoth(words);
  return (
    <>
      <p className={styles.note}>{w.thereLead}</p>
      <dl className={styles.addresses}>
        {view.redirect_uris.map((uri) => (
          <Address key={uri} name={w.redirect} uri={uri} />
        ))}
        {withKeys && <Address name={w.keys} uri={view.keys_uri} />}
        <Address name={w.signOut} uri={view.sign_out_uri} />
        <Address name={w.home} uri={view.home_uri} />
      </dl>
    </>
  );
}

function Address({ name, uri }: { name: string; uri: string }) {
  const t = useText();
  const w = useBoth(words);
  async function copy() {
    try {
      await navigator.clipboard.writeText(uri);
      toast.done(w.copied);
    } catch (error) {
      toast.problem(error, t.shell.failed);
    }
  }
  return (
    <div className={styles.address}>
      <dt>{name}</dt>
      <dd>
        <code>{uri}</code>
        <IconButton label={w.copy(name)} onPress={copy} small>
          <CopyIcon />
        </IconButton>
      </dd>
    </div>
  );
}
