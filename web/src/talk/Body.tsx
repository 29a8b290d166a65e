import { Fragment, memo, useMemo } from "react";
import { type Block, blocksOf, type Inline } from "../model/markup";
import { callsTo } from "../model/message";
import type { Mention } from "../model/types";
import { cx } from "../parts/cx";
import { useMe } from "../state";
import styles from "./Body.module.css";

interface BodyProps {
  text: string;
  mentions: readonly Mention[];
}

/** What was written: a tree is drawn, nothing is ever put into the page as HTML. */
export const Body = memo(function Body({ text, mentions }: BodyProps) {
  const blocks = useMemo(() => blocksOf(text, mentions), [text, mentions]);
  return (
    <div className={styles.body}>
      {blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one text never change places.
        <BlockOf block={block} key={i} />
      ))}
    </div>
  );
});

function BlockOf({ block }: { block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p className={styles.paragraph}>
          <Inlines inlines={block.inlines} />
        </p>
      );
    case "quote":
      return (
        <blockquote className={styles.quote}>
          <Inlines inlines={block.inlines} />
        </blockquote>
      );
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <pre className={styles.block} tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    default:
      return block satisfies never;
  }
}

function Inlines({ inlines }: { inlines: readonly Inline[] }) {
  return inlines.map((inline, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of one text never change places.
    <Fragment key={i}>
      <InlineOf inline={inline} />
    </Fragment>
  ));
}

function InlineOf({ inline }: { inline: Inline }) {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "link":
      return (
        <a className={styles.link} href={inline.href} rel="noopener noreferrer" target="_blank">
          {inline.text}
        </a>
      );
    case "code":
      return <code className={styles.code}>{inline.text}</code>;
    case "mention":
      return <Called mention={inline.mention} text={inline.text} />;
    default:
      return inline satisfies never;
  }
}

function Called({ mention, text }: { mention: Mention; text: string }) {
  const { person } = useMe();
  return <span className={cx(styles.mention, callsTo([mention], person) && styles.me)}>{text}</span>;
}
