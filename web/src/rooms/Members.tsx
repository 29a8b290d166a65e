import { useState } from "react";
import { AddPersonIcon, LeaveIcon, MasterIcon } from "../design/icons";
import { useText } from "../i18n";
import type { RoomCard, RoomMember } from "../model/types";
import { Tag } from "../parts/Badge";
import { Button } from "../parts/Button";
import { type MenuAction, MenuButton } from "../parts/Menu";
import { Question } from "../parts/Question";
import { SearchField } from "../parts/SearchField";
import { SkeletonRows } from "../parts/Skeleton";
import { toast } from "../parts/toasts";
import { PersonLine } from "../people/PersonLine";
import { openDialog } from "../shell/dialogs";
import { useMay } from "../shell/useMay";
import { useWork } from "../shell/useWork";
import { actions, useMe } from "../state";
import styles from "./RoomSettings.module.css";
import { useMembers } from "./useMembers";

/** Who is in the room, and what a master may do about it. */
export function Members({ room }: { room: RoomCard }) {
  const t = useText();
  const me = useMe();
  const answer = useMembers(room.id);
  const [typed, setTyped] = useState("");
  const [leaving, setLeaving] = useState<RoomMember | null>(null);
  const work = useWork();
  const members = answer.value?.members ?? [];
  const shown = members.filter(({ person }) => `${person.name} ${person.kana}`.includes(typed.trim()));
  const may = useMay();
  const mayInviteGuest = may("invite_guest", room) && room.kind === "group" && room.archived_at === null;
  const mayInvite = may("invite", room) && room.kind === "group" && room.archived_at === null;

  async function change(deed: () => Promise<void>, said?: string) {
    if (!(await work.run(deed))) return;
    if (said !== undefined) toast.done(said);
    answer.again();
  }

  async function remove({ person }: RoomMember) {
    setLeaving(null);
    await change(() => actions.removeMember(room.id, person.id), t.rooms.removed(person.name));
  }

  function actionsOn(member: RoomMember): MenuAction[] {
    const { person, role } = member;
    return [
      role === "master"
        ? {
            id: "master",
            label: t.rooms.dropMaster,
            icon: <MasterIcon size={18} />,
            onAction: () => change(() => actions.withdrawMaster(room.id, person.id)),
          }
        : {
            id: "master",
            label: t.rooms.makeMaster,
            icon: <MasterIcon size={18} />,
            onAction: () => change(() => actions.nameMaster(room.id, person.id)),
          },
      {
        id: "remove",
        label: t.rooms.remove,
        icon: <LeaveIcon size={18} />,
        danger: true,
        apart: true,
        onAction: () => setLeaving(member),
      },
    ];
  }

  return (
    <div>
      <div className={styles.tools}>
        <SearchField label={t.rooms.findMember} onChange={setTyped} value={typed} />
        {mayInvite && (
          <Button
            icon={<AddPersonIcon size={18} />}
            onPress={() => openDialog({ kind: "add-members", room: room.id })}
          >
            {t.rooms.invite}
          </Button>
        )}
        {mayInviteGuest && (
          <Button onPress={() => openDialog({ kind: "invite-guest", room: room.id })}>
            {t.shell.inviteGuest}
          </Button>
        )}
      </div>
      {answer.value === null && <SkeletonRows person rows={6} />}
      {answer.value !== null && shown.length === 0 && <p className={styles.none}>{t.rooms.noSuchMember}</p>}
      <ul>
        {shown.map((member) => (
          <li className={styles.member} key={member.person.id}>
            <PersonLine person={member.person}>
              {member.role === "master" && <Tag tone="accent">{t.rooms.master}</Tag>}
            </PersonLine>
            <span className={styles.menuPlace}>
              {mayManage(room, member, me.person.id) && (
                <MenuButton
                  actions={actionsOn(member)}
                  label={t.rooms.memberMenu(member.person.name)}
                  small
                />
              )}
            </span>
          </li>
        ))}
      </ul>
      {leaving && (
        <Question
          danger
          onClose={() => setLeaving(null)}
          onYes={() => remove(leaving)}
          title={t.rooms.removeTitle(leaving.person.name)}
          verb={t.rooms.remove}
        >
          {t.rooms.removeText}
        </Question>
      )}
    </div>
  );
}

function mayManage(room: RoomCard, member: RoomMember, me: string): boolean {
  return room.kind === "group" && room.mine?.role === "master" && member.person.id !== me;
}
