import { useState } from "react";
import { createPortal } from "react-dom";
import type { EvidencePage } from "../../api/generated";
import { FileIcon } from "../../design/icons";
import { currentLanguage, useText } from "../../i18n";
import { fullWhenOf } from "../../i18n/time";
import { useBilingual } from "../../i18n/useBilingual";
import { ask } from "../../net/http";
import { Button } from "../../parts/Button";
import { EmptyState } from "../../parts/EmptyState";
import { PageBody } from "../../shell/PageBody";
import { PageHead } from "../../shell/PageHead";
import { useWork } from "../../shell/useWork";
import { useMe, useSettings } from "../../state";
import styles from "./Evidence.module.css";

const WORDS = {
  ja: {
    title: "運用状況の証跡",
    make: "作成する",
    print: "印刷する",
    emptyTitle: "セキュリティの設定を一枚にまとめます",
    emptyText:
      "管理者と監査担当、サインインの決まりなどを、いまの設定から読み取り、団体の記録に抜けや書き換えがないかを検証します。作成したことと検証値は記録に残ります。",
    body: "団体",
    at: "作成日時",
    by: "作成者",
    record: "団体の記録の検証",
    good: (n: number) => `${n.toLocaleString("ja")}件の記録を検証しました。抜けや書き換えはありません。`,
    bad: (n: number, faults: number) =>
      `${n.toLocaleString("ja")}件の記録を検証し、異常が${faults.toLocaleString("ja")}件ありました。サーバーの担当者に「kairan verify」での確認を依頼してください。`,
    digest: "この書面の検証値（SHA-256）",
    note: "同じ検証値が、団体の記録の「運用状況の証跡を作成」に残っています。",
  },
  en: {
    title: "Evidence",
    make: "Make",
    print: "Print",
    emptyTitle: "The security settings on one page",
    emptyText:
      "Who has powers, the rules of signing in and more are read from the real state, and the chain of the body's record is verified. That it was made is on record with its digest.",
    body: "Organisation",
    at: "Made at",
    by: "Made by",
    record: "Chain of the record",
    good: (n: number) => `${n.toLocaleString("en")} entries verified. Nothing is missing or altered.`,
    bad: (n: number, faults: number) =>
      `${n.toLocaleString("en")} entries verified, ${faults.toLocaleString("en")} faults. Please have the operator run "kairan verify".`,
    digest: "Digest of this page (SHA-256)",
    note: "The same digest stands in the organisation's record.",
  },
};

/** The security settings as they are, on paper for the body's procedures, with a check of its record. */
export function Evidence({ onBack }: { onBack: (() => void) | undefined }) {
  const w = useBilingual(WORDS);
  const [page, setPage] = useState<EvidencePage | null>(null);
  const work = useWork();
  const make = () =>
    work.run(async () => {
      setPage(await ask<EvidencePage>("POST", "/api/administration/evidence", { timeoutMs: LONG_MS }));
    });
  return (
    <>
      <PageHead onBack={onBack} title={w.title}>
        {page && (
          <Button onPress={() => window.print()} small>
            {w.print}
          </Button>
        )}
        <Button busy={work.busy} look="primary" onPress={make} small>
          {w.make}
        </Button>
      </PageHead>
      <PageBody label={w.title}>
        {page === null ? (
          <EmptyState icon={<FileIcon />} title={w.emptyTitle}>
            {w.emptyText}
          </EmptyState>
        ) : (
          <Paper page={page} />
        )}
      </PageBody>
      {page && createPortal(<div className={styles.printed}>{<Paper page={page} />}</div>, document.body)}
    </>
  );
}

const LONG_MS = 120_000;

function Paper({ page: { gathered, sha256 } }: { page: EvidencePage }) {
  const t = useText();
  const w = useBilingual(WORDS);
  const me = useMe();
  const { era } = useSettings();
  const { organization, code, at, entries, faults, sections } = gathered;
  const isJapanese = currentLanguage() === "ja";
  return (
    <article className={styles.paper}>
      <h1 className={styles.title}>{w.title}</h1>
      <dl className={styles.facts}>
        <dt>{w.body}</dt>
        <dd>{[organization, code].filter(Boolean).join("　")}</dd>
        <dt>{w.at}</dt>
        <dd>{fullWhenOf(at, t, era)}</dd>
        <dt>{w.by}</dt>
        <dd>{me.person.name}</dd>
        <dt>{w.record}</dt>
        <dd>{faults === 0 ? w.good(entries) : w.bad(entries, faults)}</dd>
      </dl>
      {sections.map((section) => (
        <section className={styles.section} key={section.en}>
          <h2 className={styles.heading}>{isJapanese ? section.ja : section.en}</h2>
          <dl className={styles.facts}>
            {section.facts.map((fact) => (
              <div className={styles.fact} key={fact.en}>
                <dt>{isJapanese ? fact.ja : fact.en}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <footer className={styles.foot}>
        <p>{w.digest}</p>
        <p className={styles.digest}>{sha256}</p>
        <p>{w.note}</p>
      </footer>
    </article>
  );
}
