import { useState } from "react";
import { FormIcon } from "../../design/icons";
import { Tag } from "../../parts/Badge";
import { Button } from "../../parts/Button";
import { Rounds, Switch } from "../../parts/Choices";
import { EmptyState } from "../../parts/EmptyState";
import { TextField } from "../../parts/TextField";
import { PageBody } from "../../shell/PageBody";
import { numbersOf } from "../document";
import styles from "../Forms.module.css";
import type { SectionProps } from "../section";
import { useWords } from "../words";
import own from "./Languages.module.css";
import { stateOf, type Text, TONGUES, textsOf, withTongue, withTranslation } from "./translating";

const LONG = 60;

/** 言語: the form's texts in other languages, each beside what stands there. */
export function Languages({ view, draft }: SectionProps) {
  const w = useWords();
  const { document } = draft;
  const mayEdit = view.form.rights.includes("edit");
  const offered = TONGUES.filter(([tongue]) => document.translations[tongue] !== undefined);
  const [chosen, setChosen] = useState(offered[0]?.[0] ?? "");
  const [isChoosing, setChoosing] = useState(offered.length === 0);
  const here = offered.find(([tongue]) => tongue === chosen) ?? offered[0];
  const texts = textsOf(document);
  const missing = (tongue: string) =>
    texts.filter((text) => stateOf(document, tongue, text) !== "good").length;
  const offer = (tongue: string, isOffered: boolean) => {
    draft.change({ is: "about", set: { translations: withTongue(document, tongue, isOffered) } });
    if (isOffered) setChosen(tongue);
  };
  return (
    <PageBody>
      <div className={styles.column}>
        <p className={styles.lead}>{w.languagesLead}</p>
        {mayEdit && (
          <section>
            <Button onPress={() => setChoosing(!isChoosing)} small>
              {isChoosing ? w.languagesChosen : w.languagesChoose}
            </Button>
            {isChoosing &&
              TONGUES.map(([tongue, name]) => {
                const isOffered = document.translations[tongue] !== undefined;
                const isUsed = Object.keys(document.translations[tongue] ?? {}).length > 0;
                return (
                  <Switch
                    key={tongue}
                    label={name}
                    note={isUsed ? w.languageUsed : ""}
                    on={isOffered}
                    onChange={(on) => offer(tongue, on)}
                  />
                );
              })}
          </section>
        )}
        {here === undefined ? (
          <EmptyState icon={<FormIcon />} title={w.noLanguages}>
            {w.noLanguagesText}
          </EmptyState>
        ) : (
          <Rounds
            choices={offered.map(([tongue, name]) => ({
              id: tongue,
              label: name,
              note: missing(tongue) === 0 ? w.languageWhole : w.languageMissing(missing(tongue)),
            }))}
            inline
            label={w.languageShown}
            onChange={setChosen}
            value={here[0]}
          />
        )}
      </div>
      {here !== undefined && (
        <Texts draft={draft} lang={here[2]} mayEdit={mayEdit} name={here[1]} texts={texts} tongue={here[0]} />
      )}
    </PageBody>
  );
}

interface TextsProps {
  draft: SectionProps["draft"];
  texts: readonly Text[];
  tongue: string;
  name: string;
  lang: string;
  mayEdit: boolean;
}

function Texts({ draft, texts, tongue, name, lang, mayEdit }: TextsProps) {
  const w = useWords();
  const { document } = draft;
  const numbers = numbersOf(document);
  const say = (text: Text, said: string) =>
    draft.change({ is: "about", set: { translations: withTranslation(document, tongue, text, said) } });
  return (
    <ul className={own.texts}>
      {texts.map((text) => {
        const state = stateOf(document, tongue, text);
        const said = document.translations[tongue]?.[text.place]?.text ?? "";
        const where = `${numbers.get(text.of) ?? ""} ${w.fieldNames[text.field] ?? w.fieldOther}`.trim();
        return (
          <li className={own.text} key={text.place}>
            <div className={own.original} lang="ja">
              <span className={styles.hint}>{where}</span>
              <p>{text.text}</p>
            </div>
            <div lang={lang}>
              <TextField
                hint={state === "outdated" ? w.translationOutdated : undefined}
                isReadOnly={!mayEdit}
                label={`${where} ${name}`}
                onChange={(typed) => say(text, typed)}
                value={said}
                {...(text.text.length > LONG || text.text.includes("\n") ? { lines: 4 } : {})}
              />
              {state === "missing" && <Tag>{w.translationMissing}</Tag>}
              {state === "outdated" && mayEdit && (
                <Button onPress={() => say(text, said)} small>
                  {w.translationStillGood}
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
