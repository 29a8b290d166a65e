import { building } from "./ja.building";
import { counting } from "./ja.counting";
import { groups } from "./ja.groups";
import { invited } from "./ja.invited";
import { keeping } from "./ja.keeping";
import { languages } from "./ja.languages";
import { paper } from "./ja.paper";
import { pictures } from "./ja.pictures";
import { places } from "./ja.places";
import { publishing } from "./ja.publishing";
import { templates } from "./ja.templates";
import { together } from "./ja.together";
import { topics } from "./ja.topics";
import { versions } from "./ja.versions";

const n = (value: number) => value.toLocaleString("ja");

export const ja = {
  ...building,
  ...invited,
  ...languages,
  ...pictures,
  ...places,
  ...publishing,
  ...templates,
  ...keeping,
  ...together,
  ...topics,
  ...versions,
  ...paper,
  ...counting,
  ...groups,
  title: "フォーム",
  failed: "読み込めませんでした。",
  saved: "保存しました。",
  save: "保存する",

  // The list
  make: "フォームを作る",
  noneTitle: "フォームはまだありません",
  noneText:
    "「フォームを作る」から、申請や届出、アンケートの画面を作れます。公開するまで、ほかの人には見えません。",
  noneToReadText: "担当するフォームができると、ここに表示されます。",
  columns: { title: "フォーム", department: "部署", status: "状態", changed: "更新" },
  statuses: {
    draft: "下書き",
    coming: "受付前",
    open: "受付中",
    over: "受付終了",
    closed: "受付停止中",
  },
  changedSince: "公開後に変更あり",
  untitled: "（名前のないフォーム）",

  // Making one
  department: "担当の部署",
  departmentHint:
    "この部署の職員が、作成・公開・届いた申請の確認をできるようになります。あとから変えられます。",
  noDepartment: "所属する部署がないため、フォームを作れません。管理者に所属の登録を依頼してください。",
  formTitle: "フォームの名前",
  formTitleHint: "申請者に見える名前です。例: 飼い犬の死亡届",
  titleMissing: "フォームの名前を入力してください。",
  beginFrom: "何から始めるか",
  fromNothing: "何もないところから",
  fromNothingNote: "質問を1つずつ加えます。表計算ソフトの一覧を貼り付けることもできます。",
  firstPage: "記入",

  // The parts of a form
  sections: {
    build: "作成",
    check: "公開前の確認",
    terms: "公開の設定",
    answers: "届いた申請",
    procedure: "手続の流れ",
    payment: "手数料",
    identity: "本人確認",
    systems: "ほかのシステム",
    figures: "集計",
    versions: "版",
    rights: "権限",
    invited: invited.invitedSection,
    languages: languages.languagesSection,
  },
  backToList: "フォームの一覧へ",
  sectionsOf: "フォームの画面",
  notYours: "この画面を見る権限がありません。フォームの担当者に依頼してください。",
  openForm: "公開している画面を開く",

  // Checking and publishing
  checkLead: "公開すると、次の内容で受け付けを始めます。",
  errors: (count: number) => `直す必要のあるところが ${count} 件あります`,
  errorsNote: "押すと、その場所が開きます。すべて直すと公開できます。",
  warnings: (count: number) => `確かめるとよいところが ${count} 件あります`,
  warningsNote: "このままでも公開できます。",
  noFaults: "直すところはありません。",
  whole: "フォーム全体",
  publish: "公開する",
  publishNext: (number: number) => `第${number}版として公開する`,
  publishHint:
    "公開した内容はあとから変えられません。直すときは、直して次の版を公開します。記入中の人は、始めた版のまま最後まで進めます。",
  published: "公開しました。",
  publishedTitle: (number: number) => `第${number}版を公開しています`,
  nothingNew: "前回公開した内容から変更はありません。",
  notSavedYet: "まだ保存されていない変更があります。保存が終わると公開できます。",
  mayNotPublish: "公開する権限がありません。権限のある人に依頼してください。",
  address: "申請者に知らせるアドレス",
  copyAddress: "アドレスをコピーする",
  addressCopied: "アドレスをコピーしました。",
  whatResidentsSee: "申請者に見える内容",
  pagesAndQuestions: (pages: number, questions: number) => `${pages}ページ・質問${questions}問`,
  requiredOf: (required: number) => `うち必須 ${required}問`,
  sealedOf: (count: number) => `取り扱いに注意する回答 ${count}問（封をして保存し、見た人を記録します）`,

  // Terms
  termsLead: "だれが、いつからいつまで使えるかを決めます。公開していなくても設定できます。",
  audience: "だれが使えるか",
  audiences: {
    listed: "だれでも（申請の一覧に載せる）",
    link: "アドレスを知っている人",
    staff: "この団体の職員だけ（庁内）",
    invited: invited.invitedAudience,
  },
  audienceNotes: {
    listed: "住民向けの一覧に表示され、検索もできます。",
    link: "一覧には載りません。アドレスを案内した人だけが使えます。",
    staff: "サインインした職員だけが使えます。だれが出したかが分かります。",
    invited: invited.invitedAudienceNote,
  },
  opensAt: "受付の始まり",
  endsAt: "受付の終わり",
  timesHint: "空欄のときは、公開したときから、閉じるまで受け付けます。日本時間です。",
  most: "受け付ける件数の上限",
  mostHint: "先着順で、この件数に達すると受け付けを終えます。空欄のときは上限がありません。",
  mostUnit: "件",
  noEnd: "受付の終わりが決まっていません。一年中受け付ける手続きなら、このままでかまいません。",
  mostEach: "お一人の件数の上限",
  mostEachHint:
    "本人確認をするフォームでは同じ人を、しないフォームでは同じ端末（ブラウザー）を数えます。家族で同じ端末を使うことがあるため、少なくしすぎないでください。空欄のときは上限がありません。",
  mostEachStaffHint: "職員ごとに数えます。空欄のときは上限がありません。",
  nextAddress: "送信した後に続けて案内するフォーム",
  nextHint:
    "自分の団体の公開中のフォームのアドレスを入れると、「受け付けました」の画面にボタンが出ます。例 event-anketo",
  keepDays: "回答を保存する日数",
  keepDaysHint:
    "最後の処理（窓口で処理していないときは受付）からこの日数がたつと、回答を消去します。手続の流れを決めたフォームでは、処理中のものは消去しません。空欄のときは消去しません。申請者にも表示されます。",
  keepDaysUnit: "日",
  addressField: "アドレス",
  addressHint:
    "半角の英小文字・数字・ハイフンで、3文字から40文字までです。口頭で伝えやすいものにしてください。変えると、前のアドレスは使えなくなります。",
  numberWrong: (most: number) => `1から${n(most)}までの数字で入力してください。`,
  endsBefore: "受付の終わりは、始まりより後にしてください。",
  closing: "受け付けを止める・再開する",
  closeText: "止めると、新しい申請を受け付けなくなります。届いた申請は残ります。いつでも再開できます。",
  close: "受け付けを止める",
  closedText: "受け付けを止めています。",
  reopen: "受け付けを再開する",
  closed: "受け付けを止めました。",
  reopened: "受け付けを再開しました。",

  // Versions
  versionsLead: "公開した内容は版として残ります。",
  noVersions: "まだ公開していません",
  noVersionsText: "公開すると、その内容が版として残り、ここで見られます。",
  versionName: (number: number) => `第${number}版`,
  versionBy: (when: string, name: string) => `${when} ${name}`,
  isNow: "公開中",
  lookAtVersion: (number: number) => `第${number}版を見る`,
  takeVersion: "この版の内容を下書きにする",
  takenVersion: "この版の内容を下書きにしました。「元に戻す」で戻せます。",

  // Rights
  rightsLead: "部署に渡した権限は、その部署と下の部署の職員が使えます。",
  rights: {
    edit: "作成",
    publish: "公開",
    answers: "回答を見る",
    work: "回答を扱う",
    statistics: "集計を見る",
  },
  rightNotes: {
    edit: "質問や文章を直せます。",
    publish: "公開・公開の設定・権限の変更ができます。",
    answers: "届いた申請を見て、書き出せます。取り扱いに注意する回答は見られません。",
    work: "取り扱いに注意する回答も見られます（見たことが記録されます）。",
    statistics: "件数と集計だけを見られます。",
  },
  holder: "部署・職員",
  addDepartment: "部署を加える",
  addPeople: "職員を加える",
  removeHolder: (name: string) => `${name}の権限をなくす`,
  giveRight: (right: string, name: string) => `${name}: ${right}`,
  chooseDepartment: "部署",
  add: "加える",
  departmentTag: "部署",
  nobodyInCharge: "作成と公開の権限を持つ部署または職員を、それぞれ1つ以上残してください。",

  // What came in
  search: "受付番号、または回答の言葉で探す",
  searchNote: "取り扱いに注意する回答は、検索の対象になりません。",
  count: (total: number) => `${n(total)}件`,
  number: "受付番号",
  submittedAt: "受付日時",
  by: "提出者",
  version: "版",
  noApplications: "届いた申請はまだありません",
  noApplicationsText: "公開して案内すると、届いた順にここに並びます。",
  noneFound: "見つかりませんでした",
  noneFoundText: "受付番号は、英数字とハイフンで入力します。回答の言葉は、短くすると見つかりやすくなります。",
  filesZip: "添付ファイル（ZIP）",
  filesZipNote:
    "受付番号ごとのフォルダーに分けます。安全の確認が済んでいないものは含まれないことがあります。",
  fileStates: {
    clean: "確認済み",
    unchecked: "安全の確認前",
    refused: "ウイルス対策ソフトが危険と判定（消去済み）",
  },
  fileWaits: "確認が済むまで、ここでは開けません。",
  application: (number: string) => `受付番号 ${number}`,
  backToAnswers: "届いた申請へ",
  sealed: "封をして保存されています",
  unanswered: "回答なし",
  openSealed: "封をした回答を見る",
  openSealedNote:
    "見たこと（だれが、いつ、どの申請の、どの質問か）が記録されます。業務に必要なときだけ開いてください。",
  sealedCount: (count: number) => `取り扱いに注意する回答が ${count} 件あります。`,
  mayNotOpen: "封をした回答は、「回答を扱う」権限のある人だけが見られます。",
  sealedOpened: "封をした回答を表示しています。見たことを記録しました。",
  erased: "保存期間が過ぎたため、回答は消去されています。",
  versionAnswered: (number: number) => `第${number}版への回答`,
  print: "印刷する",

  // Figures
  received: "届いた件数",
  begun: "記入の途中",
  begunNote: "始めて、まだ送っていない人",
  byDay: "日ごとの件数",
  applications: "申請",
  few: "－",
  answeredOf: (answered: number, total: number) => `回答 ${n(answered)} / ${n(total)}`,
  option: "選択肢",
  times: "件数",
  share: "割合",
  mean: "平均",
  least: "最小",
  greatest: "最大",
  textFigures: "自由に記入する質問です。内容は「届いた申請」で見られます。",
  noFigures: "集計はこれからです",
  noFiguresText: "申請が届くと、質問ごとの数がここに表示されます。",
};

export type FormWords = typeof ja;
