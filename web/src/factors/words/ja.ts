export const ja = {
  // The gates
  signedInAs: (name: string, login: string) => `${name} さん（${login}）`,
  leave: "サインインをやめる",
  failed: "できませんでした。通信を確かめて、もう一度お試しください。",
  newPasswordTitle: "パスワードを決めてください",
  newPasswordLead:
    "渡されたパスワードは、最初のサインインだけのものです。自分だけが知るものに変えてください。",
  newPassword: "新しいパスワード",
  newPasswordHint: "12文字以上。長い文のほうが、複雑な文字の並びより安全です。",
  repeatPassword: "新しいパスワード（確認）",
  passwordMissing: "パスワードを入力してください。",
  passwordShort: "12文字以上で入力してください。",
  passwordMismatch: "二つの新しいパスワードが違っています。",
  setPassword: "このパスワードにする",
  passwordSet: "パスワードを決めました。次からは、このパスワードでサインインしてください。",
  unknownGateTitle: "サインインの手続きが残っています",
  unknownGateText: "画面を読み込み直して、手続きを済ませてください。",
  reload: "画面を読み込み直す",
  // Proving once more
  proofTitle: "本人であることの確認",
  proofLead: "大切な操作のため、もう一度確かめます。確かめたあと、操作は続けて行われます。",
  password: "パスワード",
  prove: "確かめて続ける",
};

export type Words = typeof ja;
