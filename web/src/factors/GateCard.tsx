import type { ReactNode } from "react";
import type { Me } from "../model/types";
import { Button } from "../parts/Button";
import { Form } from "../parts/Form";
import { Logo } from "../parts/Logo";
import styles from "../shell/FrontPage.module.css";
import { signOut } from "../shell/signOut";
import { useWords } from "./words";

interface Props {
  me: Me;
  title: string;
  lead: ReactNode;
  /** The card is one form; without it, what stands in it has its own. */
  onSubmit?: () => void;
  children: ReactNode;
}

/** One step of coming in, on a card like the sign-in's; it can be given up. */
export function GateCard({ me, title, lead, onSubmit, children }: Props) {
  const w = useWords();
  const content = (
    <>
      <header className={styles.head}>
        <Logo size={44} />
        <div>
          <h1 className={styles.step}>{title}</h1>
          <p className={styles.lead}>{w.signedInAs(me.person.name, me.login)}</p>
        </div>
      </header>
      {lead !== null && <p>{lead}</p>}
      {children}
    </>
  );
  return (
    <main className={styles.page}>
      {onSubmit === undefined ? (
        <div className={styles.card}>{content}</div>
      ) : (
        <Form className={styles.card} onSubmit={onSubmit}>
          {content}
        </Form>
      )}
      <Button look="quiet" onPress={signOut} small>
        {w.leave}
      </Button>
    </main>
  );
}
