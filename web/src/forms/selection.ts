/** What is selected when the builder is opened next: a fault leads to its place. */
let wanted: { readonly form: string; readonly id: string } | null = null;

/** The front of the form, as something that can be selected. */
export const FRONT = "front";

export function selectAtNextLook(form: string, id: string): void {
  wanted = { form, id: id || FRONT };
}

export function takeSelection(form: string): string | null {
  const id = wanted?.form === form ? wanted.id : null;
  wanted = null;
  return id;
}

/** Whether a fault is to be looked at: on a phone its settings come first. */
export function hasSelection(form: string): boolean {
  return wanted?.form === form;
}
