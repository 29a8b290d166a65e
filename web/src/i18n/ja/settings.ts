/** What more than one page says of a sign-in; the rest stands with the page of the settings. */
export const settings = {
  browserOn: (browser: string | null, system: string | null) =>
    system === null ? (browser ?? "不明なブラウザー") : `${system} の ${browser ?? "ブラウザー"}`,
};
