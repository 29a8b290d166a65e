"""What the record keeps of annotations; the values are in the table, and go with the answers."""

from kairan.core.journal import Body


class CaseAnnotated(Body, frozen=True):
    """Something was written into these fields, or taken out; what stands in them by its digest."""

    kind = "case.annotated"
    fields: list[str]
    digest: str


class AnnotationFieldsChanged(Body, frozen=True):
    """The fields of a procedure were changed; in the form's stream."""

    kind = "form.annotation_fields_changed"
    revision: int
    fields: list[str]


class CasesExported(Body, frozen=True):
    """Cases were given out as a table, with what the section found out; in the form's stream."""

    kind = "form.cases_exported"
    cases: int
    columns: int
    format: str
