/** Under which heading residents find a form. */
export const topics = {
  topic: "くらしの場面",
  topicHint: "住民の一覧では、この見出しの下に並びます。",
  topics: {
    moving: "引越し・住まい",
    family: "妊娠・出産・子育て",
    school: "学校・学び",
    work: "仕事・事業",
    welfare: "健康・福祉・介護",
    bereavement: "おくやみ",
    records: "証明書・届出",
    tax: "税・保険・年金",
    waste: "ごみ・ペット・環境",
    disaster: "防災・災害",
    events: "催し・施設",
    opinion: "ご意見・アンケート",
    "": "そのほか",
  },
};
