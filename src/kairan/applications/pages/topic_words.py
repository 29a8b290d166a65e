"""Topics of forms (くらしの場面), in Japanese and English: the headings of the list, in the order of a life."""

from collections.abc import Mapping

TOPIC_WORDS: Mapping[str, tuple[str, str]] = {
    "topic_moving": ("引越し・住まい", "Moving and housing"),
    "topic_family": ("妊娠・出産・子育て", "Pregnancy, birth and children"),
    "topic_school": ("学校・学び", "School and learning"),
    "topic_work": ("仕事・事業", "Work and business"),
    "topic_welfare": ("健康・福祉・介護", "Health, welfare and care"),
    "topic_bereavement": ("おくやみ", "Bereavement"),
    "topic_records": ("証明書・届出", "Certificates and registration"),
    "topic_tax": ("税・保険・年金", "Taxes, insurance and pensions"),
    "topic_waste": ("ごみ・ペット・環境", "Waste, pets and environment"),
    "topic_disaster": ("防災・災害", "Disasters"),
    "topic_events": ("催し・施設", "Events and facilities"),
    "topic_opinion": ("ご意見・アンケート", "Opinions and surveys"),
    "topic_": ("そのほか", "Other"),
}
