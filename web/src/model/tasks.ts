/** The parts of administering a body, and how far somebody does them. */
export type Task =
  | "people"
  | "departments"
  | "transfers"
  | "guests"
  | "devices"
  | "rooms"
  | "policy"
  | "sign_in"
  | "figures"
  | "audit"
  | "organization";

/** A part of the administration: of a department with all below it, or of the whole body. */
export interface Delegated {
  readonly task: Task;
  readonly department_id: string | null;
}
