/** The words of taking a case out. */
import { useBilingual } from "../../i18n/useBilingual";

const ja = {
  title: "記録の書き出し",
  lead: "開示の請求や引き継ぎのために、この申請の記録をまとめて書き出します。書き出したことは記録に残ります。",
  extent: "書き出す範囲",
  extents: {
    applicant: "申請者に見えるもの",
    everything: "庁内メモや決裁も含むすべて",
  },
  notes: {
    applicant:
      "職員の氏名、庁内メモ、決裁、審査項目、意見照会は入りません。要配慮の回答は、本人のものなので入ります。",
    everything: "庁内だけの内容を含みます。申請者には渡さないでください。",
  },
  pdf: "PDFで保存する",
  json: "データ（JSON）で保存する",
  jsonNote: "JSONには、記録が書き換えられていないことを確かめる検証値が付きます。",
};

const en: typeof ja = {
  title: "Take out the record",
  lead: "Takes out the whole record of this application, for a disclosure or a hand-over. It is noted in the record.",
  extent: "How much",
  extents: {
    applicant: "What the applicant may see",
    everything: "Everything, also notes and approvals",
  },
  notes: {
    applicant:
      "Without names of staff, notes, approvals, findings and opinions. Answers that need care are in it: they are the applicant's own.",
    everything: "It holds what the section keeps for itself. Do not give it to the applicant.",
  },
  pdf: "Save as PDF",
  json: "Save as data (JSON)",
  jsonNote: "The JSON has digests by which one can check that the record was not changed.",
};

export function useDisclosingWords(): typeof ja {
  return useBilingual({ ja, en });
}
