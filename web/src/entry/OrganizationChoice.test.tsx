// @vitest-environment happy-dom
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { type Body, OrganizationChoice } from "./OrganizationChoice";

const body = (names: readonly string[], more: Partial<Body> = {}) =>
  ({
    isOperator: false,
    organization: null,
    isNeeded: names.length > 1,
    contact: null,
    isKnown: true,
    names: names.map((name, i) => ({ id: `${i}`, name, contact: null })),
    typed: null,
    choose: () => undefined,
    type: () => undefined,
    ...more,
  }) as unknown as Body;

test("the one body there is stands on the sign-in page, and none where nobody is listed", () => {
  const { rerender, container } = render(<OrganizationChoice body={body(["日向市"])} error={null} />);
  expect(screen.getByText("日向市")).toBeTruthy();
  rerender(<OrganizationChoice body={body([])} error={null} />);
  expect(container.textContent).toBe("");
  rerender(<OrganizationChoice body={body(["日向市"], { isOperator: true })} error={null} />);
  expect(container.textContent).toBe("");
});
