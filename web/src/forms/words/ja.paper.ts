const n = (value: number) => value.toLocaleString("ja");

/** What leaves the forms as a file. */
export const paper = {
  export: "書き出す",
  exportLead: "届いた申請をすべて1つの表にします。書き出したことは記録されます。",
  exportAs: "形式",
  utf8: "CSV（UTF-8）",
  utf8Note: "ほかのシステムで使うとき。まれな漢字も残ります。",
  sjis: "CSV（Shift_JIS）",
  sjisNote: "古いExcelやシステムで使うとき。表せない文字は、書き出す前にお知らせします。",
  xlsx: "Excel（XLSX）",
  xlsxNote: "Excelで開くとき。まれな漢字も、電話番号の先頭の0も残ります。",
  write: "書き出す",
  exported: "書き出しました。",
  lossTitle: (total: number) => `${n(total)}か所に、Shift_JISで表せない文字があります`,
  lossText:
    "次のように置き換わります。文字をそのまま残すには、UTF-8かExcelの形式で書き出してください。",
  lossWritten: (written: string) => `書き出す文字: ${written}`,
  lossHead: "見出し",
  lossMore: (count: number) => `ほか ${n(count)}か所`,
  lossWrite: "このまま書き出す",
  applicationPdf: "PDFで保存する",
  applicationPdfNote: "保存したことは記録されます。",
  poster: "ポスターを作る（PDF）",
  posterHint: "フォームの名前、QRコード、アドレスをA4の1枚に印刷できます。",
  report: "報告書を作る（PDF）",
  reportLead: "質問ごとの図と表を、議会や会議の資料にできる形にします。個々の回答は載りません。",
  reportFew: "5未満の数も載せる",
  reportFewNote: "載せないときは「＊」で表し、引き算でも分からないようにします。",
  make: "作る",
};
