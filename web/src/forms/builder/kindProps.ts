import type { Question } from "../document";

/** What is set of a question of one kind. */
export interface KindFieldsProps<Q extends Question = Question> {
  question: Q;
  set: (part: object) => void;
}
