import type { ReactNode } from "react";
import { Failed } from "../parts/Failed";
import { SkeletonRows } from "../parts/Skeleton";
import type { Answer } from "./useAnswer";

interface AnsweredProps<T> {
  answer: Answer<T> & { readonly again: () => void };
  /** Said when it could not be fetched. */
  failed: string;
  /** What stands there meanwhile. */
  skeleton?: ReactNode;
  children: (value: T) => ReactNode;
}

/** What was asked for once it is known; until then a skeleton, or what went wrong with a way to ask again. */
export function Answered<T>({ answer, failed, skeleton = <SkeletonRows />, children }: AnsweredProps<T>) {
  if (answer.value !== null) return children(answer.value);
  if (answer.phase === "failed") return <Failed onAgain={answer.again} title={failed} />;
  return skeleton;
}
