/** What is done to keep the record, as entries of the installation tell it. */
export const KEPT = {
  ja: {
    "anchor.made": "記録の錨を作成",
    "anchor.stamped": "錨にタイムスタンプ",
    "anchor.written": "錨を書き出し",
    "anchor.not_written": "錨を書き出せず",
    "anchor.refused": "錨を作れず（前の錨と不一致）",
    "backup.made": "バックアップを作成",
  },
  en: {
    "anchor.made": "Anchor of the record made",
    "anchor.stamped": "Anchor time-stamped",
    "anchor.written": "Anchor brought out",
    "anchor.not_written": "Anchor not brought out",
    "anchor.refused": "No anchor: the record denies the last one",
    "backup.made": "Backup made",
  },
};
