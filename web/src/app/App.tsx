/** The whole client: who is signed in decides which screen there is. */

import { Suspense, useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { applyAppearance } from "../design/appearance";
import { currentLanguage, speak, useText } from "../i18n";
import { lazyPart } from "../parts/lazyPart";
import { Toasts } from "../parts/Toasts";
import { Starting } from "../shell/Starting";
import { useMe, useProofWanted, useSession, useSettings } from "../state";
import { ErrorBoundary } from "./ErrorBoundary";
import { Protection } from "./Protection";
import { Unreachable } from "./Unreachable";

const SignIn = lazyPart(() => import("../entry/SignIn"));
const Gates = lazyPart(() => import("./Gates"));
const ProofDialog = lazyPart(() => import("../factors/ProofDialog"));
const Accept = lazyPart(() => import("../guests/Accept"));
const Operator = lazyPart(() => import("../operator/Operator"));
const Shell = lazyPart(() => import("./Shell"));

export function App() {
  // Also tells React Aria, whose own words are few, which language it is.
  useText();
  return (
    <I18nProvider locale={currentLanguage() === "ja" ? "ja-JP" : "en-US"}>
      <ErrorBoundary kind="all">
        <Suspense fallback={<Starting />}>
          <Invited />
        </Suspense>
      </ErrorBoundary>
      <Proof />
      <Toasts />
    </I18nProvider>
  );
}

/** Over whatever is on screen, when the server asks for a proof. */
function Proof() {
  const isWanted = useProofWanted();
  return <Suspense>{isWanted && <ProofDialog />}</Suspense>;
}

/** Where a guest's one-time link leads, whoever is signed in. */
function Invited() {
  const [token, setToken] = useState(invitedBy);
  if (token === null) return <Screen />;
  const done = () => {
    history.replaceState(null, "", "/");
    setToken(null);
  };
  return <Accept onDone={done} token={token} />;
}

const invitedBy = () => (location.pathname === "/invitation" ? location.hash.slice(1) : null);

function Screen() {
  const session = useSession();
  switch (session.phase) {
    case "starting":
      return <Starting />;
    case "unreachable":
      return <Unreachable />;
    case "signed_out":
      return <SignIn ended={session.ended} lost={session.lost ?? false} />;
    case "at_gate":
      return <Gates me={session.me} />;
    case "operator":
      return <Operator me={session.me} />;
    case "signed_in":
      return <SignedIn />;
    default:
      return session satisfies never;
  }
}

function SignedIn() {
  const settings = useSettings();
  useEffect(() => applyAppearance(settings), [settings]);
  useEffect(() => {
    speak(settings.language);
  }, [settings.language]);
  const me = useMe();
  return (
    <>
      <Shell />
      <Protection me={me} />
    </>
  );
}
