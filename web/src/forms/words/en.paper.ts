import type { paper as ja } from "./ja.paper";

const n = (value: number) => value.toLocaleString("en");

export const paper: typeof ja = {
  export: "Export",
  exportLead: "All applications in one table. That it was exported is recorded.",
  exportAs: "Format",
  utf8: "CSV (UTF-8)",
  utf8Note: "For other systems. Rare characters are kept.",
  sjis: "CSV (Shift_JIS)",
  sjisNote: "For an old Excel or system. You are told of characters it lacks before anything is written.",
  xlsx: "Excel (XLSX)",
  xlsxNote: "For Excel. Rare characters and leading zeros of phone numbers are kept.",
  write: "Export",
  exported: "Exported.",
  lossTitle: (total: number) => `${n(total)} answers hold characters that Shift_JIS lacks`,
  lossText: "They will be replaced as follows. To keep them, export as UTF-8 or Excel.",
  lossWritten: (written: string) => `Written: ${written}`,
  lossHead: "Heading",
  lossMore: (count: number) => `and ${n(count)} more`,
  lossWrite: "Export all the same",
  applicationPdf: "Save as PDF",
  poster: "Make a poster (PDF)",
  posterHint: "The form’s name, a QR code and its address on a page of A4.",
  report: "Make a report (PDF)",
  reportLead:
    "A chart and a table for each question, to be handed to an assembly. It holds no single answers.",
  reportFew: "Show counts below 5 too",
  reportFewNote: "Otherwise they are shown as *, so that they cannot be computed by subtraction either.",
  makeReport: "Make",
};
