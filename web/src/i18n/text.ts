import type ja from "./ja";

/** The shape of a catalog: the same keys, the same parameters, any words. */
export type Shape<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : T[K] extends readonly string[]
        ? readonly string[]
        : Shape<T[K]>;
};

export type Text = Shape<typeof ja>;
