import type { ConnectionView } from "../../api/generated";
import { CopyIcon } from "../../design/icons";
import { useBilingual } from "../../i18n/useBilingual";
import { copyText } from "../../parts/copy";
import { IconButton } from "../../parts/IconButton";
import styles from "./Provider.module.css";
import { words } from "./words";

/** What the provider must be told of us, to be copied over there. */
export function Addresses({ view, withKeys }: { view: ConnectionView; withKeys: boolean }) {
  const w = useBilingual(words);
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
  const w = useBilingual(words);
  return (
    <div className={styles.address}>
      <dt>{name}</dt>
      <dd>
        <code>{uri}</code>
        <IconButton label={w.copy(name)} onPress={() => copyText(uri)} small>
          <CopyIcon />
        </IconButton>
      </dd>
    </div>
  );
}
