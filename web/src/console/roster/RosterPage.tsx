import { useState } from "react";
import { useBilingual } from "../../i18n/useBilingual";
import { Tabs } from "../../parts/Tabs";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useWords } from "../words";
import { Export } from "./Export";
import { Import } from "./Import";
import { Sheets } from "./Sheets";
import { words } from "./words";

type Tab = "import" | "export" | "sheets";

/** Everybody at once: in, out, and on paper. */
export function RosterPage({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useWords();
  const r = useBilingual(words);
  const [tab, setTab] = useState<Tab>("import");
  return (
    <>
      <PageHead onBack={onBack} title={w.roster} />
      <PageBody>
        <Tabs
          chosen={tab}
          label={r.tabs}
          onChoose={setTab}
          tabs={[
            { id: "import", label: r.import, panel: <Import onSheets={() => setTab("sheets")} /> },
            { id: "export", label: r.export, panel: <Export /> },
            { id: "sheets", label: r.sheets, panel: <Sheets /> },
          ]}
        />
      </PageBody>
    </>
  );
}
