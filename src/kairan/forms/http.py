"""Forms over HTTP, for those who build them."""

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency as Given
from litestar.params import FromPath, FromQuery, JSONBody

from kairan.core.request_context import RequestContext
from kairan.forms.actions import change_draft, change_terms, close_form, create_form, publish_form, reopen_form
from kairan.forms.building import be_building
from kairan.forms.document import FormDocument
from kairan.forms.links import FormLinks
from kairan.forms.model import (
    BuildingNow,
    DraftChange,
    DraftSaved,
    FormId,
    FormPage,
    FormRules,
    FormRulesChange,
    FormTerms,
    FormView,
    NewForm,
    Publication,
    RightsChange,
    TemplateSharing,
    VersionComparison,
    VersionView,
)
from kairan.forms.own_templates import (
    keep_as_template,
    own_template_document,
    own_templates,
    remove_template,
    share_template,
)
from kairan.forms.publishing import agree_to_publish, drop_publication
from kairan.forms.queries import form_view, forms, version_view
from kairan.forms.rules import change_form_rules, form_rules
from kairan.forms.sharing import share_form
from kairan.forms.templates import KEYS, TemplateRow, template_document, templates
from kairan.forms.versions import compared_versions


@get("", summary="The forms one has to do with")
async def get_forms(ctx: Given[RequestContext], after: FromQuery[str | None] = None) -> FormPage:
    """Return forms, a hundred a page, those changed last first."""
    return await ctx.read(forms, after)


@post("", summary="Make a form")
async def post_form(ctx: Given[RequestContext], links: Given[FormLinks], data: JSONBody[NewForm]) -> FormView:
    """Make a form for a department one holds a post in; nobody else sees it before it is published."""
    return links.on(await ctx.write(create_form, data))


@get("/templates", summary="What a form may begin from")
async def get_templates(ctx: Given[RequestContext]) -> list[TemplateRow]:
    """Return the body's own templates, those that come with Kairan, and those that other bodies share."""
    others = await ctx.read(own_templates)
    own = [one for one in others if one.is_own]
    return [*own, *await ctx.read(templates), *(one for one in others if not one.is_own)]


@get("/templates/{key:str}", summary="A template")
async def get_template(ctx: Given[RequestContext], key: FromPath[str]) -> FormDocument:
    """Return a template, to be made a form of one's own."""
    return await ctx.read(template_document if key in KEYS else own_template_document, key)


@put("/templates/{key:str}", summary="Share a template")
async def put_template(
    ctx: Given[RequestContext], key: FromPath[str], data: JSONBody[TemplateSharing]
) -> list[TemplateRow]:
    """Let other bodies of the installation take copies, or no more."""
    return await ctx.write(share_template, key, data.is_shared)


@delete("/templates/{key:str}", status_code=200, summary="Remove a template")
async def delete_template(ctx: Given[RequestContext], key: FromPath[str]) -> list[TemplateRow]:
    """Remove a template of the body; forms that began from it stay."""
    return await ctx.write(remove_template, key)


@post("/{form_id:str}/template", summary="Keep a form as a template")
async def post_template(ctx: Given[RequestContext], form_id: FromPath[FormId]) -> TemplateRow:
    """Keep the draft, as it is now, as a template of the body."""
    return await ctx.write(keep_as_template, form_id)


@get("/{form_id:str}", summary="A form")
async def get_form(ctx: Given[RequestContext], links: Given[FormLinks], form_id: FromPath[FormId]) -> FormView:
    """Return a form with its draft, what is wrong with it, its versions and who may do what."""
    return links.on(await ctx.read(form_view, form_id))


@put("/{form_id:str}/draft", summary="Change a form's draft")
async def put_draft(ctx: Given[RequestContext], form_id: FromPath[FormId], data: JSONBody[DraftChange]) -> DraftSaved:
    """Keep a new state of the draft, made of a revision; refused when somebody else changed it meanwhile."""
    return await ctx.write(change_draft, form_id, data)


@post("/{form_id:str}/building", status_code=200, summary="Say that one builds a form")
async def post_building(ctx: Given[RequestContext], form_id: FromPath[FormId]) -> BuildingNow:
    """Say that one has a form open to build it, and be told who else has, and which draft there is by now."""
    return await ctx.write(be_building, form_id)


@post("/{form_id:str}/publish", summary="Publish a form")
async def post_publication(
    ctx: Given[RequestContext], links: Given[FormLinks], form_id: FromPath[FormId], data: JSONBody[Publication]
) -> FormView:
    """Publish the draft as the next version; who has begun an earlier one finishes that."""
    return links.on(await ctx.write(publish_form, form_id, data))


@post("/{form_id:str}/publish/agree", status_code=200, summary="Agree that a form is published")
async def post_agreement(
    ctx: Given[RequestContext], links: Given[FormLinks], form_id: FromPath[FormId], data: JSONBody[Publication]
) -> FormView:
    """Publish what somebody else asked for."""
    return links.on(await ctx.write(agree_to_publish, form_id, data))


@post("/{form_id:str}/publish/drop", status_code=200, summary="Take back that a form is to be published")
async def post_publication_drop(
    ctx: Given[RequestContext], links: Given[FormLinks], form_id: FromPath[FormId]
) -> FormView:
    """Take back what one asked for, or do not agree to it."""
    return links.on(await ctx.write(drop_publication, form_id))


@get("/rules", summary="What the body says of its forms")
async def get_form_rules(ctx: Given[RequestContext]) -> FormRules:
    """Return whether publishing takes two persons, for who administers the body."""
    return await ctx.read(form_rules)


@put("/rules", summary="Change what the body says of its forms")
async def put_form_rules(ctx: Given[RequestContext], data: JSONBody[FormRulesChange]) -> FormRules:
    """Say whether publishing takes two persons."""
    return await ctx.write(change_form_rules, data)


@put("/{form_id:str}/terms", summary="Who may fill in a form, and when")
async def put_terms(
    ctx: Given[RequestContext], links: Given[FormLinks], form_id: FromPath[FormId], data: JSONBody[FormTerms]
) -> FormView:
    """Change address, audience, times, number and how long answers are kept."""
    return links.on(await ctx.write(change_terms, form_id, data))


@put("/{form_id:str}/rights", summary="Who may do what with a form")
async def put_rights(
    ctx: Given[RequestContext], links: Given[FormLinks], form_id: FromPath[FormId], data: JSONBody[RightsChange]
) -> FormView:
    """Change everybody who may build, publish, read, work on it, or see the counts."""
    return links.on(await ctx.write(share_form, form_id, data))


@post("/{form_id:str}/close", status_code=200, summary="Close a form")
async def post_form_closing(ctx: Given[RequestContext], links: Given[FormLinks], form_id: FromPath[FormId]) -> FormView:
    """Take no more applications."""
    return links.on(await ctx.write(close_form, form_id))


@post("/{form_id:str}/reopen", status_code=200, summary="Reopen a form")
async def post_form_reopening(
    ctx: Given[RequestContext], links: Given[FormLinks], form_id: FromPath[FormId]
) -> FormView:
    """Take applications again."""
    return links.on(await ctx.write(reopen_form, form_id))


@get("/{form_id:str}/versions/{number:int}", summary="A published version")
async def get_version(ctx: Given[RequestContext], form_id: FromPath[FormId], number: FromPath[int]) -> VersionView:
    """Return what was published."""
    return await ctx.read(version_view, form_id, number)


@get("/{form_id:str}/comparison", summary="What differs between two versions of a form")
async def get_comparison(
    ctx: Given[RequestContext], form_id: FromPath[FormId], before: FromQuery[int], after: FromQuery[int] = 0
) -> VersionComparison:
    """Compare two versions by the ids of their questions; number 0 is the draft."""
    return await ctx.read(compared_versions, form_id, before, after)


router = Router(
    "/forms",
    route_handlers=[
        get_forms,
        post_form,
        get_templates,
        get_template,
        put_template,
        delete_template,
        post_template,
        get_form,
        put_draft,
        post_building,
        post_publication,
        post_agreement,
        post_publication_drop,
        get_form_rules,
        put_form_rules,
        put_terms,
        put_rights,
        post_form_closing,
        post_form_reopening,
        get_version,
        get_comparison,
    ],
    tags=["Forms"],
)
