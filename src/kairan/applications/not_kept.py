"""A page that could not be kept (保存できなかったページ): shown again with everything that was typed, and why."""

import msgspec
from litestar import Response

from kairan.applications import showing
from kairan.applications.model import Applicant, PublicPages
from kairan.applications.pressed_map import map_on_page
from kairan.applications.problems import DraftGone, DraftTooLarge
from kairan.applications.requests import Typed
from kairan.applications.steps import look_as_typed
from kairan.core.kit.problems import Problem, StorageFull, StorageUnavailable
from kairan.core.kit.secrets import SecretBox
from kairan.core.kit.store import Store

NOT_KEPT = (StorageFull, StorageUnavailable, DraftTooLarge)


class Sent(msgspec.Struct, frozen=True):
    """A page of a form as it came, and whose it is."""

    applicant: Applicant
    address: str
    page_id: str
    typed: Typed


async def shown_again(
    store: Store, box: SecretBox, public_pages: PublicPages, sent: Sent, problem: Problem
) -> Response[str]:
    """Show a page again as it was typed. Where not even that can be, raises why it was not kept."""
    applicant, typed = sent.applicant, sent.typed
    try:
        step = await store.read(look_as_typed, applicant, box, sent.address, typed.get("-asked", []), typed)
    except DraftGone:
        raise problem from None
    at = step.place_of(sent.page_id)
    if at is None or step.leads_away:
        raise problem
    flags = {"too_large" if isinstance(problem, DraftTooLarge) else "not_kept"}
    if "-checking" in typed:
        flags.add("check")
    ground = await map_on_page(store, applicant, public_pages, step.form.organization_id, step.pages[at].questions)
    page = showing.page(step, at, applicant.language, flags, ground)
    page.status_code = problem.status
    return page
