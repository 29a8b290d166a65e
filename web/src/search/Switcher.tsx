import { type KeyboardEvent, type ReactNode, useCallback, useId, useMemo, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { CloseIcon, SearchIcon } from "../design/icons";
import { type Text, useText } from "../i18n";
import type { Person, RoomCard, SearchHit } from "../model/types";
import { Avatar } from "../parts/Avatar";
import { Count, GuestTag } from "../parts/Badge";
import { isComposing } from "../parts/composing";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { toast } from "../parts/toasts";
import { sectionOf } from "../people/names";
import { isInside } from "../rooms/groups";
import { nameOf } from "../rooms/name";
import { RoomAvatar } from "../rooms/RoomAvatar";
import { navigate, roomPath, searchPath } from "../shell/route";
import { useAnswer, useSettled } from "../shell/useAnswer";
import { useMay } from "../shell/useMay";
import { actions, api, useMe, usePerson, useRooms } from "../state";
import { useVariants } from "../state/useVariants";
import { type Command, commandsOf } from "./commands";
import { fitting, folded } from "./matching";
import { Snippet } from "./Snippet";
import styles from "./Switcher.module.css";

interface Item {
  readonly key: string;
  readonly view: ReactNode;
  readonly open: () => void;
}

interface Section {
  readonly name: string;
  readonly items: readonly Item[];
}

/** One field for everything: rooms from memory at once, people and messages as the server finds them. */
export default function Switcher({ onClose }: { onClose: () => void }) {
  const t = useText();
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const sections = useSections(typed, t);
  const items = sections.flatMap((section) => section.items);
  const chosen = Math.min(at, Math.max(0, items.length - 1));
  const optionId = (i: number) => `${listId}-${i}`;

  function open(item: Item | undefined) {
    if (!item) return;
    onClose();
    item.open();
  }

  function press(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent)) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && items.length > 0) {
      event.preventDefault();
      const next = (chosen + step + items.length) % items.length;
      setAt(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(items[chosen]);
    }
  }

  let i = -1;
  return (
    <ModalOverlay
      className={cx(styles.veil)}
      isDismissable
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={cx(styles.modal)}>
        <Dialog aria-label={t.search.switcherTitle} className={cx(styles.dialog)}>
          <div className={styles.field}>
            <SearchIcon />
            <input
              aria-activedescendant={items.length > 0 ? optionId(chosen) : undefined}
              aria-autocomplete="list"
              aria-controls={listId}
              aria-expanded="true"
              aria-label={t.search.switcherField}
              autoComplete="off"
              autoFocus
              className={styles.input}
              onChange={(event) => {
                setTyped(event.target.value);
                setAt(0);
              }}
              onKeyDown={press}
              placeholder={t.search.switcherField}
              role="combobox"
              spellCheck={false}
              type="text"
              value={typed}
            />
            <IconButton className={styles.close} label={t.parts.close} onPress={onClose}>
              <CloseIcon />
            </IconButton>
          </div>
          <div aria-label={t.search.switcherTitle} className={styles.list} id={listId} role="listbox">
            {sections.map((section) => (
              // biome-ignore lint/a11y/useSemanticElements: a listbox is grouped by role.
              <div aria-label={section.name} key={section.name} role="group">
                <div aria-hidden="true" className={styles.sectionName}>
                  {section.name}
                </div>
                {section.items.map((item) => {
                  i += 1;
                  const mine = i;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's.
                    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus (aria-activedescendant).
                    <div
                      aria-selected={mine === chosen}
                      className={cx(styles.item, mine === chosen && styles.chosen)}
                      id={optionId(mine)}
                      key={item.key}
                      onClick={() => open(item)}
                      onPointerMove={() => setAt(mine)}
                      role="option"
                    >
                      {item.view}
                    </div>
                  );
                })}
              </div>
            ))}
          </div>
          {items.length === 0 && <p className={styles.nothing}>{t.search.nothing}</p>}
          <div className="said" role="status">
            {typed.trim() !== "" && t.search.results(items.length)}
          </div>
          <div aria-hidden="true" className={styles.hints}>
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> {t.search.hintMove}
            </span>
            <span>
              <kbd>Enter</kbd> {t.search.hintOpen}
            </span>
            <span>
              <kbd>Esc</kbd> {t.search.hintClose}
            </span>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const RECENT = 8;
const ROOMS = 6;
const PEOPLE = 5;
const MESSAGES = 4;

function useSections(typed: string, t: Text): readonly Section[] {
  const rooms = useRooms();
  const may = useMay();
  const areKnown = useVariants();
  const sought = folded(typed);
  const q = useSettled(typed.trim());
  const isLooking = q !== "";
  const found = useAnswer(useCallback((signal: AbortSignal) => lookFor(q, signal), [q]));
  const { people, hits } = isLooking && found.value ? found.value : NOTHING;
  return useMemo(() => {
    void areKnown; // once it is, other rooms fit
    if (sought === "") {
      const live = rooms.filter((room) => room.archived_at === null);
      return filled([
        { name: t.search.recent, items: live.slice(0, RECENT).map((room) => roomItem(room, t)) },
        { name: t.search.commands, items: commandsOf(t, may).map(commandItem) },
      ]);
    }
    const wordsOf = (room: RoomCard) => [nameOf(room, t), ...room.people.map(({ kana }) => kana)];
    const fittingCommands = fitting(commandsOf(t, may), sought, ({ name }) => [name]);
    return filled([
      {
        name: t.search.rooms,
        items: fitting(rooms, sought, wordsOf)
          .slice(0, ROOMS)
          .map((room) => roomItem(room, t)),
      },
      { name: t.search.people, items: people.slice(0, PEOPLE).map((person) => personItem(person, t)) },
      {
        name: t.search.messages,
        items: [...hits.slice(0, MESSAGES).map(messageItem), allItem(typed.trim(), t)],
      },
      { name: t.search.commands, items: fittingCommands.map(commandItem) },
    ]);
  }, [sought, typed, rooms, people, hits, t, may, areKnown]);
}

const NOTHING: { people: readonly Person[]; hits: readonly SearchHit[] } = { people: [], hits: [] };

async function lookFor(q: string, signal: AbortSignal): Promise<typeof NOTHING> {
  if (q === "") return NOTHING;
  const [people, messages] = await Promise.all([api.people({ q }, signal), api.search({ q }, signal)]);
  actions.learn([...people.people, ...messages.people]);
  return { people: people.people, hits: messages.hits };
}

function filled(sections: readonly Section[]): readonly Section[] {
  return sections.filter((section) => section.items.length > 0);
}

function roomItem(room: RoomCard, t: Text): Item {
  return {
    key: `room:${room.id}`,
    open: () => navigate(roomPath(room.id)),
    view: (
      <>
        <RoomAvatar room={room} size="small" />
        <span className={styles.name}>{nameOf(room, t)}</span>
        {!isInside(room) && (
          <GuestTag>{t.rooms.outsiders(room.guest_count, room.organizations.join("・"))}</GuestTag>
        )}
        <Count n={room.mine?.unread ?? 0} />
      </>
    ),
  };
}

function personItem(person: Person, t: Text): Item {
  return {
    key: `person:${person.id}`,
    open: () => {
      actions.openDirect([person.id]).then(
        (room) => navigate(roomPath(room.id)),
        (error: unknown) => toast.problem(error, t.shell.failed),
      );
    },
    view: <PersonView person={person} />,
  };
}

function PersonView({ person }: { person: Person }) {
  const me = useMe();
  return (
    <>
      <Avatar person={person} size="small" />
      <span className={styles.name}>{person.name}</span>
      <span className={styles.note}>{sectionOf(person, me.organization.id)}</span>
    </>
  );
}

function messageItem(hit: SearchHit): Item {
  return {
    key: `message:${hit.message.id}`,
    open: () => navigate(roomPath(hit.message.room_id, { messageId: hit.message.id })),
    view: <MessageView hit={hit} />,
  };
}

function MessageView({ hit }: { hit: SearchHit }) {
  const author = usePerson(hit.message.author_id);
  return (
    <>
      {author ? <Avatar person={author} size="small" /> : <span className={styles.icon} />}
      <span className={styles.snippet}>
        <Snippet parts={hit.snippet} />
      </span>
      <span className={styles.note}>{hit.room.name ?? author?.name}</span>
    </>
  );
}

function allItem(q: string, t: Text): Item {
  return {
    key: "all",
    open: () => navigate(searchPath({ q })),
    view: (
      <>
        <span className={styles.icon}>
          <SearchIcon />
        </span>
        <span className={styles.name}>{t.search.allMessages(q)}</span>
      </>
    ),
  };
}

function commandItem(command: Command): Item {
  return {
    key: `command:${command.id}`,
    open: command.run,
    view: (
      <>
        <span className={styles.icon}>{command.icon}</span>
        <span className={styles.name}>{command.name}</span>
        {command.keys && <span className={styles.note}>{command.keys}</span>}
      </>
    ),
  };
}
