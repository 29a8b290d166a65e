/** Keys that belong to the input method while it converts: the Enter that confirms, the Esc that gives up. */
interface Key {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** Safari tells the key that ends a conversion by its code only. */
export function isComposing({ isComposing: composing, keyCode }: Key): boolean {
  return composing || keyCode === 229;
}
