import type { Route } from "../shell/route";
import { FormList } from "./FormList";
import { FormPlace } from "./FormPlace";

/** 申請: the forms one builds or reads, and each of them. */
export default function FormsPage({ route }: { route: Extract<Route, { page: "forms" }> }) {
  if (route.formId === null) return <FormList />;
  return <FormPlace formId={route.formId} key={route.formId} of={route.of} section={route.section} />;
}
