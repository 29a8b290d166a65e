import type { templates as words } from "./ja.templates";

export const templates: typeof words = {
  keepTemplate: "Keep as a template",
  keepTemplateNote:
    "The draft, as it is now, becomes a template of this organisation: everybody may begin from a copy with “Make a form”.",
  templateKept: "Kept as a template.",
  ownTemplate: "Template of this organisation",
  sharedBy: (body) => `Template of ${body}`,
  manageTemplates: "Templates",
  manageTemplatesLead:
    "Shared, other organisations on this system may take copies. A copy belongs to whoever took it, and has no pictures.",
  shareTemplate: (title) => `Share “${title}” with other organisations`,
  removeTemplate: (title) => `Remove “${title}”`,
  templateRemoved: "The template was removed. Forms that began from it stay.",
  noTemplates: "This organisation has no templates of its own yet.",
};
