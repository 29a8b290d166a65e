"""Forms (申請フォーム): what a section asks residents and staff, as documents with numbered versions."""
