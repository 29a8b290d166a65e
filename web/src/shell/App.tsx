/** The whole client: who is signed in decides which screen there is. */
import { lazy, Suspense, useEffect } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { wear } from "../design/look";
import { currentLanguage, speak, useText } from "../i18n";
import { Toasts } from "../parts/Toasts";
import { useProofWanted, useSession, useSettings } from "../state";
import { Broken } from "./Broken";
import { Starting } from "./Starting";
import { Unreachable } from "./Unreachable";

const SignIn = lazy(() => import("../entry/SignIn"));
const Gates = lazy(() => import("../factors/Gates"));
const ProofDialog = lazy(() => import("../factors/ProofDialog"));
const Shell = lazy(() => import("./Shell"));

export function App() {
  // Also tells React Aria, whose own words are few, which language it is.
  useText();
  return (
    <I18nProvider locale={currentLanguage() === "ja" ? "ja-JP" : "en-US"}>
      <Broken kind="all">
        <Suspense fallback={<Starting />}>
          <Screen />
        </Suspense>
      </Broken>
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

function Screen() {
  const session = useSession();
  switch (session.phase) {
    case "starting":
      return <Starting />;
    case "unreachable":
      return <Unreachable />;
    case "signed_out":
      return <SignIn ended={session.ended} />;
    case "at_gate":
      return <Gates me={session.me} />;
    case "signed_in":
      return <SignedIn />;
    default:
      return session satisfies never;
  }
}

function SignedIn() {
  const settings = useSettings();
  useEffect(() => wear(settings), [settings]);
  useEffect(() => {
    speak(settings.language);
  }, [settings.language]);
  return <Shell />;
}
