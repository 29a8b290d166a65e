import {
  createContext,
  Fragment,
  memo,
  type ReactNode,
  Suspense,
  useContext,
  useMemo,
  useState,
} from "react";
import { CopyIcon } from "../design/icons";
import { useText } from "../i18n";
import { type Block, blocksOf, type Inline, isLong } from "../model/markup";
import { callsTo } from "../model/message";
import type { Id, Mention } from "../model/types";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { lazyPart } from "../parts/lazyPart";
import { Link } from "../shell/Link";
import { roomPath } from "../shell/route";
import { useMe } from "../state";
import styles from "./Body.module.css";
import { copy } from "./clipboard";
import { ownPath } from "./ownLinks";

const Position = lazyPart(() => import("./Position"));

interface BodyProps {
  text: string;
  mentions: readonly Mention[];
  /** Where it was said: a quote leads to its message, and what was opened stays open. */
  room?: Id;
  id?: Id;
  /** Nothing is folded, as on paper. */
  isWhole?: boolean;
}

/** Long texts that were opened, while the page lives: scrolling away does not fold them again. */
const opened = new Set<Id>();

/** Only the current row of a list is a stop for Tab; the arrows lead to the others. */
const TabStop = createContext<number | undefined>(undefined);
export const TabStopProvider = TabStop.Provider;
export const useTabStop = () => useContext(TabStop);

const Room = createContext<Id | null>(null);

/** What was written: a tree is drawn, nothing is ever put into the page as HTML. */
export const Body = memo(function Body({ text, mentions, room, id, isWhole = false }: BodyProps) {
  const blocks = useMemo(() => blocksOf(text, mentions), [text, mentions]);
  return (
    <Room.Provider value={room ?? null}>
      <Folding id={id ?? null} isWhole={isWhole} text={text}>
        {blocks.map((block, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one text never change places.
          <BlockOf block={block} key={i} />
        ))}
      </Folding>
    </Room.Provider>
  );
});

interface FoldingProps {
  text: string;
  id: Id | null;
  isWhole: boolean;
  children: ReactNode;
}

/** A long text takes a part of the screen, not all of it, until one asks for the rest. */
function Folding({ text, id, isWhole, children }: FoldingProps) {
  const t = useText();
  const tabIndex = useTabStop();
  const [isOpen, setOpen] = useState(() => id !== null && opened.has(id));
  const isFolded = !isOpen && !isWhole && isLong(text);
  function open() {
    if (id !== null) opened.add(id);
    setOpen(true);
  }
  if (!isFolded) return <div className={styles.body}>{children}</div>;
  return (
    <>
      <div className={cx(styles.body, styles.folded)}>{children}</div>
      <Button className={styles.more} excludeFromTabOrder={tabIndex === -1} look="quiet" onPress={open} small>
        {t.talk.readOn}
      </Button>
    </>
  );
}

function BlockOf({ block }: { block: Block }) {
  const tabIndex = useTabStop();
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
    case "table":
      return <Table rows={block.rows} />;
    case "code":
      return (
        <pre className={styles.block} tabIndex={tabIndex ?? 0}>
          <code>{block.text}</code>
        </pre>
      );
    default:
      return block satisfies never;
  }
}

/** As pasted from a spreadsheet: columns line up. */
function Table({ rows }: { rows: Extract<Block, { kind: "table" }>["rows"] }) {
  const t = useText();
  const tabIndex = useTabStop();
  return (
    <section aria-label={t.talk.table} className={styles.cells} tabIndex={tabIndex ?? 0}>
      <table className={styles.table}>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the cells of one text never change places.
            <tr key={row}>
              {cells.map((inlines, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                <td key={column}>
                  <Inlines inlines={inlines} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
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
  const tabIndex = useTabStop();
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "link": {
      const path = ownPath(inline.href, location.origin);
      if (path !== null)
        return (
          <Link className={styles.link} tabIndex={tabIndex} to={path}>
            {inline.text}
          </Link>
        );
      return (
        <a
          className={styles.link}
          href={inline.href}
          rel="noopener noreferrer"
          tabIndex={tabIndex}
          target="_blank"
        >
          {inline.text}
        </a>
      );
    }
    case "path":
      return <Path text={inline.text} />;
    case "position":
      return (
        <Suspense fallback={inline.text}>
          <Position point={inline.point} tabIndex={tabIndex} />
        </Suspense>
      );
    case "code":
      return <code className={styles.code}>{inline.text}</code>;
    case "mention":
      return <Called mention={inline.mention} text={inline.text} />;
    default:
      return inline satisfies never;
  }
}

/** No page may open a folder of a file server: its path is copied, for the Explorer's address line. */
function Path({ text }: { text: string }) {
  const t = useText();
  const tabIndex = useTabStop();
  return (
    <button
      aria-label={t.talk.copyPath(text)}
      className={styles.path}
      data-tip={t.talk.copyPathTip}
      onClick={() => void copy(text, t.talk.pathCopied)}
      tabIndex={tabIndex}
      type="button"
    >
      {text}
      <CopyIcon className={styles.pathIcon} size={14} />
    </button>
  );
}

function Called({ mention, text }: { mention: Mention; text: string }) {
  const { person } = useMe();
  const room = useContext(Room);
  const tabIndex = useTabStop();
  const t = useText();
  const className = cx(styles.mention, callsTo([mention], person) && styles.me);
  if (!mention.message || room === null) return <span className={className}>{text}</span>;
  return (
    <Link
      className={className}
      data-tip={t.talk.toQuoted}
      tabIndex={tabIndex}
      to={roomPath(room, { messageId: mention.message })}
    >
      {text}
    </Link>
  );
}
