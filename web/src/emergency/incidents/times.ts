/** An instant as a field for a day and a time has it, in minutes, by the clock here. */
export function localOf(at: number): string {
  const here = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return here.toISOString().slice(0, 16);
}
