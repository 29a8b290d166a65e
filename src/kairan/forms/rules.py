"""What a body says of all its forms (団体の決まり): whether publishing takes two persons."""

from sqlalchemy import select

from kairan.core.journal import append, hold
from kairan.core.kit.database import Db
from kairan.core.kit.upsert import upsert
from kairan.core.viewer import Viewer
from kairan.forms.entries import FormRulesChanged
from kairan.forms.model import FormRules, FormRulesChange, form_rule_table
from kairan.forms.problems import FormRulesMeanwhile
from kairan.people import organization_stream, require_task

_r = form_rule_table.c


def rules_of(db: Db, organization_id: str) -> FormRules:
    """Return what a body says of its forms."""
    row = db.first(select(form_rule_table).where(_r.organization_id == organization_id))
    return FormRules() if row is None else FormRules(revision=row.revision, takes_two=row.takes_two)


def form_rules(db: Db, viewer: Viewer) -> FormRules:
    """Return the rules, for who administers the body. Problems: RoleNeeded."""
    require_task(viewer, "organization")
    return rules_of(db, viewer.organization_id)


def change_form_rules(db: Db, viewer: Viewer, change: FormRulesChange) -> FormRules:
    """Change the rules; they hold for what is published from now on. Problems: RoleNeeded, FormRulesMeanwhile."""
    require_task(viewer, "organization")
    held = hold(db, organization_stream(viewer.organization_id))
    before = rules_of(db, viewer.organization_id)
    if before.takes_two == change.takes_two:
        return before
    if before.revision != change.revision:
        raise FormRulesMeanwhile
    values = {"revision": before.revision + 1, "takes_two": change.takes_two}
    written = upsert(db, form_rule_table).values(organization_id=viewer.organization_id, **values)
    db.execute(written.on_conflict_do_update(index_elements=["organization_id"], set_=values))
    told = FormRulesChanged(takes_two=change.takes_two)
    append(db, organization_stream(viewer.organization_id), told, viewer, held=held)
    return FormRules(revision=before.revision + 1, takes_two=change.takes_two)
