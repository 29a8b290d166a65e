import { type ReactNode, useCallback } from "react";
import { CheckIcon, ForwardIcon, LockIcon } from "../design/icons";
import { hasConsole } from "../model/tasks";
import type { Me } from "../model/types";
import { Count } from "../parts/Badge";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageHead } from "../shell/PageHead";
import { goBack } from "../shell/route";
import { useAnswer } from "../shell/useAnswer";
import { useMe } from "../state";
import { administration } from "./api";
import styles from "./Console.module.css";
import { Matters } from "./Matters";
import { Overview } from "./Overview";
import { GROUPS, groupsOf, type Section } from "./sections";
import { useWords } from "./words";

/** A page of the console that is not this person's to open. */
const isSomebodyElses = (section: string | null, own: readonly Section[]) =>
  GROUPS.some(({ sections }) => sections.some(({ id }) => id === section)) &&
  !own.some(({ id }) => id === section);

/** Why there is nothing: no powers, powers that do not count from here, or powers for other pages. */
function NotHere({ me }: { me: Me }) {
  const w = useWords();
  if (hasConsole(me)) {
    return (
      <EmptyState
        action={<Link to="/console">{w.toConsole}</Link>}
        icon={<LockIcon />}
        isPage
        title={w.notYoursTitle}
      >
        {w.notYoursText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<LockIcon />}
      isPage
      title={me.has_unused_powers ? w.notFromHereTitle : w.notAllowedTitle}
    >
      {me.has_unused_powers ? w.notFromHereText : w.notAllowedText}
    </EmptyState>
  );
}

/** The pages for those who administer the body: a list at the side, one after the other on a phone. */
export default function Console({ section }: { section: string | null }) {
  const w = useWords();
  const isPhone = useIsPhone();
  const me = useMe();
  const groups = groupsOf(me);
  const sections = groups.flatMap((group) => group.sections);
  // Administrators begin with what waits for them; whoever has a few pages only, with the first of these.
  const hasOverview = me.roles.includes("administrator");
  const asked = sections.find(({ id }) => id === section);
  const here = asked ?? (isPhone || hasOverview ? null : sections[0]);
  if (!hasConsole(me) || isSomebodyElses(section, sections)) return <NotHere me={me} />;
  if (isPhone && here) return <div className={styles.page}>{here.page(() => goBack("/console"))}</div>;
  return (
    <div className={styles.console}>
      <nav aria-label={w.sections} className={styles.side}>
        <PageHead
          note={me.organization.name}
          onBack={isPhone ? () => goBack("/more") : undefined}
          title={w.title}
        />
        {isPhone && <Matters />}
        <div className={styles.sections}>
          {hasOverview && !isPhone && (
            <Entry icon={<CheckIcon />} isHere={!here} name={w.overview} to="/console" />
          )}
          {groups.map(({ name, sections: own }) => (
            <section key={name(w)}>
              <h2 className={styles.group}>{name(w)}</h2>
              <ul>
                {own.map(({ id, name, icon }) => (
                  <li key={id}>
                    <Entry icon={icon} isHere={here?.id === id} name={name(w)} to={`/console/${id}`}>
                      {id === "organization" && <Notices />}
                      {isPhone && <ForwardIcon size={18} />}
                    </Entry>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </nav>
      {!isPhone && (
        <div className={styles.page}>
          {here && <Matters />}
          {here ? here.page(undefined) : <Overview />}
        </div>
      )}
    </div>
  );
}

interface EntryProps {
  to: string;
  name: string;
  icon: ReactNode;
  isHere: boolean;
  children?: ReactNode;
}

function Entry({ to, name, icon, isHere, children }: EntryProps) {
  return (
    <Link
      aria-current={isHere ? "page" : undefined}
      className={cx(styles.section, "ring-inside", isHere && styles.here)}
      to={to}
    >
      {icon}
      <span className={styles.word}>{name}</span>
      {children}
    </Link>
  );
}

/** What administrators should know in time of plan and limits: a number beside the page that says it. */
function Notices() {
  const w = useWords();
  const { value } = useAnswer(useCallback((signal: AbortSignal) => administration.ownBody(signal), []));
  const n = value?.notices.length ?? 0;
  return <Count label={w.notices(n)} n={n} />;
}
