/** The words of the page of rooms. */
export interface RoomWords {
  readonly title: string;
  readonly count: (n: number) => string;
  readonly find: string;
  readonly filter: string;
  readonly states: Readonly<Record<"any" | "open" | "masterless" | "archived", string>>;
  readonly warning: (n: number) => string;
  readonly show: string;
  readonly noneTitle: string;
  readonly noneText: string;
  readonly note: string;
  readonly class: (n: number) => string;
  readonly isOpen: string;
  readonly archived: string;
  readonly masterless: string;
  readonly masters: (names: string, more: number) => string;
  readonly people: (members: number, guests: number) => string;
  readonly active: (day: string) => string;
  readonly neverActive: string;
  readonly menu: (name: string) => string;
  readonly appoint: string;
  readonly appointLead: (name: string) => string;
  readonly appointVerb: string;
  readonly who: string;
  readonly choose: string;
  readonly nobody: string;
  readonly archive: string;
  readonly archiveText: (name: string) => string;
  readonly unarchive: string;
  readonly unarchiveText: (name: string) => string;
  readonly numbersRefused: (n: number) => string;
  readonly numbersAllowed: string;
  readonly allowNumbers: string;
  readonly allowNumbersText: (name: string) => string;
  readonly forbidNumbers: string;
  readonly forbidNumbersText: (name: string) => string;
  readonly done: string;
  readonly departmentRooms: string;
  readonly departmentRoomsLead: string;
  readonly withBelow: string;
  readonly roomsSoFar: (having: number, empty: number) => string;
  readonly everyDepartmentHasOne: string;
  readonly chooseAll: (n: number) => string;
  readonly chooseNone: string;
  readonly roomOf: (room: string, people: number, master: string) => string;
  readonly makeRooms: (n: number) => string;
  readonly roomsMade: (n: number) => string;
}

const ja: RoomWords = {
  title: "ルーム",
  count: (n) => `${n.toLocaleString("ja")}件`,
  find: "ルームの名前",
  filter: "状態で絞る",
  states: { any: "すべて", open: "使用中", masterless: "管理者がいない", archived: "保管" },
  warning: (n) => `管理者がいないルームが${n}件あります。参加者の中から管理者を指名できます。`,
  show: "表示する",
  noneTitle: "当てはまるルームはありません",
  noneText: "名前の一部で探すか、絞り込みを外してお試しください。個別トークはここに出ません。",
  note: "名前と人数だけを表示します。話された内容は、管理者にも見えません。",
  class: (n) => `機密性${n}`,
  isOpen: "だれでも参加できる",
  archived: "保管",
  masterless: "管理者なし",
  masters: (names, more) => `管理者 ${names}${more > 0 ? ` ほか${more}人` : ""}`,
  people: (members, guests) => (guests > 0 ? `${members}人（ゲスト${guests}人）` : `${members}人`),
  active: (day) => `最後の発言 ${day}`,
  neverActive: "発言なし",
  menu: (name) => `${name}の操作`,
  appoint: "管理者を指名する",
  appointLead: (name) => `「${name}」の参加者から選びます。指名したことは、ルームにも記録にも残ります。`,
  appointVerb: "指名する",
  who: "管理者にする職員",
  choose: "職員を選ぶ",
  nobody: "利用中の職員が参加していません。このルームは保管できます。",
  archive: "保管する",
  archiveText: (name) =>
    `「${name}」への書き込みを終わります。参加者はこれまでどおり読めます。あとで元に戻せます。`,
  unarchive: "保管をやめる",
  unarchiveText: (name) => `「${name}」に、また書き込めるようになります。`,
  numbersRefused: (n) =>
    `マイナンバーとみられる番号の書き込みを、この30日に${n}回止めました。だれの操作かは「記録」で分かります。`,
  numbersAllowed: "マイナンバー可",
  allowNumbers: "マイナンバーの記載を認める",
  allowNumbersText: (name) =>
    `「${name}」では、マイナンバー（個人番号）を含むメッセージとファイル名を止めなくなります。番号を扱う事務のルームだけに認めてください。`,
  forbidNumbers: "マイナンバーの記載を認めない",
  forbidNumbersText: (name) =>
    `「${name}」でも、マイナンバーを含む書き込みを止めます。これまでに書かれたものは残ります。`,
  done: "変更しました。",
  departmentRooms: "部署のルームをまとめて作る",
  departmentRoomsLead:
    "選んだ部署に一つずつ、部署の名称のルームを作ります。所属する職員が自動で入り、異動で離れた職員は外れます。",
  withBelow: "下の部署の職員も入れる",
  roomsSoFar: (having, empty) =>
    `すでにルームがある部署: ${having.toLocaleString("ja")}件${empty > 0 ? `／職員がいないため作れない部署: ${empty.toLocaleString("ja")}件` : ""}`,
  everyDepartmentHasOne: "ルームを作れる部署はありません。",
  chooseAll: (n) => `ルームのない部署をすべて選ぶ（${n.toLocaleString("ja")}件）`,
  chooseNone: "選択を外す",
  roomOf: (room, people, master) => `ルーム「${room}」・${people.toLocaleString("ja")}人・管理者 ${master}`,
  makeRooms: (n) => (n === 0 ? "ルームを作る" : `${n.toLocaleString("ja")}件のルームを作る`),
  roomsMade: (n) => `ルームを${n.toLocaleString("ja")}件作りました。`,
};

const en: RoomWords = {
  title: "Rooms",
  count: (n) => (n === 1 ? "1 room" : `${n.toLocaleString("en")} rooms`),
  find: "Name of the room",
  filter: "Filter by state",
  states: { any: "All", open: "In use", masterless: "Without a master", archived: "Archived" },
  warning: (n) => `${n} rooms have no master. You can appoint one of their members.`,
  show: "Show",
  noneTitle: "No room matches",
  noneText: "Try a part of the name, or fewer filters. Direct talks are not shown here.",
  note: "Names and numbers only. What is said stays closed to administrators, too.",
  class: (n) => `Class ${n}`,
  isOpen: "Open to all",
  archived: "Archived",
  masterless: "No master",
  masters: (names, more) => `Masters ${names}${more > 0 ? ` and ${more} more` : ""}`,
  people: (members, guests) => (guests > 0 ? `${members} people (${guests} guests)` : `${members} people`),
  active: (day) => `Last message ${day}`,
  neverActive: "No messages",
  menu: (name) => `Actions for ${name}`,
  appoint: "Appoint a master",
  appointLead: (name) => `Choose among the members of “${name}”. The room is told, and it is on record.`,
  appointVerb: "Appoint",
  who: "Who becomes the master",
  choose: "Choose somebody",
  nobody: "No active staff are in this room. You can archive it.",
  archive: "Archive",
  archiveText: (name) =>
    `“${name}” is closed for writing. Its members can still read it. This can be undone.`,
  unarchive: "Take out of the archive",
  unarchiveText: (name) => `People can write to “${name}” again.`,
  numbersRefused: (n) =>
    `In the last 30 days ${n} attempts to write what looks like a My Number were refused. The record says whose.`,
  numbersAllowed: "My Numbers allowed",
  allowNumbers: "Allow My Numbers",
  allowNumbersText: (name) =>
    `Messages and names of files with a My Number are no longer refused in “${name}”. Allow it only for rooms whose work needs them.`,
  forbidNumbers: "Forbid My Numbers",
  forbidNumbersText: (name) => `My Numbers are refused in “${name}” from now on. What was written stays.`,
  done: "Changed.",
  departmentRooms: "Make rooms for departments",
  departmentRoomsLead:
    "One room is made for each chosen department, named like it. Its people come in by themselves, and go when they leave the department.",
  withBelow: "With the people of the departments below",
  roomsSoFar: (having, empty) =>
    `Departments that have a room: ${having.toLocaleString("en")}${empty > 0 ? `; without people, so that none can be made: ${empty.toLocaleString("en")}` : ""}`,
  everyDepartmentHasOne: "There is no department for which a room can be made.",
  chooseAll: (n) => `Choose all without a room (${n.toLocaleString("en")})`,
  chooseNone: "Choose none",
  roomOf: (room, people, master) =>
    `Room “${room}”, ${people === 1 ? "1 person" : `${people.toLocaleString("en")} people`}, master ${master}`,
  makeRooms: (n) => {
    if (n === 0) return "Make rooms";
    return n === 1 ? "Make 1 room" : `Make ${n.toLocaleString("en")} rooms`;
  },
  roomsMade: (n) => (n === 1 ? "1 room was made." : `${n.toLocaleString("en")} rooms were made.`),
};

export const words = { ja, en };
