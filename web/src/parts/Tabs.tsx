import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components/Tabs";
import { Count } from "./Badge";
import { cx } from "./cx";
import styles from "./Tabs.module.css";

interface TabsProps<T extends string> {
  label: string;
  tabs: readonly { id: T; label: string; count?: number; panel: ReactNode }[];
  chosen: T;
  onChoose: (id: T) => void;
}

export function Tabs<T extends string>({ label, tabs, chosen, onChoose }: TabsProps<T>) {
  function choose(key: unknown) {
    const tab = tabs.find((each) => each.id === key);
    if (tab) onChoose(tab.id);
  }
  return (
    <AriaTabs className={cx(styles.tabs)} onSelectionChange={choose} selectedKey={chosen}>
      <TabList aria-label={label} className={cx(styles.list)}>
        {tabs.map((tab) => (
          <Tab className={cx(styles.tab)} id={tab.id} key={tab.id}>
            {tab.label}
            <Count n={tab.count ?? 0} />
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel className={cx(styles.panel)} id={tab.id} key={tab.id}>
          {tab.panel}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
