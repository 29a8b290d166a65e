import { type ReactNode, useEffect, useState } from "react";
import styles from "../console/Console.module.css";
import { applyAppearance } from "../design/appearance";
import {
  BuildingIcon,
  ClockIcon,
  ConsoleIcon,
  FilesIcon,
  ForwardIcon,
  LeaveIcon,
  LockIcon,
  PeopleIcon,
} from "../design/icons";
import { speak, useText } from "../i18n";
import { useBilingual } from "../i18n/useBilingual";
import type { Me } from "../model/types";
import { cx } from "../parts/cx";
import { MenuButton } from "../parts/Menu";
import { Link } from "../shell/Link";
import { useIsPhone } from "../shell/media";
import { PageHead } from "../shell/PageHead";
import { goBack, useRoute } from "../shell/route";
import { signOut } from "../shell/signOut";
import { Acts } from "./Acts";
import { Bodies } from "./Bodies";
import { Condition } from "./Condition";
import own from "./Operator.module.css";
import { Operators } from "./Operators";
import { OwnSafety } from "./OwnSafety";
import { PasswordDialog } from "./PasswordDialog";
import { Plans } from "./Plans";
import { type Words, words } from "./words";

type OnBack = (() => void) | undefined;

interface Section {
  readonly id: string;
  readonly name: (w: Words) => string;
  readonly icon: ReactNode;
  readonly page: (onBack: OnBack) => ReactNode;
}

const SECTIONS: readonly Section[] = [
  {
    id: "bodies",
    name: (w) => w.bodies,
    icon: <BuildingIcon />,
    page: (onBack) => <Bodies onBack={onBack} />,
  },
  { id: "plans", name: (w) => w.plans, icon: <FilesIcon />, page: (onBack) => <Plans onBack={onBack} /> },
  {
    id: "condition",
    name: (w) => w.condition,
    icon: <ConsoleIcon />,
    page: (onBack) => <Condition onBack={onBack} />,
  },
  {
    id: "operators",
    name: (w) => w.operators,
    icon: <PeopleIcon />,
    page: (onBack) => <Operators onBack={onBack} />,
  },
  {
    id: "safety",
    name: (w) => w.safety,
    icon: <LockIcon />,
    page: (onBack) => <OwnSafety onBack={onBack} />,
  },
  { id: "acts", name: (w) => w.acts, icon: <ClockIcon />, page: (onBack) => <Acts onBack={onBack} /> },
];

/** The whole client of an operator: above the bodies, and inside none. */
export default function Operator({ me }: { me: Me }) {
  const t = useText();
  const w = useBilingual(words);
  const isPhone = useIsPhone();
  const route = useRoute();
  const section = route.page === "operator" ? route.section : null;
  const here = SECTIONS.find(({ id }) => id === section) ?? (isPhone ? null : SECTIONS[0]);
  useEffect(() => {
    applyAppearance(me.settings);
    speak(me.settings.language);
  }, [me]);
  useEffect(() => {
    document.title = `${here ? here.name(w) : w.title} - ${t.shell.product}`;
  }, [here, w, t]);
  if (isPhone && here)
    return (
      <main className={own.all} id="main">
        <div className={styles.page}>{here.page(() => goBack("/operator"))}</div>
      </main>
    );
  return (
    <div className={own.all}>
      <a className="skip" href="#main">
        {w.skip}
      </a>
      <Sections here={here?.id ?? null} isPhone={isPhone} me={me} w={w} />
      {here && (
        <main className={styles.page} id="main" tabIndex={-1}>
          {here.page(undefined)}
        </main>
      )}
    </div>
  );
}

function Sections({ here, isPhone, me, w }: { here: string | null; isPhone: boolean; me: Me; w: Words }) {
  const list = (
    <ul className={styles.sections}>
      {SECTIONS.map(({ id, name, icon }) => (
        <li key={id}>
          <Link
            aria-current={here === id ? "page" : undefined}
            className={cx(styles.section, "ring-inside", here === id && styles.here)}
            to={`/operator/${id}`}
          >
            {icon}
            <span className={styles.word}>{name(w)}</span>
            {isPhone && <ForwardIcon size={18} />}
          </Link>
        </li>
      ))}
    </ul>
  );
  const foot = (
    <div className={own.foot}>
      <Mine me={me} w={w} />
      <p className={own.note}>{w.note}</p>
    </div>
  );
  if (isPhone)
    return (
      <main className={styles.side} id="main">
        <PageHead title={w.title} />
        <nav aria-label={w.sections}>{list}</nav>
        {foot}
      </main>
    );
  return (
    <nav aria-label={w.sections} className={styles.side}>
      <p className={own.name}>{w.title}</p>
      {list}
      {foot}
    </nav>
  );
}

function Mine({ me, w }: { me: Me; w: Words }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <MenuButton
        actions={[
          {
            id: "password",
            label: w.password,
            icon: <LockIcon size={18} />,
            onAction: () => setOpen(true),
          },
          { id: "out", label: w.signOut, icon: <LeaveIcon size={18} />, apart: true, onAction: signOut },
        ]}
        className={own.me}
        label={t.shell.me(me.person.name)}
        placement="top start"
      >
        <span>{me.person.name}</span>
        <ForwardIcon size={16} />
      </MenuButton>
      {open && <PasswordDialog onClose={() => setOpen(false)} />}
    </>
  );
}
