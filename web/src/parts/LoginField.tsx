import { TextField, type TextFieldProps } from "./TextField";

/** Somebody else's login (ログインID): the browser neither fills it in nor mends its spelling. */
export function LoginField(props: TextFieldProps) {
  return <TextField autoCapitalize="none" autoComplete="off" isRequired spellCheck="false" {...props} />;
}
