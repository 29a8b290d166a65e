import type { FormEvent, ReactNode } from "react";
import { Mark } from "../entry/Mark";
import styles from "../entry/SignIn.module.css";
import type { Me } from "../model/types";
import { Button } from "../parts/Button";
import { signOut } from "../shell/signOut";
import { useWords } from "./words";

interface Props {
  me: Me;
  title: string;
  lead: ReactNode;
  onSubmit: () => void;
  children: ReactNode;
}

/** One step of coming in, on a card like the sign-in's; it can be given up. */
export function GateCard({ me, title, lead, onSubmit, children }: Props) {
  const w = useWords();
  return (
    <main className={styles.page}>
      <form
        className={styles.card}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <header className={styles.head}>
          <Mark size={44} />
          <div>
            <h1 className={styles.step}>{title}</h1>
            <p className={styles.lead}>{w.signedInAs(me.person.name, me.login)}</p>
          </div>
        </header>
        <p>{lead}</p>
        {children}
      </form>
      <Button look="quiet" onPress={signOut} small>
        {w.leave}
      </Button>
    </main>
  );
}
