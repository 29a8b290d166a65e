/** Written by tools/wire.py from the server's types; `make fix` writes it anew. */

/** A one-time link, and the password the guest chose. */
export interface Acceptance {
  readonly token: string;
  readonly password: string;
}

/** A member as administrators see them. The first post is the main one, the others are concurrent (兼務). */
export interface Account {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly kana: string;
  readonly kind: "guest" | "staff";
  readonly status: "active" | "left" | "suspended";
  readonly number: string | null;
  readonly mail: string | null;
  readonly extension: string | null;
  readonly posts: readonly HeldPost[];
  readonly roles: readonly string[];
  readonly tasks: readonly Delegated[];
  readonly password: "chosen" | "issued" | "none";
  readonly created_at: number;
  readonly seen_at: number | null;
  readonly deleted_at: number | null;
  readonly revision: string;
}

/** What is to change of an account; what is left out stays. */
export interface AccountChange {
  readonly login?: string;
  readonly name?: string;
  readonly kana?: string;
  readonly number?: string | null;
  readonly mail?: string | null;
  readonly extension?: string | null;
  readonly posts?: readonly PostWanted[];
}

/** Some accounts, how many there are in all, where the next page begins, and how many administer the body. */
export interface AccountPage {
  readonly accounts: readonly Account[];
  readonly total: number;
  readonly next: string | null;
  readonly administrators: number;
}

/** An account of a body without administrators that is to be one: its login, or its name in full. */
export interface AccountSought {
  readonly account: string;
  readonly reason: string;
  readonly is_password_issued?: boolean;
}

/** One entry of the installation's record. */
export interface Act {
  readonly seq: number;
  readonly kind: string;
  readonly at: number;
  readonly by: string | null;
  readonly body: unknown;
}

/** What a rule did beside posting, or would have done; `open_already`: what it began before goes on; `followed`: whom the first was sent to were told what came of it. */
export interface ActJudged {
  readonly act: "broadcast" | "incident" | "muster" | "safety";
  readonly outcome: "done" | "failed" | "followed" | "open_already" | "would";
  readonly broadcast_id: string | null;
  readonly why: string | null;
}

/** Some entries of the installation's record, the newest first, and where the next page begins. */
export interface ActPage {
  readonly acts: readonly Act[];
  readonly next: number | null;
}

/** Kinds of entries that occur in the record. */
export interface Acts {
  readonly acts: readonly string[];
}

/** A factor was added; recovery codes come with the first one, and are shown this once. */
export interface Added {
  readonly codes: readonly string[] | null;
}

/** An address (住所): 郵便番号, 都道府県, 市区町村, 町名・番地, 建物名・部屋番号. */
export interface Address {
  readonly kind: "address";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
}

/** Somebody an announcement is for; with the extension, to call who has not confirmed. */
export interface Addressee {
  readonly member_id: string;
  readonly name: string;
  readonly key: string;
  readonly kind: string;
  readonly department: string | null;
  readonly extension: string | null;
  readonly confirmed_at: number | null;
}

/** Whom it is for, by department, those who have not confirmed first. */
export interface AddresseePage {
  readonly people: readonly Addressee[];
  readonly departments: readonly DepartmentCount[];
  readonly next: number | null;
}

/** A post, or an association of guests, and how many belong to it. */
export interface AddresseesCalled {
  readonly name: string;
  readonly people: number;
}

/** Who administers a body from now on; the first password, where one was issued, is told this once. */
export interface AdministratorMade {
  readonly body: BodyDetail;
  readonly name: string;
  readonly login: string;
  readonly password: string | null;
}

/** How many years somebody born on the answered day is old, on a day that is stated, or on the day of filling in. Years are full on the day before the birthday, as the law on ages counts (年齢計算ニ関スル法律): who is born on 1 April is as old as who is born on 31 March before. `is_legal` false counts birthdays, as people do. */
export interface AgeOf {
  readonly is: "age";
  readonly question: string;
  readonly on: string;
  readonly is_legal: boolean;
}

/** An agreement as its bodies see it. `own_agreed`: whether the viewer's body has agreed. */
export interface Agreement {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly at: number;
  readonly state: "in_force" | "over" | "proposed";
  readonly bodies: readonly AgreementBody[];
  readonly own_agreed: boolean;
}

/** What a body says to an agreement: it agrees, with whom to call at any hour; or it does not, or not any more. */
export interface AgreementAnswer {
  readonly agreed: boolean;
  readonly contact?: string;
}

/** A body of an agreement, and whom to call there. */
export interface AgreementBody {
  readonly body_id: string;
  readonly name: string;
  readonly contact: string;
  readonly agreed_at: number | null;
  readonly has_left: boolean;
}

/** The agreements of the viewer's body in an alliance; `may_decide`: whether the viewer decides for it. */
export interface Agreements {
  readonly agreements: readonly Agreement[];
  readonly may_decide: boolean;
}

/** What a body offers. */
export interface AidOffer {
  readonly id: string;
  readonly body_id: string;
  readonly body: string;
  readonly quantity: number;
  readonly arrives_at: number | null;
  readonly note: string;
  readonly by: Person | null;
  readonly at: number;
  readonly state: "offered" | "received" | "withdrawn";
}

/** Whoever offered takes it back; whoever asked says that it has come. */
export interface AidOfferChange {
  readonly state: "received" | "withdrawn";
}

/** A request as bodies see it; `offered` and `received` count what was not taken back. */
export interface AidRequest {
  readonly id: string;
  readonly body_id: string;
  readonly body: string;
  readonly kind: "equipment" | "other" | "people" | "supplies";
  readonly item: string;
  readonly quantity: number;
  readonly unit: string;
  readonly needed_by: number | null;
  readonly place: string;
  readonly note: string;
  readonly is_drill: boolean;
  readonly agreement: string;
  readonly by: Person | null;
  readonly at: number;
  readonly closed_at: number | null;
  readonly offered: number;
  readonly received: number;
  readonly offers: readonly AidOffer[];
}

/** What bodies of an alliance need: what is open by when it is needed, then what was closed lately. */
export interface AidRequests {
  readonly requests: readonly AidRequest[];
}

/** For which incidents of other bodies our first report is asked. */
export interface AllAskedOfUs {
  readonly asked: readonly AskedOfUs[];
}

/** An alliance in the list of those a viewer may know of. `is_sent`: they take part themselves. */
export interface AllianceCard {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly host_id: string;
  readonly host: string;
  readonly bodies: number;
  readonly people: number;
  readonly rooms: number;
  readonly state: "asked" | "expelled" | "invited" | "joined" | "left" | "none" | "paused" | "suspended";
  readonly is_sent: boolean;
  readonly ended_at: number | null;
}

/** What is to change of an alliance; what is left out stays. Other terms are a new version. */
export interface AllianceChange {
  readonly revision: number;
  readonly name?: string;
  readonly purpose?: string;
  readonly terms?: string;
  readonly welcome?: string;
  readonly opened_by?: "everybody" | "moderators";
  readonly is_listed?: boolean;
}

/** The figures of the bodies that tell them, and how many do not. */
export interface AllianceFigures {
  readonly bodies: readonly BodyFigures[];
  readonly silent: number;
}

/** A guest of an alliance. `rooms`: those the viewer is in or might join. */
export interface AllianceGuest {
  readonly person: Person;
  readonly purpose: string;
  readonly ends_on: string;
  readonly sponsor: Person;
  readonly rooms: readonly string[];
}

/** The guests of an alliance in rooms the viewer may read or join, at most two hundred. */
export interface AllianceGuests {
  readonly guests: readonly AllianceGuest[];
}

/** What the strictest of the bodies allows in the alliance's rooms. */
export interface AllianceLimitsTold {
  readonly class_most: 1 | 2 | 3;
  readonly files: boolean;
  readonly passing_on: boolean;
  readonly guests: boolean;
}

/** The body an alliance is offered to; null takes the offer back. */
export interface AllianceOffer {
  readonly body_id: string | null;
}

/** What the viewer's own body decided; told to whoever decides for it. */
export interface AllianceOwnBody {
  readonly revision: number;
  readonly sent: readonly SentTold[];
  readonly class_most: 1 | 2 | 3;
  readonly files: boolean;
  readonly passing_on: boolean;
  readonly guests: boolean;
  readonly figures: boolean;
}

/** Some of the people of an alliance, and where the next page begins. */
export interface AlliancePeople {
  readonly people: readonly AlliancePerson[];
  readonly total: number;
  readonly next: string | null;
}

/** Somebody whom a body sends, with what they show of themselves, and how many questions they have solved. */
export interface AlliancePerson {
  readonly person: Person;
  readonly about: string;
  readonly contact: string;
  readonly answers: number;
}

/** What somebody shows of themselves in an alliance, beside name, body, department and post. */
export interface AllianceProfile {
  readonly about: string;
  readonly contact: string;
}

/** Some questions of an alliance, the newest first, and where the next page begins. */
export interface AllianceQuestions {
  readonly questions: readonly Question[];
  readonly open: number;
  readonly unanswered: number;
  readonly solved: number;
  readonly rooms: readonly QuestionRoom[];
  readonly next: string | null;
}

/** What was reported in an alliance: what is undecided first. */
export interface AllianceReports {
  readonly reports: readonly MessageReportView[];
}

/** A room in the directory of an alliance: one that may be joined, or that the viewer is in. */
export interface AllianceRoom {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly theme: string;
  readonly room_class: 1 | 2 | 3;
  readonly style: "questions" | "talk";
  readonly writers: "all" | "masters" | "replies";
  readonly open: boolean;
  readonly pinned: boolean;
  readonly members: number;
  readonly bodies: readonly string[];
  readonly only_for: readonly string[];
  readonly unanswered: number;
  readonly active_at: number | null;
  readonly is_in: boolean;
}

/** The room that was opened. */
export interface AllianceRoomMade {
  readonly id: string;
}

/** Some rooms of an alliance, those something was said in lately first; where the next page begins. */
export interface AllianceRooms {
  readonly rooms: readonly AllianceRoom[];
  readonly themes: readonly string[];
  readonly next: string | null;
}

/** Whom a body sends and what it allows, as it is to be from now on. */
export interface AllianceSending {
  readonly revision: number;
  readonly sent: readonly Sent[];
  readonly class_most?: 1 | 2 | 3;
  readonly files?: boolean;
  readonly passing_on?: boolean;
  readonly guests?: boolean;
  readonly figures?: boolean;
}

/** An alliance as a member of one of its bodies, or of one that may join it, sees it. */
export interface AllianceView {
  readonly card: AllianceCard;
  readonly terms: string;
  readonly terms_version: number;
  readonly welcome: string;
  readonly opened_by: "everybody" | "moderators";
  readonly is_listed: boolean;
  readonly revision: number;
  readonly heir_id: string | null;
  readonly limits: AllianceLimitsTold;
  readonly bodies: readonly BodyView[];
  readonly own: AllianceOwnBody | null;
  readonly profile: AllianceProfile | null;
  readonly may_decide: boolean;
  readonly may_run: boolean;
  readonly may_moderate: boolean;
  readonly may_open: boolean;
  readonly may_take_over: boolean;
  readonly is_host_gone: boolean;
  readonly themes: readonly string[];
  readonly is_new: boolean;
  readonly reports: number;
}

/** The alliances a viewer may know of. `may_found`: whether they may found one for their body. */
export interface Alliances {
  readonly alliances: readonly AllianceCard[];
  readonly may_found: boolean;
}

/** What a body may have: accounts of staff, guests, bytes of files, bytes of one file; 0 is without a limit. */
export interface Allowance {
  readonly accounts: number;
  readonly guests: number;
  readonly bytes: number;
  readonly file_bytes: number;
}

/** What stands in some fields from now on; empty: nothing. Fields that are not named stay as they are. */
export interface AnnotationChange {
  readonly values: Readonly<Record<string, string>>;
}

/** A field of the procedure: 収入区分, 現地調査の日. */
export interface AnnotationField {
  readonly id: string;
  readonly label: string;
  readonly kind: "choice" | "day" | "number" | "text" | "yes";
  readonly options: readonly string[];
}

/** The fields of a form's procedure. */
export interface AnnotationFields {
  readonly revision: number;
  readonly fields: readonly AnnotationField[];
  readonly may_change: boolean;
}

/** The fields as they should be from now on, and the revision they were made of; 0: none yet. */
export interface AnnotationFieldsChange {
  readonly revision: number;
  readonly fields: readonly AnnotationField[];
}

/** An announcement as those see it whom it is for. */
export interface Announced {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly importance: "ordinary" | "urgent";
  readonly by: string;
  readonly at: number;
}

/** The newest first, and where the next page begins. */
export interface AnnouncementPage {
  readonly announcements: readonly AnnouncementRow[];
  readonly next: string | null;
}

/** An announcement as administrators see it, with how many of whom it is for have confirmed it. */
export interface AnnouncementRow {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly importance: "ordinary" | "urgent";
  readonly departments: readonly string[];
  readonly to_guests: boolean;
  readonly begins_at: number;
  readonly ends_at: number;
  readonly ended_at: number | null;
  readonly posted_at: number;
  readonly posted_by: string;
  readonly status: "coming" | "over" | "shown";
  readonly people: number;
  readonly confirmed: number;
}

/** What the viewer is to confirm, the urgent ones first; and when the next one begins or ends by itself. */
export interface Announcements {
  readonly announcements: readonly Announced[];
  readonly look_again_at: number | null;
}

/** In which room arrivals of a form are announced, in whose name; the room's name for whoever is in it. */
export interface Announcing {
  readonly room_id: string | null;
  readonly room: string;
  readonly by: string;
  readonly is_stopped: boolean;
  readonly may_change: boolean;
}

/** In which room arrivals are announced from now on; null: in none. */
export interface AnnouncingChoice {
  readonly room_id: string | null;
}

/** Whether an act is allowed, how far at most, and what decided. */
export interface Answer {
  readonly act: "administer" | "attach" | "build_forms" | "copy" | "create_room" | "download" | "export_answers" | "forward" | "invite" | "invite_guest" | "join_room" | "notify" | "notify_content" | "publish_forms" | "react" | "read" | "read_answers" | "search" | "see_directory" | "sign_in" | "stamp" | "view_file" | "write";
  readonly allowed: boolean;
  readonly upto: number;
  readonly reason: "account" | "free" | "guest" | "network" | "not_in_room" | "rests_on" | "role" | "rule";
  readonly rests_on: "administer" | "attach" | "build_forms" | "copy" | "create_room" | "download" | "export_answers" | "forward" | "invite" | "invite_guest" | "join_room" | "notify" | "notify_content" | "publish_forms" | "react" | "read" | "read_answers" | "search" | "see_directory" | "sign_in" | "stamp" | "view_file" | "write" | null;
}

/** How often something was answered; null: of a survey, fewer than five, or what would tell it. */
export interface AnswerCount {
  readonly label: string;
  readonly count: number | null;
}

/** What an encoding cannot carry of one answer: which characters, and what will stand there. Of an answer that needs care neither is told. */
export interface AnswerLoss {
  readonly number: string;
  readonly column: string;
  readonly characters: readonly string[];
  readonly written: string;
}

/** How many answers lose something in CP932, and the first of them. */
export interface AnswerLosses {
  readonly total: number;
  readonly losses: readonly AnswerLoss[];
}

/** What a question was answered with, or one part of it (the town of an address). */
export interface AnswerOf {
  readonly is: "answer";
  readonly question: string;
  readonly part: string;
}

/** One answer, as people read it; null: sealed, erased, or not on the path. */
export interface AnswerShown {
  readonly question_id: string;
  readonly label: string;
  readonly shown: string | null;
  readonly is_sealed: boolean;
  readonly files: readonly FileShown[];
  readonly point: PointShown | null;
}

/** The question was answered at all. */
export interface Answered {
  readonly is: "answered";
  readonly question: string;
}

/** A page of the form with its answers. */
export interface AnsweredPage {
  readonly title: string;
  readonly answers: readonly AnswerShown[];
}

/** A key that is to be made. */
export interface ApiKeyNew {
  readonly note: string;
  readonly reads: "answers" | "states";
}

/** A key, shown this once. */
export interface ApiKeySecret {
  readonly secret: string;
  readonly keys: ApiKeysView;
}

/** A key, as who runs the form sees it; never what is shown as it. */
export interface ApiKeyView {
  readonly id: string;
  readonly note: string;
  readonly reads: "answers" | "states";
  readonly made_at: number;
  readonly made_by: string;
  readonly used_at: number | null;
}

/** The keys of a form, and whether the operator lets anybody read with one. */
export interface ApiKeysView {
  readonly is_open: boolean;
  readonly keys: readonly ApiKeyView[];
}

/** What a person says of the device they apply for. */
export interface Application {
  readonly name: string;
  readonly owner: "private" | "public";
  readonly consent: number;
  readonly code?: string;
}

/** What came in, the newest first: how many in all, the heads of the cells, and where the next page begins. */
export interface ApplicationPage {
  readonly total: number;
  readonly heads: readonly string[];
  readonly columns: readonly string[];
  readonly questions: readonly ListedQuestion[];
  readonly applications: readonly ApplicationRow[];
  readonly next: string | null;
}

/** An application in the list: the answers of the chosen columns, as people read them. */
export interface ApplicationRow {
  readonly id: string;
  readonly number: string;
  readonly submitted_at: number;
  readonly version: number;
  readonly cells: readonly string[];
  readonly by: string;
  readonly marks: readonly ("ask" | "done" | "star")[];
  readonly is_withdrawn: boolean;
  readonly seats: readonly SeatSaid[];
}

/** One application with all its answers, in the order of the form. */
export interface ApplicationView {
  readonly id: string;
  readonly number: string;
  readonly submitted_at: number;
  readonly version: number;
  readonly title: string;
  readonly by: string;
  readonly is_erased: boolean;
  readonly pages: readonly AnsweredPage[];
  readonly digest: string;
  readonly is_withdrawn: boolean;
  readonly may_withdraw: boolean;
  readonly seats: readonly SeatSaid[];
  readonly marks: readonly ("ask" | "done" | "star")[];
  readonly notes: readonly StaffNote[];
}

/** Who becomes the room's master. */
export interface Appointment {
  readonly member_id: string;
}

/** What is to follow when everybody on the route has approved. */
export interface ApprovalAsked {
  readonly proposed: "correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn";
  readonly revision: number;
  readonly note?: string;
}

/** One approver's part of a route. */
export interface ApprovalView {
  readonly id: string;
  readonly round: number;
  readonly stage: number;
  readonly member_id: string;
  readonly name: string;
  readonly deputy: string;
  readonly outcome: string | null;
  readonly acted_at: number | null;
  readonly acted_by: string;
  readonly note: string;
  readonly is_due: boolean;
  readonly is_mine: boolean;
}

/** Who approves, and who does when they are away (代決). */
export interface Approver {
  readonly member_id: string;
  readonly deputy_id: string | null;
}

/** What an approver says: approved, or returned with a reason. */
export interface Approving {
  readonly is_approved: boolean;
  readonly note?: string;
}

/** Whether the room is to be closed for writing. */
export interface Archiving {
  readonly archived: boolean;
}

/** How many had arrived so many minutes after the call. */
export interface ArrivedBy {
  readonly minutes: number;
  readonly arrived: number;
}

/** At which place somebody is; null: they went home. */
export interface Arriving {
  readonly place: number | null;
}

/** Which towns are asked; none named: all of the prefecture. Those asked already stay as they are. `is_shared`: a town whose body is in an alliance with this one is asked there, and answers itself. */
export interface AskTowns {
  readonly names?: readonly string[];
  readonly is_shared?: boolean;
}

/** A request for a second person's consent. */
export interface Asked {
  readonly act: "bulk" | "factors" | "password" | "provider" | "role";
  readonly wanted: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** Another body's incident, for which it waits for our first report. */
export interface AskedOfUs {
  readonly incident_id: string;
  readonly incident: string;
  readonly body: string;
  readonly is_drill: boolean;
  readonly town: TownRow;
}

/** Ask the readers of a message to confirm it, by an instant where one is given. `member_ids`: those who are asked; null: everybody in the room who may read it, without its author. */
export interface Asking {
  readonly due_at?: number | null;
  readonly member_ids?: readonly string[] | null;
}

/** Who works on a case; null: nobody yet. */
export interface Assignment {
  readonly owner_id: string | null;
}

/** What stands before the rest, the first to be settled first. */
export interface AtGate {
  readonly gates: readonly ("device" | "enrol_factor" | "new_password" | "second_factor")[];
  readonly demand: "any" | "none" | "passkey";
  readonly ways: readonly ("passkey" | "password" | "provider" | "provider_strong" | "recovery_code" | "totp")[];
}

/** One attempt to hand a letter over. */
export interface AttemptTold {
  readonly at: number;
  readonly outcome: "refused" | "sent" | "trouble" | null;
  readonly error: string | null;
}

/** A department with those below it on one day; `more`: there are more people than are shown. */
export interface AttendanceDay {
  readonly day: string;
  readonly department_id: string | null;
  readonly people: readonly AttendancePerson[];
  readonly more: boolean;
}

/** Somebody of a department, and what they reported for the day; nothing: they are there. */
export interface AttendancePerson {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly post: string;
  readonly reports: readonly ReportView[];
}

/** One entry of the record. `body` is null once erased. */
export interface AuditEntry {
  readonly seq: number;
  readonly kind: string;
  readonly at: number;
  readonly by: string | null;
  readonly body: unknown;
  readonly digest: string;
}

/** Some entries, the newest first; the names of the people in them; where the next page begins. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly names: Readonly<Record<string, string>>;
  readonly next: number | null;
}

/** What is done about a body in an alliance, and the version of the terms that was seen. */
export interface BodyAct {
  readonly act: "accept" | "accept_terms" | "admit" | "ask" | "decline" | "expel" | "invite" | "leave" | "pause" | "refuse" | "resume" | "return" | "suspend" | "withdraw_invitation" | "withdraw_request";
  readonly terms_version?: number | null;
  readonly reason?: string;
}

/** What is to change of a body; what is left out stays. A limit of null is that of the plan, 0 is none. */
export interface BodyChange {
  readonly name?: string;
  readonly short?: string | null;
  readonly plan?: "free" | "full" | "trial";
  readonly trial_ends_on?: string;
  readonly accounts?: number | null;
  readonly guests?: number | null;
  readonly bytes?: number | null;
  readonly file_bytes?: number | null;
}

/** A body as operators see it: of its people only the administrators' names. */
export interface BodyDetail {
  readonly summary: BodySummary;
  readonly short: string | null;
  readonly is_listed: boolean;
  readonly own: OwnLimits;
  readonly administrators: readonly string[];
  readonly suspended_on: string | null;
  readonly reason: string | null;
}

/** What a body that agreed to it tells of itself, the newest month first. */
export interface BodyFigures {
  readonly body_id: string;
  readonly name: string;
  readonly months: readonly BodyMonth[];
}

/** A new body, and its administrator's first password: told this once. */
export interface BodyFounded {
  readonly body: BodyDetail;
  readonly login: string;
  readonly password: string;
}

/** A month of a body's staff; null where it would tell of few people. */
export interface BodyMonth {
  readonly month: string;
  readonly accounts: number;
  readonly active: number | null;
  readonly messages: number | null;
}

/** What holds in the body, and what a change of it is based on. */
export interface BodyNotifications {
  readonly rules: NotificationRules;
  readonly revision: string;
}

/** Some bodies, how many there are in all, and where the next page begins. */
export interface BodyPage {
  readonly bodies: readonly BodySummary[];
  readonly total: number;
  readonly next: number | null;
}

/** How many people of a body have read a message, of how many. */
export interface BodyReaders {
  readonly body_id: string;
  readonly body: string;
  readonly read: number;
  readonly people: number;
}

/** Who has read a message, body by body. */
export interface BodyReadersOf {
  readonly bodies: readonly BodyReaders[];
}

/** What holds in the body, and what a change of it is based on. */
export interface BodyReadingRules {
  readonly rules: ReadingRules;
  readonly revision: string;
}

/** All stamps of a body: those in use in their order, then the others; and what a change is based on. */
export interface BodyStamps {
  readonly used: readonly Stamp[];
  readonly unused: readonly Stamp[];
  readonly revision: string;
}

/** A body in the operators' list. `active_on`: the last day (of Japan) on which an open session was used. */
export interface BodySummary {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly kind: "association" | "hospital" | "installation" | "municipality" | "other" | "prefecture";
  readonly status: "active" | "read_only" | "suspended" | "trial_over";
  readonly terms: BodyTerms;
  readonly use: BodyUse;
  readonly created_on: string;
  readonly active_on: string | null;
  readonly has_administrator: boolean;
}

/** How a body stands today: its plan, what it may have, and when its trial ends (days of Japan, included). */
export interface BodyTerms {
  readonly plan: "free" | "full" | "trial";
  readonly allowance: Allowance;
  readonly trial_ends_on: string | null;
  readonly read_only_after: string | null;
  readonly standing: "open" | "read_only" | "trial_over";
}

/** How much a body uses: accounts that can be signed in to, guests, bytes of files. */
export interface BodyUse {
  readonly accounts: number;
  readonly guests: number;
  readonly bytes: number;
}

/** What holds in the body, and what a change of it is based on. */
export interface BodyVideoAddress {
  readonly video: VideoAddress;
  readonly revision: string;
}

/** A body in an alliance, as its members see it; `acts`: what the viewer may do about it. */
export interface BodyView {
  readonly body_id: string;
  readonly name: string;
  readonly code: string | null;
  readonly state: "asked" | "expelled" | "invited" | "joined" | "left" | "none" | "paused" | "suspended";
  readonly state_at: number;
  readonly is_host: boolean;
  readonly reason: string;
  readonly accepted: number | null;
  readonly people: number | null;
  readonly acts: readonly ("accept" | "accept_terms" | "admit" | "ask" | "decline" | "expel" | "invite" | "leave" | "pause" | "refuse" | "resume" | "return" | "suspend" | "withdraw_invitation" | "withdraw_request")[];
}

/** Which days of which table are given out, in which encoding. */
export interface BooksExport {
  readonly table: "charges" | "payments";
  readonly begins_on: string;
  readonly ends_on: string;
  readonly format?: "csv" | "csv-sjis";
}

/** A day's page (日計): what came in, and everything that does not meet. */
export interface BooksOfDay {
  readonly day: string;
  readonly asked: number;
  readonly asked_yen: number;
  readonly payments: readonly DayLine[];
  readonly has_more: boolean;
  readonly totals: readonly WayTotal[];
  readonly settled_yen: number;
  readonly mismatches: readonly Mismatch[];
  readonly may_import: boolean;
}

/** What the installation allows at most, and its entrances. */
export interface Bounds {
  readonly absolute_hours: number;
  readonly idle_hours: number;
  readonly issued_days: number;
  readonly faces: readonly string[];
}

/** Where a page leads (分岐): to a later page, or to an end with a text. */
export interface Branch {
  readonly when: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly to: string;
  readonly text: string;
}

/** What can be named beside departments and people. */
export interface BroadcastAddressees {
  readonly titles: readonly AddresseesCalled[];
  readonly affiliations: readonly AddresseesCalled[];
}

/** What somebody answers: the number of a choice ("0" is the first), or whether they are safe and what else. */
export interface BroadcastAnswer {
  readonly choice: string;
  readonly family: "harmed" | "safe" | "unknown" | null;
  readonly house: "damaged" | "sound" | "unlivable" | null;
  readonly coming: "cannot" | "later" | "now" | null;
  readonly comes_at: number | null;
  readonly near: "away" | "near" | null;
  readonly place: string;
  readonly position: Coordinates | null;
  readonly comment: string;
}

/** Whom it is sent to: everybody who works here, departments with all below them, posts (職), people. Guests only when named: all of them, or those of an association (消防団). */
export interface BroadcastAudience {
  readonly everybody: boolean;
  readonly guests: boolean;
  readonly department_ids: readonly string[];
  readonly member_ids: readonly string[];
  readonly titles: readonly string[];
  readonly affiliations: readonly string[];
}

/** What is told and asked: what a template keeps. */
export interface BroadcastDraft {
  readonly title: string;
  readonly text: string;
  readonly asked: "confirm" | "question" | "read" | "safety";
  readonly is_urgent: boolean;
  readonly questions: BroadcastQuestions;
  readonly rounds: readonly PlanRound[];
}

/** How a broadcast went, against the last one that asked the same (a drill against a drill). */
export interface BroadcastFigures {
  readonly pace: BroadcastPace;
  readonly before: BroadcastPace | null;
  readonly departments: readonly DepartmentPace[];
  readonly titles: readonly TitlePace[];
  readonly places: readonly ChoiceCount[];
}

/** A broadcast that was just sent, and to how many. */
export interface BroadcastMade {
  readonly id: string;
  readonly people: number;
}

/** How fast a broadcast came; `half_ms`, `most_ms`: until half of all, nine of ten, were done (null: not yet). */
export interface BroadcastPace {
  readonly id: string;
  readonly title: string;
  readonly sent_at: number;
  readonly people: number;
  readonly done: number;
  readonly half_ms: number | null;
  readonly most_ms: number | null;
  readonly steps: readonly PaceStep[];
}

/** Broadcasts, the newest first, and where the next page begins. */
export interface BroadcastPage {
  readonly broadcasts: readonly BroadcastRow[];
  readonly next: string | null;
}

/** To whom a broadcast would go, before it goes. */
export interface BroadcastPreview {
  readonly people: number;
  readonly staff: number;
  readonly guests: number;
  readonly ways: readonly WayReach[];
  readonly faults: readonly PlanFault[];
}

/** What is asked: the choices of a question, or what a safety check asks besides whether they are safe. */
export interface BroadcastQuestions {
  readonly choices: readonly string[];
  readonly family: boolean;
  readonly house: boolean;
  readonly coming: boolean;
  readonly place: boolean;
  readonly near: boolean;
  readonly position: boolean;
}

/** A broadcast in the list of the headquarters. */
export interface BroadcastRow {
  readonly id: string;
  readonly title: string;
  readonly asked: "confirm" | "question" | "read" | "safety";
  readonly is_urgent: boolean;
  readonly is_drill: boolean;
  readonly by: string;
  readonly sent_at: number;
  readonly ended_at: number | null;
  readonly told_to: ToldTo;
  readonly rungs: Rungs;
  readonly done: number;
}

/** A broadcast ready to be sent: one of ours, or one of the body's own. */
export interface BroadcastTemplate {
  readonly id: string;
  readonly draft: BroadcastDraft;
  readonly is_own: boolean;
}

/** The body's own first. */
export interface BroadcastTemplates {
  readonly templates: readonly BroadcastTemplate[];
  readonly outside: readonly ("app" | "mail" | "phone" | "push" | "sms" | "voice")[];
}

/** A broadcast as the headquarters sees it: how far it has come, and what was answered. */
export interface BroadcastView {
  readonly broadcast: BroadcastRow;
  readonly text: string;
  readonly questions: BroadcastQuestions;
  readonly rounds: readonly PlanRound[];
  readonly told_at: number;
  readonly next_round_at: number | null;
  readonly departments: readonly DepartmentRungs[];
  readonly choices: readonly ChoiceCount[];
  readonly coming: readonly ChoiceCount[];
  readonly near: readonly ChoiceCount[];
  readonly unreachable: number;
  readonly outside: readonly OutsideCount[];
  readonly now: number;
}

/** To whom it would go, and over which ways: looked at before it is sent. */
export interface BroadcastWanted {
  readonly to: BroadcastAudience;
  readonly rounds: readonly PlanRound[];
}

/** Somebody else who has a form open to build it. */
export interface BuilderHere {
  readonly id: string;
  readonly name: string;
}

/** Who else builds a form at the moment, and which draft there is by now. */
export interface BuildingNow {
  readonly others: readonly BuilderHere[];
  readonly revision: number;
  readonly changed_by: string;
  readonly is_own: boolean;
}

/** How many accounts change, how many are that way already, and who cannot be among them. */
export interface BulkPlan {
  readonly people: number;
  readonly unchanged: number;
  readonly stops: readonly BulkStop[];
  readonly powers: number;
  readonly is_large: boolean;
}

/** Somebody to whom it cannot be done, and why. `key` is the staff number, else the login. */
export interface BulkStop {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly key: string;
  readonly posts: string;
}

/** What is to happen to whom. `move` and `post` name a department; an empty title keeps the one of the main post. */
export interface BulkWanted {
  readonly act: "move" | "post" | "reopen" | "suspend";
  readonly member_ids: readonly string[];
  readonly department_id?: string | null;
  readonly title?: string;
  readonly confirmed?: number | null;
}

/** A value that follows from answers before it; shown, and computed anew whenever they change and at submission. */
export interface Calculated {
  readonly kind: "calculated";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly formula: FixedAmount | NumberIn | CountIn | PriceOf | SumOfMembers | Plus | Times | Only | Within | null;
  readonly unit: string;
  readonly decimals: number;
  readonly rounding: "down" | "half_up" | "up";
}

/** What a calculated question of the form comes to (計算). */
export interface CalculatedFee {
  readonly is: "calculated";
  readonly question: string;
}

/** Who is still to be phoned, by department; whom nobody phones yet first. */
export interface CallList {
  readonly calls: readonly CallRow[];
  readonly left: number;
}

/** What came of phoning somebody; without an outcome: one is about to. */
export interface CallNote {
  readonly outcome?: "absent" | "message" | "reached" | null;
  readonly note?: string;
}

/** Somebody to be phoned: where they can be reached, and who phones them. */
export interface CallRow {
  readonly person: Person;
  readonly step: "answered" | "confirmed" | "device" | "seen" | "stored";
  readonly by: Person | null;
  readonly at: number | null;
  readonly outcome: string | null;
  readonly note: string;
}

/** What the provider sent the person back with. */
export interface CameBack {
  readonly state: string;
  readonly code?: string | null;
  readonly iss?: string | null;
  readonly error?: string | null;
}

/** The account a guest has now; they sign in with it as everybody does. */
export interface CameIn {
  readonly organization_id: string;
  readonly login: string;
}

/** Somebody of the room who could be its master. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly key: string;
}

/** Who could be a room's master. */
export interface Candidates {
  readonly people: readonly Candidate[];
}

/** The account as it should be; a secret that is left out stays as it is, if the provider does. */
export interface CardAccountChange {
  readonly provider: string;
  readonly is_on: boolean;
  readonly key?: string | null;
  readonly hook?: string | null;
  readonly changed_at: number;
}

/** The account as an administrator sees it. */
export interface CardAccountView {
  readonly providers: readonly string[];
  readonly provider: string;
  readonly is_on: boolean;
  readonly has_key: boolean;
  readonly has_hook: boolean;
  readonly changed_at: number;
  readonly hook_path: string;
}

/** What the section found out about a case. */
export interface CaseAnnotations {
  readonly fields: readonly AnnotationField[];
  readonly values: Readonly<Record<string, string>>;
  readonly may_change: boolean;
}

/** What was handed over in a case, and what the viewer may hand over now. */
export interface CaseDeliverables {
  readonly deliverables: readonly DeliverableView[];
  readonly letters: readonly LetterChoice[];
  readonly may_deliver: boolean;
}

/** Who entered an application for somebody, and how they were told; nobody: the applicant did so themselves. */
export interface CaseEntry {
  readonly how: "paper" | "phone" | "window" | null;
  readonly by: string;
  readonly at: number | null;
}

/** Cases that came in within some days, and how they went; `waiting` is as of now, whenever they came in. */
export interface CaseFigures {
  readonly arrived: number;
  readonly done: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly corrected: number;
  readonly corrections: number;
  readonly with_period: number;
  readonly in_period: number;
  readonly median_days: number | null;
  readonly most_days: number | null;
  readonly by_residents: number;
  readonly by_phone: number;
  readonly saved_minutes: number;
  readonly waiting: readonly WaitingFigures[];
}

/** Which cases are wanted: everything the inbox can be asked for. */
export interface CaseFilter {
  readonly view: "applicant" | "approval" | "closed" | "due" | "mine" | "new" | "open";
  readonly form_id: string | null;
  readonly case_state: "correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn" | null;
  readonly q: string;
  readonly field: string;
  readonly value: string;
}

/** Where a case is to stand from now on, and the state of it that was seen. */
export interface CaseMove {
  readonly to: "correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn";
  readonly revision: number;
  readonly reason?: string;
}

/** A case in the inbox. */
export interface CaseRow {
  readonly id: string;
  readonly form_id: string;
  readonly number: string;
  readonly title: string;
  readonly who: string;
  readonly state: "correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn";
  readonly turn: "applicant" | "approver" | "nobody" | "section";
  readonly owner_id: string | null;
  readonly owner: string;
  readonly received_at: number;
  readonly changed_at: number;
  readonly due_on: string | null;
  readonly reply_due_on: string | null;
  readonly is_opened: boolean;
  readonly revision: number;
  readonly seats: readonly SeatSaid[];
  readonly may_be_twice: boolean;
  readonly is_paper_wanted: boolean;
}

/** A case with everything the section sees. */
export interface CaseView {
  readonly case: CaseRow;
  readonly application: ApplicationView;
  readonly moves: readonly ("correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn")[];
  readonly may_ask_correction: boolean;
  readonly correctable: readonly string[];
  readonly may_ask_approval: boolean;
  readonly is_worked_by_viewer: boolean;
  readonly letters: Readonly<Record<string, string>>;
  readonly is_mailable: boolean;
  readonly procedure: Procedure;
  readonly history: readonly Happened[];
  readonly notes: readonly SaidOnCase[];
  readonly messages: readonly SaidOnCase[];
  readonly corrections: readonly CorrectionView[];
  readonly approvals: readonly ApprovalView[];
  readonly related: readonly RelatedCase[];
}

/** An answer whose fact was certified. */
export interface CertifiedAnswer {
  readonly question_id: string;
  readonly fact: string;
  readonly mark: "certified" | "changed" | "unsaid";
  readonly certified: string | null;
}

/** What the applicant is to pay, and the state of the charge that was seen; 0: there was none. */
export interface ChargeAsk {
  readonly amount: number;
  readonly due_on?: string | null;
  readonly revision: number;
}

/** What is owed for an application, and what came in, as the section sees it. */
export interface ChargeView {
  readonly case_id: string;
  readonly has_terms: boolean;
  readonly revision: number;
  readonly state: "due" | "free" | "over" | "paid" | "planned" | "short" | "waived" | null;
  readonly amount: number | null;
  readonly calculated: number | null;
  readonly is_after: boolean;
  readonly asked_at: number | null;
  readonly due_on: string | null;
  readonly waived_by: string;
  readonly waiver: string;
  readonly net: number;
  readonly payments: readonly PaymentView[];
  readonly ways: readonly ("card" | "elsewhere" | "transfer" | "window")[];
  readonly is_worked_by_viewer: boolean;
}

/** What a person chose. `quiet`: null follows the body; `has_quiet` false: told at any time. */
export interface Choice {
  readonly has_quiet: boolean;
  readonly quiet: QuietHours | null;
  readonly leaves: readonly Leave[];
  readonly mail: "digest" | "none";
  readonly keywords: readonly string[];
}

/** How many answered one thing. */
export interface ChoiceCount {
  readonly choice: string;
  readonly people: number;
}

/** Something that may be chosen, by its key. */
export interface Choosable {
  readonly key: string;
  readonly label: string;
}

/** Cases that are given out as a table, all of them or none. */
export interface ChosenCases {
  readonly case_ids: readonly string[];
  readonly encoding?: "cp932" | "utf-8";
}

/** Entries, the newest first; `entries` is null where nothing has changed since the revision the viewer knows. */
export interface Chronology {
  readonly view: IncidentView;
  readonly entries: readonly ChronologyEntry[] | null;
  readonly next: string | null;
}

/** What an entry says from now on, and which state of it was seen. */
export interface ChronologyChange {
  readonly revision: number;
  readonly draft: ChronologyDraft;
}

/** What an entry of the chronology says; the whole of it. */
export interface ChronologyDraft {
  readonly kind?: "action" | "decision" | "information" | "note" | "order" | "report";
  readonly status?: "done" | "open" | "working" | null;
  readonly happened_at?: number | null;
  readonly text?: string;
  readonly source?: string;
  readonly place?: string;
  readonly position?: Coordinates | null;
  readonly damage?: "building" | "fire" | "other" | "people" | "power" | "river" | "road" | "water" | null;
  readonly severity?: "high" | "low" | "middle" | null;
  readonly responsible_id?: string | null;
}

/** One entry of the chronology; `source` is from whom it came, `writer` who wrote it down. */
export interface ChronologyEntry {
  readonly number: number;
  readonly kind: "action" | "decision" | "information" | "note" | "order" | "report";
  readonly status: "done" | "open" | "working" | null;
  readonly happened_at: number;
  readonly text: string;
  readonly source: string;
  readonly place: string;
  readonly position: Coordinates | null;
  readonly damage: "building" | "fire" | "other" | "people" | "power" | "river" | "road" | "water" | null;
  readonly severity: "high" | "low" | "middle" | null;
  readonly responsible_id: string | null;
  readonly responsible: string;
  readonly writer: string;
  readonly written_at: number;
  readonly changed_at: number;
  readonly changed_by: string;
  readonly files: readonly FileView[];
  readonly is_from_message: boolean;
  readonly struck_at: number | null;
  readonly struck_reason: string;
  readonly revision: number;
}

/** The number of an entry that was written. */
export interface ChronologyMade {
  readonly number: number;
}

/** How far an entry is. */
export interface ChronologyStatus {
  readonly status: "done" | "open" | "working" | null;
}

/** Why an entry does not hold; it stays, struck through. */
export interface ChronologyStrike {
  readonly reason?: string;
}

/** What is confirmed: the version on the screen, with a comment; for somebody else where one is their deputy. */
export interface CircularConfirming {
  readonly version: number;
  readonly comment?: string;
  readonly for_id?: string | null;
}

/** How many wait for the viewer, and how many that they lead go round. */
export interface CircularCounts {
  readonly waiting: number;
  readonly sent: number;
}

/** Who may confirm instead of somebody; null: nobody but themselves. */
export interface CircularDeputising {
  readonly deputy_id: string | null;
}

/** The last day from now on; null: no last day. */
export interface CircularExtension {
  readonly due_on: string | null;
}

/** Something that happened with a circular: an entry of its stream. */
export interface CircularHappened {
  readonly at: number;
  readonly kind: string;
  readonly by: string;
  readonly about: string;
  readonly count: number;
  readonly text: string;
}

/** Circulars of one view, where the next page begins, and the counts. */
export interface CircularPage {
  readonly circulars: readonly CircularRow[];
  readonly next: string | null;
  readonly counts: CircularCounts;
}

/** Somebody's box on the sheet: who, at which stop, and what came of it. */
export interface CircularPart {
  readonly member_id: string;
  readonly name: string;
  readonly department: string;
  readonly kind: string;
  readonly position: number;
  readonly by_department_id: string | null;
  readonly deputy_id: string | null;
  readonly deputy: string;
  readonly asked_at: number | null;
  readonly seen_at: number | null;
  readonly outcome: "confirmed" | "dropped" | "gone" | "passed" | null;
  readonly acted_at: number | null;
  readonly acted_by: string;
  readonly comment: string;
}

/** Some of the people, and where the next page begins. */
export interface CircularParts {
  readonly parts: readonly CircularPart[];
  readonly next: number | null;
}

/** Who is waited for no longer, and why. */
export interface CircularPassing {
  readonly member_ids: readonly string[];
  readonly reason?: string;
}

/** What a circular says from now on, and the version that was seen; everybody is asked anew. `kept_file_ids`: of the files it has, those that stay; `file_ids`: those that come. */
export interface CircularRewording {
  readonly version: number;
  readonly title: string;
  readonly text?: string;
  readonly file_ids?: readonly string[];
  readonly kept_file_ids?: readonly string[];
  readonly reason?: string;
}

/** A circular in a list. `waits`: it waits for the viewer; `sender`: with their department. */
export interface CircularRow {
  readonly id: string;
  readonly title: string;
  readonly sender: string;
  readonly department: string;
  readonly manner: "at_once" | "in_order";
  readonly room_class: 1 | 2 | 3;
  readonly version: number;
  readonly status: "done" | "ended" | "going" | "withdrawn";
  readonly people: number;
  readonly confirmed: number;
  readonly passed: number;
  readonly waiting: number;
  readonly sent_at: number;
  readonly changed_at: number;
  readonly due_on: string | null;
  readonly is_led: boolean;
  readonly waits: boolean;
}

/** The circular that was sent. */
export interface CircularSentOff {
  readonly id: string;
}

/** Where a circular goes: to somebody by name, or to everybody of a department, with those below it if wanted. */
export interface CircularStop {
  readonly member_id?: string | null;
  readonly department_id?: string | null;
  readonly with_below?: boolean;
}

/** A wording of a circular, and how far it came round; words and files are empty where they are not shown. */
export interface CircularVersion {
  readonly number: number;
  readonly at: number;
  readonly by: string;
  readonly title: string;
  readonly text: string;
  readonly files: readonly FileView[];
  readonly reason: string;
  readonly people: number;
  readonly confirmed: number;
}

/** A circular with everything its reader sees. `own`: what the viewer is asked themselves; `stands_in`: for whom they may confirm; `may`: what they may do with it. */
export interface CircularView {
  readonly circular: CircularRow;
  readonly room_id: string | null;
  readonly reminded_at: number | null;
  readonly versions: readonly CircularVersion[];
  readonly parts: readonly CircularPart[];
  readonly next: number | null;
  readonly departments: readonly DepartmentProgress[];
  readonly own: CircularPart | null;
  readonly stands_in: readonly CircularPart[];
  readonly may: readonly ("confirm" | "deputise" | "extend" | "pass_over" | "remind" | "reword" | "widen" | "withdraw")[];
  readonly history: readonly CircularHappened[];
}

/** Where a circular goes besides, after everybody who is in it. */
export interface CircularWidening {
  readonly stops: readonly CircularStop[];
}

/** Why a circular is withdrawn; told to everybody it reached. */
export interface CircularWithdrawal {
  readonly reason?: string;
}

/** Which claim (クレーム) says what; an empty name: the provider does not say it. A dot leads into an object. */
export interface ClaimNames {
  readonly login: string;
  readonly number: string;
  readonly name: string;
  readonly kana: string;
  readonly mail: string;
  readonly department: string;
  readonly title: string;
}

/** New recovery codes: shown this once. */
export interface Codes {
  readonly codes: readonly string[];
}

/** Which questions stand in one's list of a form's applications, in this order. */
export interface ColumnsChoice {
  readonly columns: readonly string[];
}

/** What is said about a marked message, at most 500 characters; null leaves what was said. */
export interface Comment {
  readonly comment?: string | null;
}

/** Two terms compared: numbers by size, days by date, texts letter by letter. */
export interface Compare {
  readonly is: "compare";
  readonly left: AnswerOf | Constant | AgeOf | CountOf | SumOf;
  readonly by: "<" | "=" | ">" | "\u2260" | "\u2264" | "\u2265";
  readonly right: AnswerOf | Constant | AgeOf | CountOf | SumOf;
}

/** An unread message and why it concerns the viewer; of a thread its first message, with what is unread in it. */
export interface Concerning {
  readonly message: Message;
  readonly why: readonly ("asked" | "keyword" | "mention" | "reply")[];
  readonly answers: number;
}

/** What concerns the viewer, the most pressing first, then the newest; `is_all`: nothing was left out. */
export interface Concerns {
  readonly concerns: readonly Concerning[];
  readonly people: readonly Person[];
  readonly is_all: boolean;
}

/** How the installation is: its version, how many bodies, and the jobs. */
export interface Condition {
  readonly version: string;
  readonly bodies: number;
  readonly suspended: number;
  readonly accounts: number;
  readonly waiting: number;
  readonly overdue_ms: number;
  readonly troubles: readonly Trouble[];
  readonly findings: readonly Finding[];
  readonly upkeep: readonly Upkeep[];
  readonly lost_faces: readonly LostFaces[];
  readonly demand: "any" | "none" | "passkey";
  readonly machine: Machine | null;
}

/** What was asked of a message's readers, and how far it has come, the same for every reader. `people`: who confirmed, and who is still to; whoever left before confirming is not counted any more. `earlier`: of those who confirmed, who saw an earlier wording. */
export interface Confirmation {
  readonly by: string;
  readonly at: number;
  readonly due_at: number | null;
  readonly people: number;
  readonly confirmed: number;
  readonly earlier: number;
  readonly ended_at: number | null;
}

/** Who has confirmed a message and who has not; for its author and masters of the room. */
export interface Confirmations {
  readonly confirmed: readonly Confirmed[];
  readonly waiting: readonly Person[];
  readonly may_end: boolean;
}

/** Somebody who has confirmed, when, and whether what they saw was worded differently. */
export interface Confirmed {
  readonly person: Person;
  readonly at: number;
  readonly is_earlier: boolean;
}

/** What is confirmed: the wording that is on screen, by when it was edited last; null: the first. */
export interface Confirming {
  readonly edited_at?: number | null;
}

/** The connection as its administrators see it; of the secret only that there is one. */
export interface ConnectionView {
  readonly enabled: boolean;
  readonly terms: Terms;
  readonly has_secret: boolean;
  readonly has_key: boolean;
  readonly revision: string;
  readonly redirect_uris: readonly string[];
  readonly keys_uri: string;
  readonly sign_out_uri: string;
  readonly home_uri: string;
}

/** Agreement to a text (同意), which stands in `help`. */
export interface Consent {
  readonly kind: "consent";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly agree: string;
}

/** A request as administrators and auditors of the body see it; `why_not`: why the viewer cannot decide it. */
export interface ConsentView {
  readonly id: string;
  readonly act: "bulk" | "factors" | "password" | "provider" | "role";
  readonly state: "alone" | "consented" | "done" | "expired" | "failed" | "refused" | "waiting" | "withdrawn";
  readonly told: Told;
  readonly reason: string;
  readonly asked_by: Someone;
  readonly asked_at: number;
  readonly expires_at: number;
  readonly decided_by: Someone | null;
  readonly decided_at: number | null;
  readonly done_at: number | null;
  readonly is_own: boolean;
  readonly is_unseen: boolean;
  readonly why_not: "new" | "one_hand" | "own" | "role" | "subject" | null;
  readonly ready_at: number | null;
}

/** The newest requests; `waiting`: how many the viewer could decide, `unseen`: done alone and not seen by them. */
export interface Consents {
  readonly consents: readonly ConsentView[];
  readonly waiting: number;
  readonly unseen: number;
}

/** A value that stands in the form. */
export interface Constant {
  readonly is: "constant";
  readonly value: string | number | boolean;
}

/** One of what was chosen is this, or the text holds these words. */
export interface Contains {
  readonly is: "contains";
  readonly question: string;
  readonly value: string;
}

/** Where on earth, in degrees (WGS84); from a device, typed, or pinned. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** 法人番号: thirteen digits, checked by the first. */
export interface CorporateNumber {
  readonly kind: "corporate_number";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
}

/** Which answers are to be mended, each with a reason; only these unlock. */
export interface CorrectionAsked {
  readonly marks: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly answer_by?: string | null;
  readonly revision: number;
}

/** A correction that was asked for. */
export interface CorrectionView {
  readonly id: string;
  readonly asked_at: number;
  readonly by: string;
  readonly text: string;
  readonly marks: Readonly<Record<string, string>>;
  readonly answer_by: string;
  readonly answered_at: number | null;
  readonly withdrawn_at: number | null;
  readonly before: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, readonly FileShown[]>>;
}

/** How many were chosen, or how many members there are. */
export interface CountIn {
  readonly is: "count_in";
  readonly question: string;
}

/** How many were chosen. */
export interface CountOf {
  readonly is: "count";
  readonly question: string;
}

/** The counter in numbers, as far as the viewer sees it; reasons only where one form is asked for. */
export interface CounterFigures {
  readonly since: string;
  readonly until: string;
  readonly total: CaseFigures;
  readonly departments: readonly DepartmentCaseFigures[];
  readonly forms: readonly FormCaseFigures[];
  readonly months: readonly MonthFigures[];
  readonly reasons: readonly ReasonFigures[];
}

/** A form whose cases the viewer reads. */
export interface CounterForm {
  readonly id: string;
  readonly title: string;
  readonly department: string;
  readonly may_enter: boolean;
  readonly fields: readonly AnnotationField[];
}

/** What an authenticator said, as browsers write it (WebAuthn Level 3, base64url). */
export interface CredentialResponse {
  readonly clientDataJSON: string;
  readonly attestationObject?: string | null;
  readonly authenticatorData?: string | null;
  readonly signature?: string | null;
  readonly userHandle?: string | null;
  readonly transports?: readonly string[];
}

/** Two questions crossed (クロス集計); null: fewer than five, or what would tell it. The last row and the last column are who did not answer, so that the totals are those of the questions themselves. Of a question that lets choose several, a row or column counts who chose it among others: these do not add up. */
export interface CrossFigures {
  readonly rows: CrossedQuestion;
  readonly columns: CrossedQuestion;
  readonly cells: readonly (readonly (number | null)[])[];
  readonly row_totals: readonly (number | null)[];
  readonly column_totals: readonly (number | null)[];
  readonly total: number | null;
  readonly is_partial: boolean;
}

/** One of the two: what it was answered with, in order; "" for no answer. */
export interface CrossedQuestion {
  readonly question_id: string;
  readonly label: string;
  readonly choices: readonly string[];
}

/** A day (日付). */
export interface Day {
  readonly kind: "date";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly is_birth: boolean;
  readonly earliest: string;
  readonly latest: string;
}

/** How many came in on a day of Japan. */
export interface DayCount {
  readonly day: string;
  readonly count: number;
}

/** A payment of a day. */
export interface DayLine {
  readonly case_id: string;
  readonly number: string;
  readonly title: string;
  readonly who: string;
  readonly way: "card" | "elsewhere" | "transfer" | "window";
  readonly received: number;
  readonly refunded: number;
  readonly fee: number | null;
  readonly is_settled: boolean;
}

/** A decision about devices, up to two hundred at once; whoever is refused is told the reason. */
export interface Decided {
  readonly device_ids: readonly string[];
  readonly decision: "approve" | "cut_off" | "lost" | "refuse";
  readonly reason?: string;
}

/** A task somebody was given (担当): for a department with all below it, or for the whole body. */
export interface Delegated {
  readonly task: "audit" | "departments" | "devices" | "emergency" | "figures" | "guests" | "organization" | "people" | "policy" | "rooms" | "sign_in" | "transfers";
  readonly department_id: string | null;
}

/** Every task somebody is to have from now on; what is not among them is withdrawn. */
export interface Delegation {
  readonly tasks: readonly Delegated[];
}

/** What would happen: what stays under the person's name, and what is erased for good. */
export interface Deletion {
  readonly messages: number;
  readonly files: number;
  readonly posts: readonly string[];
  readonly factors: number;
  readonly devices: number;
  readonly entries: number;
  readonly rooms: readonly string[];
  readonly drafts: number;
}

/** Something that was handed over, as the section sees it. */
export interface DeliverableView {
  readonly id: string;
  readonly title: string;
  readonly number: string;
  readonly is_letter: boolean;
  readonly issued_at: number;
  readonly by: string;
  readonly until_on: string;
  readonly file_id: string | null;
  readonly is_failed: boolean;
  readonly is_erased: boolean;
  readonly fetched_at: number | null;
  readonly last_fetched_at: number | null;
  readonly fetches: number;
  readonly withdrawn_at: number | null;
  readonly reason: string;
}

/** Why something is withdrawn that was handed over; whose case it is reads it. */
export interface DeliverableWithdrawal {
  readonly reason: string;
}

/** A message to another system. */
export interface DeliveryView {
  readonly id: string;
  readonly kind: string;
  readonly created_at: number;
  readonly state: "delivered" | "failed" | "waiting";
  readonly attempts: number;
  readonly tried_at: number | null;
  readonly status: number | null;
  readonly error: string | null;
}

/** A face and a class of device from which only approved devices come in. */
export interface Demanded {
  readonly face: string;
  readonly device: "pc" | "phone";
}

/** A department (部・課・係) in its tree, with the number of people who hold a post in it. */
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly position: number;
  readonly member_count: number;
}

/** The cases of all forms of a department. */
export interface DepartmentCaseFigures {
  readonly department: string;
  readonly figures: CaseFigures;
}

/** What is to change of a department; what is left out stays. */
export interface DepartmentChange {
  readonly name?: string;
  readonly parent_id?: string | null;
  readonly position?: number;
}

/** How many of a department have confirmed; null: those without one, guests among them. */
export interface DepartmentCount {
  readonly department: string | null;
  readonly people: number;
  readonly confirmed: number;
}

/** A department that is planned to be opened by the hour of a list: people can be moved into it already. */
export interface DepartmentOpening {
  readonly id: string;
  readonly path: string;
}

/** How a department did, and how it did the time before. */
export interface DepartmentPace {
  readonly department_id: string | null;
  readonly department: string;
  readonly people: number;
  readonly done: number;
  readonly half_ms: number | null;
  readonly people_before: number;
  readonly done_before: number;
}

/** How far a department that was named has come. */
export interface DepartmentProgress {
  readonly department_id: string;
  readonly name: string;
  readonly people: number;
  readonly confirmed: number;
}

/** A department as administrators see it, closed ones too. */
export interface DepartmentRow {
  readonly id: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly position: number;
  readonly member_count: number;
  readonly closed_at: number | null;
  readonly former: readonly FormerName[];
  readonly path: string;
  readonly revision: string;
}

/** The whole tree, as a list with parents. */
export interface DepartmentRows {
  readonly departments: readonly DepartmentRow[];
}

/** How far it has come in a department; `help`: people who are hurt or need help. */
export interface DepartmentRungs {
  readonly department_id: string | null;
  readonly department: string;
  readonly rungs: Rungs;
  readonly done: number;
  readonly help: number;
}

/** A department that has no room; one without people cannot have one. */
export interface DepartmentWithoutRoom {
  readonly id: string;
  readonly path: string;
  readonly room: string;
  readonly people: number;
  readonly master: ProposedMaster | null;
}

/** The department tree, as a list with parents. */
export interface Departments {
  readonly departments: readonly Department[];
}

/** Those departments in the order of the tree, and how many have a room. */
export interface DepartmentsWithoutRoom {
  readonly departments: readonly DepartmentWithoutRoom[];
  readonly with_room: number;
}

/** Some of the body's devices, what waits first, and where the next page begins. */
export interface DevicePage {
  readonly devices: readonly DeviceView[];
  readonly waiting: number;
  readonly next: string | null;
}

/** What a body asks of devices; without rules, nothing. */
export interface DeviceRules {
  readonly demanded: readonly Demanded[];
  readonly approve_lent: boolean;
  readonly approve_first: number;
  readonly offline: "any" | "approved" | "never";
  readonly offline_at: readonly string[];
  readonly consent: string;
  readonly version: number;
  readonly faces: readonly string[] | null;
}

/** A device as its owner and the administrators see it. */
export interface DeviceView {
  readonly id: string;
  readonly member_id: string;
  readonly person: string;
  readonly department: string | null;
  readonly department_path: string | null;
  readonly key: string;
  readonly name: string;
  readonly browser: string | null;
  readonly system: string | null;
  readonly device: "pc" | "phone";
  readonly face: string;
  readonly status: "approved" | "cut_off" | "known" | "lost" | "refused" | "waiting";
  readonly owner: "private" | "public" | null;
  readonly applied_at: number | null;
  readonly decided_at: number | null;
  readonly reason: string;
  readonly seen_at: number;
  readonly sessions: number;
  readonly wiped_at: number | null;
  readonly is_this: boolean;
}

/** One's own devices, the latest used first. */
export interface Devices {
  readonly devices: readonly DeviceView[];
}

/** One field that was changed; null is empty. Of posts also the departments by id, in the order of the words. */
export interface Difference {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly before_ids?: readonly string[];
  readonly after_ids?: readonly string[];
}

/** How many sessions ended with it. */
export interface Done {
  readonly sessions: number;
}

/** A message to be sent. The same `client_key` again gives back the first message. With a `stamp` it is that stamp, and its words are the text whatever was sent as text. */
export interface Draft {
  readonly client_key: string;
  readonly text?: string;
  readonly file_ids?: readonly string[];
  readonly root_id?: string | null;
  readonly mentions?: readonly Mention[];
  readonly confirmation?: Asking | null;
  readonly stamp?: string | null;
}

/** The draft as it should be from now on, and the revision it was made of. */
export interface DraftChange {
  readonly revision: number;
  readonly document: FormDocument;
}

/** The draft's revision after a change, and what is wrong with it. */
export interface DraftSaved {
  readonly revision: number;
  readonly changed_at: number;
  readonly faults: readonly FormFault[];
}

/** What stands in the field now; empty: it was sent, or given up. */
export interface DraftSaving {
  readonly text?: string;
  readonly mentions?: readonly Mention[];
  readonly root_id?: string | null;
}

/** A question whose places are drawn; until then there is no seed. */
export interface Draw {
  readonly question_id: string;
  readonly label: string;
  readonly places: readonly PlaceDrawn[];
  readonly may_draw: boolean;
  readonly drawn_at: number | null;
  readonly by: string;
  readonly seed: string;
  readonly digest: string;
}

/** What became of a telegram that was brought. */
export interface Dropped {
  readonly is_new: boolean;
}

/** One's own phone and address, and somebody of the family; what is empty is not given. */
export interface EmergencyContact {
  readonly phone: string;
  readonly mail: string;
  readonly family: string;
  readonly family_phone: string;
}

/** Where the form is filled in. */
export interface Entering {
  readonly url: string;
}

/** How somebody tells what is to be entered for them. */
export interface EnteringBegun {
  readonly how: "paper" | "phone" | "window";
}

/** What the body itself supposes is saved; nothing before somebody says so. hours = (messages x message_seconds + readings x reading_seconds) / 3600 */
export interface Estimate {
  readonly message_seconds: number;
  readonly reading_seconds: number;
}

/** An order to evacuate: which, where, since when and until when, for how many; null is not confirmed (未確認). */
export interface EvacuationRow {
  readonly order: "elderly" | "emergency" | "evacuate";
  readonly area: string;
  readonly issued_at: number | null;
  readonly lifted_at: number | null;
  readonly households: number | null;
  readonly people: number | null;
}

/** All of these hold; none named: yes. */
export interface Every {
  readonly is: "all";
  readonly of: readonly (Compare | Contains | Answered | Every | Some | Negation)[];
}

/** The page, and the SHA-256 of what is on it. */
export interface EvidencePage {
  readonly gathered: Gathered;
  readonly sha256: string;
}

/** What is only read. A picture is described in words (代替テキスト), for whoever does not see it. */
export interface Explanation {
  readonly kind: "explanation";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly picture: FormPicture | null;
  readonly alt: string;
}

/** The address of an entrance; an empty face where there is one entrance only. */
export interface FaceAddress {
  readonly face: string;
  readonly url: string;
}

/** One line: what it is, in both languages, and its value. */
export interface Fact {
  readonly ja: string;
  readonly en: string;
  readonly value: string;
}

/** A question that may hold facts. */
export interface FactPlace {
  readonly id: string;
  readonly label: string;
  readonly facts: readonly string[];
}

/** Something that happened to a member's factors or sign-ins. */
export interface FactorEvent {
  readonly kind: string;
  readonly at: number;
  readonly by_other: boolean;
  readonly factor: "passkey" | "password" | "provider" | "provider_strong" | "recovery_code" | "totp" | null;
  readonly name: string | null;
}

/** How many people in use have what; `lacking`: what is demanded of them somewhere, they do not have. */
export interface FactorFigures {
  readonly people: number;
  readonly totp: number;
  readonly passkey: number;
  readonly none: number;
  readonly lacking: number;
}

/** What a kind of people must show at a face; `since` is when it began to hold, in ms since 1970. */
export interface FactorRule {
  readonly whom: "administrator" | "auditor" | "guest" | "staff";
  readonly face: string;
  readonly demand: "any" | "none" | "passkey";
  readonly since: number;
}

/** What is wrong with a move, in words. `stops`: the list cannot be set with it. */
export interface FaultTold {
  readonly member_id: string | null;
  readonly name: string;
  readonly text: string;
  readonly stops: boolean;
  readonly key: string;
}

/** A cell that cannot be taken, in words. `column` is the heading, null where the whole line is meant. */
export interface FaultyCell {
  readonly line: number;
  readonly column: string | null;
  readonly value: string;
  readonly code: string;
  readonly reason: string;
}

/** What the section says for each application (職員が決める). */
export interface FeeByStaff {
  readonly is: "staff";
}

/** The address of one's calendar; it is told once. */
export interface FeedMade {
  readonly path: string;
}

/** A field that is not the same: by its name in the document, with its lines before and after. */
export interface FieldDifference {
  readonly field: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly is_logic: boolean;
}

/** What somebody saw in the field. `key`: sent again after the line was lost, it is one report. */
export interface FieldReport {
  readonly key: string;
  readonly damage: "building" | "fire" | "other" | "people" | "power" | "river" | "road" | "water";
  readonly severity?: "high" | "low" | "middle";
  readonly seen_at?: number | null;
  readonly text?: string;
  readonly place?: string;
  readonly position?: Coordinates | null;
  readonly file_ids?: readonly string[];
}

/** Everything on the page. `days` leaves out days on which too few people had an account. */
export interface Figures {
  readonly first_on: string;
  readonly last_on: string;
  readonly since: string | null;
  readonly counted_at: number | null;
  readonly least: number;
  readonly is_too_few: boolean;
  readonly accounts: FiguresAccounts;
  readonly days: readonly FiguresDay[];
  readonly months: readonly FiguresMonth[];
  readonly reading: FiguresReading;
  readonly departments: readonly FiguresDepartment[];
  readonly department_id: string | null;
  readonly estimate: Estimate;
  readonly estimate_revision: string;
  readonly hours: number | null;
  readonly readings: number | null;
  readonly messages: number | null;
}

/** Accounts as they are now. */
export interface FiguresAccounts {
  readonly active: number;
  readonly suspended: number;
  readonly left: number;
  readonly guests: number | null;
}

/** A day, of the staff asked for. Null: fewer than five people acted, or their acts could be reckoned from it. */
export interface FiguresDay {
  readonly day: string;
  readonly accounts: number;
  readonly active: number | null;
  readonly phones: number | null;
  readonly pcs: number | null;
  readonly messages: number | null;
  readonly files: number | null;
  readonly bytes: number | null;
}

/** A line of the table: a department with all below it, those directly in one, or several small ones together. Sums leave out the days of which nothing can be told; null where that is all of them. */
export interface FiguresDepartment {
  readonly id: string | null;
  readonly kind: "department" | "direct" | "guests" | "rest";
  readonly names: readonly string[];
  readonly depth: number;
  readonly accounts: number;
  readonly active: number | null;
  readonly phones: number | null;
  readonly messages: number | null;
  readonly files: number | null;
  readonly reading: FiguresReading;
}

/** A month: who came at least once, and what was said and attached on the days of which it can be told. */
export interface FiguresMonth {
  readonly month: string;
  readonly active: number | null;
  readonly phones: number | null;
  readonly pcs: number | null;
  readonly messages: number | null;
  readonly files: number | null;
}

/** Who read: of all pairs of a message and somebody who was to read it, how many were read. Null where no day can be told: fewer than five people had read. */
export interface FiguresReading {
  readonly to_read: number | null;
  readonly read: number | null;
  readonly soon_to_read: number | null;
  readonly soon_read: number | null;
}

/** A file that was sent before, what it is called, and how long it can be fetched. */
export interface FileHandedOver {
  readonly file_id: string;
  readonly title: string;
  readonly keep_days?: number;
}

/** An attached file; whether it may be opened, and be kept on the device, where the viewer is: see `opened_to`. */
export interface FileShown {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly state: "clean" | "refused" | "unchecked";
  readonly is_picture: boolean;
  readonly may_open: boolean;
  readonly may_keep: boolean;
}

/** Files of certain kinds (ファイル). */
export interface FileUpload {
  readonly kind: "file";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly most: number;
  readonly most_mb: number;
  readonly kinds: readonly ("pdf" | "picture" | "sheet" | "slides" | "text" | "word")[];
}

/** A file as everybody who may read it sees it; also what an entry says of it. */
export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly state: "clean" | "received" | "refused";
  readonly thumbnail: boolean;
}

/** A drift that is still there, for the people who run the installation. */
export interface Finding {
  readonly id: string;
  readonly organization_id: string;
  readonly check: "body" | "chain" | "head" | "index" | "messages" | "ordinals" | "read_by" | "state" | "unread";
  readonly stream: string;
  readonly first: number;
  readonly detail: string;
  readonly found_at: number;
}

/** A number that stands in the form. */
export interface FixedAmount {
  readonly is: "amount";
  readonly value: number;
}

/** The same for everybody (定額). */
export interface FixedFee {
  readonly is: "fixed";
  readonly amount: number;
}

/** The cases of one form. */
export interface FormCaseFigures {
  readonly form_id: string;
  readonly title: string;
  readonly department: string;
  readonly standard_days: number | null;
  readonly figures: CaseFigures;
}

/** A department the viewer holds a post in: for it they may make a form. */
export interface FormDepartment {
  readonly id: string;
  readonly name: string;
}

/** The form, a page, or a question that is not the same. */
export interface FormDifference {
  readonly part: "form" | "page" | "question";
  readonly change: "added" | "changed" | "removed";
  readonly id: string;
  readonly label: string;
  readonly is_moved: boolean;
  readonly fields: readonly FieldDifference[];
}

/** What is asked, and what is said around it. */
export interface FormDocument {
  readonly title: string;
  readonly summary: string;
  readonly needs: string;
  readonly contact: string;
  readonly privacy: string;
  readonly done: string;
  readonly layout: "pages" | "single";
  readonly is_survey: boolean;
  readonly pages: readonly QuestionPage[];
  readonly translations: Readonly<Record<string, Readonly<Record<string, Translated>>>>;
}

/** One finding: an error, or a warning that may be right so; at a page, a question, or the form. */
export interface FormFault {
  readonly code: "alt_not_good" | "asks_inside" | "asks_later" | "asks_unknown" | "bounds_crossed" | "condition_too_large" | "data_unexplained" | "end_without_text" | "formula_asks_later" | "formula_asks_no_number" | "formula_asks_unknown" | "formula_tells_sealed" | "formula_too_large" | "group_empty" | "group_too_large" | "leads_back" | "leads_nowhere" | "never_holds" | "no_alt" | "no_contact" | "no_formula" | "no_label" | "no_parameter" | "no_picture" | "no_places" | "no_privacy" | "no_questions" | "no_receipt" | "no_rows" | "no_such_day" | "no_title" | "no_translation" | "same_id" | "same_option" | "same_parameter" | "same_row" | "sealed_places" | "text_not_good" | "too_few_options" | "too_large" | "too_many_questions" | "translation_not_good" | "unreachable";
  readonly is_error: boolean;
  readonly at: string;
  readonly tongue: string;
  readonly count: number;
  readonly asks: "account" | "address" | "birth" | "care" | "mail" | "name" | "phone" | "photo" | "position" | "";
}

/** Everything that came in, counted (集計). */
export interface FormFigures {
  readonly total: number;
  readonly begun: number;
  readonly days: readonly DayCount[];
  readonly questions: readonly QuestionFigures[];
  readonly is_partial: boolean;
  readonly is_survey: boolean;
  readonly versions: readonly number[];
  readonly crossable: readonly string[];
  readonly worded: readonly string[];
}

/** Forms, those that were changed last first; where the next page begins; for whom the viewer may make one. */
export interface FormPage {
  readonly forms: readonly FormRow[];
  readonly next: string | null;
  readonly departments: readonly FormDepartment[];
}

/** Which picture, and its size: a page keeps its place for it, so that nothing moves when it comes. */
export interface FormPicture {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A form in the list. */
export interface FormRow {
  readonly id: string;
  readonly title: string;
  readonly department: string;
  readonly address: string;
  readonly audience: "invited" | "link" | "listed" | "staff";
  readonly status: "closed" | "coming" | "draft" | "open" | "over";
  readonly version: number | null;
  readonly changed_at: number;
  readonly is_changed: boolean;
  readonly rights: readonly ("answers" | "edit" | "publish" | "statistics" | "work")[];
}

/** What a body says of all its forms. */
export interface FormRules {
  readonly revision: number;
  readonly takes_two: boolean;
}

/** The rules as they should be, and the revision that was looked at. */
export interface FormRulesChange {
  readonly revision: number;
  readonly takes_two: boolean;
}

/** Who may fill it in, from when until when, how many, and how long answers are kept. */
export interface FormTerms {
  readonly address: string;
  readonly audience: "invited" | "link" | "listed" | "staff";
  readonly opens_at: number | null;
  readonly ends_at: number | null;
  readonly most: number | null;
  readonly most_each: number | null;
  readonly next_address: string;
  readonly keep_days: number | null;
  readonly is_anonymous: boolean;
  readonly topic: "" | "bereavement" | "disaster" | "events" | "family" | "moving" | "opinion" | "records" | "school" | "tax" | "waste" | "welfare" | "work";
  readonly asks_work: boolean;
}

/** A form, as whoever builds it sees it. */
export interface FormView {
  readonly form: FormRow;
  readonly terms: FormTerms;
  readonly draft: FormDocument;
  readonly revision: number;
  readonly changed_by: string;
  readonly faults: readonly FormFault[];
  readonly versions: readonly VersionRow[];
  readonly rights: readonly RightHeld[];
  readonly url: string;
  readonly takes_two: boolean;
  readonly asked: PublicationAsked | null;
}

/** A name a department had until an instant. */
export interface FormerName {
  readonly name: string;
  readonly until: number;
}

/** The main post somebody held until an instant, with the department's name of that time. */
export interface FormerPost {
  readonly until: number;
  readonly department_id: string | null;
  readonly department: string | null;
  readonly post: string | null;
}

/** The words that stand in most answers to a question of free text. */
export interface FrequentWords {
  readonly question_id: string;
  readonly answers: number;
  readonly words: readonly WordCount[];
  readonly is_partial: boolean;
}

/** Where the next page begins; null for the first. */
export interface FromPlace {
  readonly after?: string | null;
}

/** How far drafts came, step by step (途中でやめたところ): nothing is known of who began them. */
export interface Funnel {
  readonly begun: number;
  readonly submitted: number;
  readonly steps: readonly FunnelStep[];
}

/** How far drafts came: how many reached a step, and how many of these came no further, or not yet. */
export interface FunnelStep {
  readonly step: string;
  readonly title: string;
  readonly reached: number;
  readonly stopped: number;
}

/** Everything on the page but its digest. */
export interface Gathered {
  readonly organization: string;
  readonly code: string | null;
  readonly at: number;
  readonly entries: number;
  readonly faults: number;
  readonly sections: readonly Section[];
}

/** Questions that are asked of each member; its own answer is how many there are. The questions of the second member of `family` are named `family.2.…`: see `members`. How many there may be is no matter of complaint: no more than `most` can be added, no fewer than `least` be left. */
export interface Group {
  readonly kind: "group";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly noun: string;
  readonly counter: string;
  readonly least: number;
  readonly most: number;
  readonly in_table: number;
  readonly questions: readonly (ShortText | LongText | PersonName | Address | Phone | MailAddress | Day | TimeOfDay | Number | CorporateNumber | YesNo | SingleChoice | MultipleChoice | Scale | Consent | Explanation)[];
}

/** A guest as those see them who answer for them. */
export interface Guest {
  readonly id: string;
  readonly name: string;
  readonly kana: string;
  readonly body: string | null;
  readonly mail: string | null;
  readonly state: "active" | "ended" | "suspended";
  readonly purpose: string;
  readonly ends_on: string;
  readonly days_left: number;
  readonly sponsor: Person;
  readonly sponsor_state: "gone" | "moved" | "present";
  readonly rooms: readonly RoomNamed[];
  readonly more_rooms: number;
  readonly closes_on: string | null;
  readonly ended_at: number | null;
  readonly ended_why: "by_staff" | "expired" | "no_room" | null;
  readonly seen_at: number | null;
}

/** What everybody who knows a guest may know of them; what they are here for is between them and their sponsor. */
export interface GuestCard {
  readonly id: string;
  readonly body: string | null;
  readonly ends_on: string;
  readonly sponsor: Person;
}

/** Some guests, how many there are in all and without sponsor, and where the next page begins. */
export interface GuestPage {
  readonly guests: readonly Guest[];
  readonly total: number;
  readonly unsponsored: number;
  readonly next: string | null;
}

/** What the body decides about guests. */
export interface GuestRules {
  readonly may_invite?: "administrators" | "masters" | "staff";
  readonly longest_days?: number;
  readonly needs_consent?: boolean;
}

/** The rules, with the revision that a change is based on, and whether invitations are sent by mail. */
export interface GuestRulesTold {
  readonly may_invite: "administrators" | "masters" | "staff";
  readonly longest_days: number;
  readonly needs_consent: boolean;
  readonly revision: string;
  readonly is_mailed: boolean;
}

/** What another did to one's own account; `by` is empty for the installation itself. */
export interface Handled {
  readonly deed: "administrator" | "auditor" | "chosen" | "created" | "factors" | "login" | "password" | "reopened" | "stopped" | "task";
  readonly by: string;
  readonly at: number;
}

/** One hand-over as its reader may see it: rooms and messages only of rooms they may read themselves. `id` is null for a draft in which nothing stands yet. */
export interface Handover {
  readonly id: string | null;
  readonly giver: Person;
  readonly successor: Person | null;
  readonly department: string | null;
  readonly post: string | null;
  readonly handed_at: number | null;
  readonly changed_at: number | null;
  readonly note: string;
  readonly marks: readonly MessageHanded[];
  readonly rooms: readonly RoomHanded[];
  readonly mentions: readonly MessageHanded[];
  readonly has_more_mentions: boolean;
  readonly people: readonly Person[];
}

/** A hand-over in a list. */
export interface HandoverCard {
  readonly id: string;
  readonly giver: Person;
  readonly successor: Person | null;
  readonly department: string | null;
  readonly post: string | null;
  readonly handed_at: number;
  readonly is_new: boolean;
}

/** What the viewer prepares, gave and received, the newest first. */
export interface Handovers {
  readonly draft: Handover;
  readonly given: readonly HandoverCard[];
  readonly received: readonly HandoverCard[];
}

/** Something that happened with a case: an entry of its stream. */
export interface Happened {
  readonly at: number;
  readonly kind: string;
  readonly by: string;
  readonly state: "correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn" | null;
  readonly text: string;
  readonly is_public: boolean;
}

/** Something that happened in a room; of what changed, only what the timeline tells. */
export interface Happening {
  readonly seq: number;
  readonly at: number;
  readonly by: string | null;
  readonly kind: "master.named" | "master.withdrawn" | "member.joined" | "member.left" | "message.hidden" | "message.urged" | "question.reopened" | "question.solved" | "room.archived" | "room.changed" | "room.created" | "room.reclassified" | "room.unarchived";
  readonly member_id: string | null;
  readonly removed: boolean;
  readonly name: string | null;
  readonly purpose: string | null;
  readonly open: boolean | null;
  readonly history: "all" | "since_joining" | null;
  readonly room_class: 1 | 2 | 3 | null;
  readonly reason: string | null;
}

/** A municipality (five digits, 全国地方公共団体コード) for which a warning is in force. */
export interface HazardArea {
  readonly code: string;
  readonly name: string;
  readonly warnings: readonly string[];
  readonly grade: number;
  readonly reported_at: number;
}

/** The areas of warnings, the gravest first. */
export interface HazardAreas {
  readonly areas: readonly HazardArea[];
}

/** The rules of a body, and the last telegrams with what they did. */
export interface HazardPage {
  readonly rules: readonly HazardRule[];
  readonly ladders: readonly WarningLadder[];
  readonly own_place: string | null;
  readonly telegrams: readonly TelegramRow[];
  readonly next: string | null;
  readonly refused: readonly TelegramRefusal[];
  readonly is_received: boolean;
}

/** A rule of a body: on these kinds of warnings, from these grades on, for these places, post in this room. */
export interface HazardRule {
  readonly id: string;
  readonly name: string;
  readonly is_on: boolean;
  readonly conditions: readonly WarningWanted[];
  readonly places: readonly string[];
  readonly room_id: string;
  readonly room: string | null;
  readonly acts: readonly RuleAct[];
  readonly follows_drills: boolean;
  readonly made_by: string;
  readonly revision: number;
}

/** What a rule is to be. */
export interface HazardRuleWanted {
  readonly name: string;
  readonly is_on?: boolean;
  readonly conditions: readonly WarningWanted[];
  readonly places?: readonly string[];
  readonly room_id: string;
  readonly acts?: readonly RuleAct[];
  readonly follows_drills?: boolean;
  readonly revision?: number;
}

/** What a supervisor wants to know. */
export interface Health {
  readonly status: string;
  readonly version: string;
}

/** A post as it is kept for taking a move back. */
export interface Held {
  readonly department_id: string;
  readonly title: string;
}

/** A post somebody holds in a department; `path` is the department with all above it. */
export interface HeldPost {
  readonly department_id: string;
  readonly department: string;
  readonly title: string;
  readonly path: string;
}

/** A person and what they can show besides the password; `due_at`: by when they must have what is demanded. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly kana: string;
  readonly kind: "guest" | "staff";
  readonly login: string;
  readonly number: string | null;
  readonly posts: string;
  readonly has_app: boolean;
  readonly passkeys: number;
  readonly demand: "any" | "none" | "passkey";
  readonly is_lacking: boolean;
  readonly due_at: number | null;
}

/** Some people, how many there are in all, and where the next page begins. */
export interface HolderPage {
  readonly holders: readonly Holder[];
  readonly total: number;
  readonly next: string | null;
}

/** Somebody of the inviting body, as a stranger may see them: name and section, with all above it. */
export interface Host {
  readonly name: string;
  readonly department: string | null;
  readonly post: string | null;
}

/** A key set (RFC 7517). */
export interface IdentityKeys {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** What a form asks for before it is filled in. */
export interface IdentityTerms {
  readonly level: "account" | "card" | "mail" | "none" | "signed";
  readonly ways: readonly ("digital_auth" | "gbiz" | "other")[];
  readonly other_way: string;
  readonly places: Readonly<Record<string, string>>;
}

/** The terms as they should be, and the revision they were made of; null: nothing is asked. */
export interface IdentityTermsChange {
  readonly revision: number;
  readonly terms: IdentityTerms | null;
}

/** What a form asks for, and what can be chosen. */
export interface IdentityTermsView {
  readonly revision: number;
  readonly terms: IdentityTerms | null;
  readonly ways: Readonly<Record<string, string>>;
  readonly signs: boolean;
  readonly questions: readonly FactPlace[];
  readonly suggested: Readonly<Record<string, string>>;
}

/** How the applicant of a case proved who they are; level "none": not at all. */
export interface IdentityView {
  readonly level: "account" | "card" | "mail" | "none" | "signed";
  readonly label: string;
  readonly proved_at: number | null;
  readonly answers: readonly CertifiedAnswer[];
  readonly signature: SignatureView | null;
}

/** A line of the answer: how far it is, or how it ended. */
export interface ImportStep {
  readonly stage: "departments" | "people" | "planning" | "reading" | "record" | "saving" | null;
  readonly done: number;
  readonly total: number;
  readonly outcome: Outcome | null;
  readonly problem: Refused | null;
}

/** What became of a download. */
export interface Imported {
  readonly new: number;
  readonly known: number;
  readonly noted: readonly string[];
  readonly refused_files: readonly string[];
}

/** Cases of one view, the oldest first, where the next page begins, and the counts of all views. */
export interface Inbox {
  readonly cases: readonly CaseRow[];
  readonly next: string | null;
  readonly counts: InboxCounts;
}

/** How many cases stand where, of those the viewer may see. */
export interface InboxCounts {
  readonly new: number;
  readonly mine: number;
  readonly applicant: number;
  readonly approval: number;
  readonly due: number;
  readonly open: number;
}

/** What an incident is called, and at which level it is, from now on. */
export interface IncidentChange {
  readonly name: string;
  readonly kind: "accident" | "earthquake" | "fire" | "infection" | "landslide" | "other" | "snow" | "storm" | "tsunami" | "volcano";
  readonly level?: string;
}

/** An incident that was just opened. */
export interface IncidentMade {
  readonly id: string;
}

/** What stands on the map of an incident, and on the list beside it. */
export interface IncidentMap {
  readonly reports: readonly MapReport[];
  readonly places: readonly PlacePoint[];
  readonly people: readonly MapPerson[];
  readonly reports_without: number;
}

/** Who comes to work on an incident; also let into those of its rooms that the viewer is in. */
export interface IncidentPeople {
  readonly member_ids: readonly string[];
}

/** Who works on an incident. */
export interface IncidentPersons {
  readonly people: readonly Person[];
}

/** A room of an incident that the viewer is in. */
export interface IncidentRoom {
  readonly id: string;
  readonly name: string;
}

/** An incident in the list. */
export interface IncidentRow {
  readonly id: string;
  readonly name: string;
  readonly kind: "accident" | "earthquake" | "fire" | "infection" | "landslide" | "other" | "snow" | "storm" | "tsunami" | "volcano";
  readonly level: string;
  readonly is_drill: boolean;
  readonly begun_at: number;
  readonly ended_at: number | null;
}

/** An incident, and its figures: how many entries are open, being worked on, done. */
export interface IncidentView {
  readonly incident: IncidentRow;
  readonly opened_by: string;
  readonly people: number;
  readonly rooms: readonly IncidentRoom[];
  readonly open: number;
  readonly working: number;
  readonly done: number;
  readonly safety: PeopleDone | null;
  readonly muster: PeopleDone | null;
  readonly may_lead: boolean;
  readonly may_write: boolean;
  readonly revision: number;
}

/** The incidents whose chronology the viewer reads, and those to which they may report; the newest first. */
export interface Incidents {
  readonly incidents: readonly IncidentRow[];
  readonly reportable: readonly IncidentRow[];
  readonly may_lead: boolean;
}

/** Bodies that may be invited. */
export interface InvitableBodies {
  readonly bodies: readonly InvitableBody[];
}

/** A body of this installation that may be invited. */
export interface InvitableBody {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
}

/** An invitation as those see it who answer for it. `more_rooms`: rooms that the viewer is not in. */
export interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly kana: string;
  readonly body: string;
  readonly mail: string;
  readonly purpose: string;
  readonly ends_on: string;
  readonly rooms: readonly RoomNamed[];
  readonly more_rooms: number;
  readonly sponsor: Person;
  readonly invited_by: Person;
  readonly status: "accepted" | "awaiting" | "declined" | "expired" | "sent" | "withdrawn";
  readonly awaits: "administrator" | "sponsor" | null;
  readonly is_known: boolean;
  readonly is_former: boolean;
  readonly created_at: number;
  readonly link_expires_at: number | null;
  readonly letter: LetterState | null;
}

/** Who was invited, how many of them have answered, and where the next page begins. */
export interface InvitationPage {
  readonly total: number;
  readonly answered: number;
  readonly waiting: number;
  readonly is_anonymous: boolean;
  readonly people: readonly InvitationRow[];
  readonly next: string | null;
}

/** Somebody who was invited, as the list shows them; never with their number. */
export interface InvitationRow {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly mailed_at: number | null;
  readonly is_answered: boolean;
  readonly answered_at: number | null;
  readonly application_id: string | null;
  readonly is_withdrawn: boolean;
}

/** The open invitations of the body. */
export interface Invitations {
  readonly invitations: readonly Invitation[];
}

/** How many were added. */
export interface InvitationsAdded {
  readonly added: number;
}

/** An invitation, and its link where no mail could be sent: shown this once, stored nowhere. The link is a whole address where the settings name one for guests, otherwise a path. */
export interface Invited {
  readonly invitation: Invitation;
  readonly link: string | null;
}

/** Whom to invite: a table as the bytes of its file, in base64, or so many without names. */
export interface Inviting {
  readonly table?: string;
  readonly count?: number;
}

/** An account with its initial password: shown this once, stored nowhere. */
export interface Issued {
  readonly account: Account;
  readonly password: string;
}

/** What a rule does with a telegram, or would have done, and why. */
export interface Judged {
  readonly rule_id: string;
  readonly outcome: "below" | "corrected" | "drill" | "failed" | "late" | "lifted" | "nothing_to_recall" | "off" | "other_area" | "other_kind" | "overtaken" | "recalled" | "test" | "told" | "told_already";
  readonly is_done: boolean;
  readonly matches: readonly WarningMatch[];
  readonly acts: readonly ActJudged[];
  readonly why: string | null;
}

/** How a member keeps a room for themselves. */
export interface Keep {
  readonly favourite?: boolean;
  readonly notify?: "all" | "mentions" | "none";
  readonly section?: string | null;
  readonly hide_quiet?: boolean;
}

/** Somebody missing in the file who is not suspended all the same. */
export interface Kept {
  readonly member_id: string;
  readonly name: string;
  readonly why: "last_administrator" | "oneself" | "powers";
}

/** A filter that is kept. */
export interface KeptFilter {
  readonly id: string;
  readonly name: string;
  readonly wanted: CaseFilter;
}

/** A key set (RFC 7517). */
export interface Keys {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** Until when a guest is to stay. */
export interface LastDay {
  readonly ends_on: string;
}

/** The newest message of a room, shortened for the list. */
export interface LastMessage {
  readonly id: string;
  readonly author_id: string;
  readonly at: number;
  readonly text: string;
  readonly files: number;
  readonly removed: boolean;
}

/** Days on which somebody is away (休暇), both included, written 2026-04-01. */
export interface Leave {
  readonly first: string;
  readonly last: string;
}

/** Who becomes master of a room when the viewer leaves; null when it has another one, or nobody could be. */
export interface Leaving {
  readonly heir: Person | null;
}

/** Something the body lent: its inventory number, its code, and whose device used it. */
export interface LentDevice {
  readonly number: string;
  readonly code: string;
  readonly issued_at: number;
  readonly device_id: string | null;
  readonly person: string | null;
}

/** What the body lends, by inventory number. */
export interface LentDevices {
  readonly lent: readonly LentDevice[];
}

/** A letter that can be made for a case. */
export interface LetterChoice {
  readonly id: string;
  readonly title: string;
}

/** A line of the table under the text: what something is called, and what it is. */
export interface LetterFact {
  readonly name: string;
  readonly value: string;
}

/** Which letter is to be made for a case. */
export interface LetterOrder {
  readonly letter_id: string;
}

/** How far the newest letter about something has come. */
export interface LetterState {
  readonly status: "failed" | "refused" | "sent" | "waiting";
  readonly at: number;
  readonly error: string | null;
}

/** What a letter says. `{{氏名}}` stands for what is known of the case, `{{…}}` with a question for its answer. */
export interface LetterTemplate {
  readonly title: string;
  readonly mark: string;
  readonly addressee: string;
  readonly body: string;
  readonly facts: readonly LetterFact[];
  readonly sender: string;
  readonly keep_days: number;
}

/** A template as it should be from now on, and the revision it was made of; 0: a new one. */
export interface LetterTemplateChange {
  readonly revision: number;
  readonly template: LetterTemplate;
}

/** A template of a form's procedure. */
export interface LetterTemplateView {
  readonly id: string;
  readonly revision: number;
  readonly template: LetterTemplate;
}

/** The templates of a form, and what may stand in them. */
export interface LetterTemplates {
  readonly templates: readonly LetterTemplateView[];
  readonly fields: readonly string[];
  readonly may_change: boolean;
}

/** A letter that was written, as far as it has come; never its text. */
export interface LetterTold {
  readonly id: string;
  readonly subject: string;
  readonly to: string;
  readonly created_at: number;
  readonly state: LetterState;
  readonly attempts: readonly AttemptTold[];
}

/** How many letters go out, and how many people are left for the next time one asks. */
export interface LettersPosted {
  readonly posted: number;
  readonly left: number;
}

/** Bounds the client should know before the server refuses. */
export interface Limits {
  readonly text: number;
  readonly file_bytes: number;
  readonly files: number;
  readonly offline_ms: number;
}

/** The token of a one-time link, as it stands behind the #. */
export interface Link {
  readonly token: string;
}

/** What stands in the form's address behind `?parameter=`; not asked, but told on the check page. A value that is too long, cannot be stored or could be a My Number is dropped as if it were not there: whoever follows a link did not write it, and could mend nothing. */
export interface LinkValue {
  readonly kind: "link_value";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly parameter: string;
  readonly most: number;
}

/** A list of moves as the console's page of lists shows it. */
export interface ListCard {
  readonly id: string;
  readonly name: string;
  readonly effective_at: number;
  readonly status: "done" | "draft" | "failed" | "set" | "undone";
  readonly moves: number;
  readonly set_at: number | null;
  readonly done_at: number | null;
  readonly failed_at: number | null;
  readonly undone_at: number | null;
  readonly told: readonly FaultTold[];
  readonly revision: string;
}

/** What is to change of a list; what is left out stays. */
export interface ListChange {
  readonly name?: string;
  readonly effective_at?: number;
}

/** A list with its moves, by reading. */
export interface ListPage {
  readonly card: ListCard;
  readonly moves: readonly MoveRow[];
  readonly opening: readonly DepartmentOpening[];
}

/** What a list says of a place besides what stands in columns of its own: the standard's columns by their names. */
export interface Listed {
  readonly cells: Readonly<Record<string, string>>;
  readonly dangers: readonly ("earthquake" | "fire" | "flood" | "inland_flood" | "landslide" | "surge" | "tsunami" | "volcano")[];
  readonly capacity_text: string;
}

/** Bodies of the list that were found. */
export interface ListedBodies {
  readonly bodies: readonly ListedBody[];
}

/** A body in the list of real bodies, and whether it is on this installation already. */
export interface ListedBody {
  readonly code: string;
  readonly name: string;
  readonly kana: string;
  readonly prefecture: string;
  readonly district: string | null;
  readonly is_registered: boolean;
}

/** A question that may stand in the list, and what of it may be asked for. */
export interface ListedQuestion {
  readonly question_id: string;
  readonly label: string;
  readonly choices: readonly Choosable[];
}

/** Every list of the body, the latest hour first. */
export interface Lists {
  readonly lists: readonly ListCard[];
}

/** Lines of text (複数行の文字). */
export interface LongText {
  readonly kind: "paragraph";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly least: number;
  readonly most: number;
  readonly rows: number;
}

/** What an encoding cannot carry of one cell: which characters, and what will stand there. */
export interface Loss {
  readonly member_id: string;
  readonly name: string;
  readonly login: string;
  readonly column: string;
  readonly characters: readonly string[];
  readonly written: string;
}

/** Everything CP932 cannot carry of a roster, and how many people it holds. */
export interface Losses {
  readonly people: number;
  readonly losses: readonly Loss[];
}

/** Entrances that a body's policy restricts and the installation no longer has: a setting was lost, perhaps. */
export interface LostFaces {
  readonly body: string;
  readonly faces: readonly string[];
}

/** The node that answered. Of files kept elsewhere (S3) the disk says nothing. */
export interface Machine {
  readonly name: string;
  readonly python: string;
  readonly database: string;
  readonly schema: string;
  readonly disk_free: number | null;
  readonly disk_total: number | null;
}

/** A mail address (メールアドレス), typed twice where that is asked for. */
export interface MailAddress {
  readonly kind: "mail";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly twice: boolean;
  readonly gets_receipt: boolean;
  readonly proved: boolean;
}

/** Cases and what is done with each of them, in one act: all of them or none. The first that is given counts: answers to be mended, words to the applicant, whether it counts as read, where it is to stand; without any of these, who works on it. */
export interface ManyCases {
  readonly case_ids: readonly string[];
  readonly marks?: Readonly<Record<string, string>>;
  readonly answer_by?: string | null;
  readonly text?: string;
  readonly is_opened?: boolean | null;
  readonly to?: "correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn" | null;
  readonly reason?: string;
  readonly owner_id?: string | null;
}

/** Cases that each get a letter of a template, in one act: all of them or none. */
export interface ManyLetters {
  readonly case_ids: readonly string[];
  readonly letter_id: string;
}

/** Somebody who shows where they are. */
export interface MapPerson {
  readonly member_id: string;
  readonly name: string;
  readonly department: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly at: number;
  readonly until: number;
}

/** An entry of the chronology that has a position. */
export interface MapReport {
  readonly number: number;
  readonly damage: "building" | "fire" | "other" | "people" | "power" | "river" | "road" | "water" | null;
  readonly severity: "high" | "low" | "middle" | null;
  readonly status: "done" | "open" | "working" | null;
  readonly happened_at: number;
  readonly text: string;
  readonly place: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Where maps get tiles on this server, and who made them; an empty path: there are none. */
export interface MapTiles {
  readonly path: string;
  readonly credit: string;
}

/** How far a member has read: up to `n`, counted from messages after `from_n`. */
export type Mark = readonly [member_id: string, n: number, from_n: number];

/** How far everybody in a room has read: `[member_id, n, from_n]` each. */
export interface Marks {
  readonly marks: readonly Mark[];
}

/** Every mark an application bears from now on. */
export interface MarksChange {
  readonly marks: readonly ("ask" | "done" | "star")[];
}

/** Everybody who matches, by id, at most ten thousand. */
export interface MatchingIds {
  readonly member_ids: readonly string[];
}

/** Rows on one scale. Stored as the chosen option's id by the row's id. */
export interface Matrix {
  readonly kind: "matrix";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly rows: readonly MatrixRow[];
  readonly options: readonly Option[];
  readonly every_row: boolean;
}

/** What is asked in a row; its id stays over all versions. */
export interface MatrixRow {
  readonly id: string;
  readonly label: string;
}

/** The signed-in member: who they are, where they came in, and what they may do there. `upto` gives for each act the highest class of room in which it is allowed, 0 for none; `may` whether there is any. */
export interface Me {
  readonly person: Person;
  readonly organization: Organization;
  readonly login: string;
  readonly settings: Settings;
  readonly face: string;
  readonly roles: readonly string[];
  readonly tasks: readonly Delegated[];
  readonly has_unused_powers: boolean;
  readonly handled: readonly Handled[];
  readonly may: Readonly<Record<string, boolean>>;
  readonly upto: Readonly<Record<string, number>>;
  readonly device: "pc" | "phone";
  readonly screen: Screen;
  readonly default_class: 1 | 2 | 3;
  readonly rules: number;
  readonly limits: Limits;
  readonly at_gate: AtGate | null;
  readonly enrol_by: number | null;
  readonly standing: "open" | "read_only" | "trial_over";
}

/** A meeting as it is to be; `wording`: the one on the screen. */
export interface MeetingChange {
  readonly wording: number;
  readonly title: string;
  readonly begins_at: number;
  readonly place?: string;
  readonly agenda?: readonly string[];
}

/** The note of the room that is the minutes of a meeting. */
export interface MeetingMinutes {
  readonly note_id: string;
}

/** Meetings, those to come or just held first, and where the next page begins. */
export interface MeetingPage {
  readonly meetings: readonly MeetingRow[];
  readonly next: string | null;
}

/** A paper, in the order in which they came: 資料1, 資料2. */
export interface MeetingPaper {
  readonly id: string;
  readonly file_id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly state: "file" | "preparing" | "ready";
  readonly pages: readonly PaperPage[];
  readonly by: string;
  readonly opened: readonly PaperOpened[];
  readonly may_drop: boolean;
}

/** A meeting in a list. */
export interface MeetingRow {
  readonly id: string;
  readonly room_id: string;
  readonly title: string;
  readonly begins_at: number;
  readonly place: string;
  readonly papers: number;
  readonly is_over: boolean;
}

/** A meeting with its papers. `members`: how many are in the room. */
export interface MeetingView {
  readonly meeting: MeetingRow;
  readonly chair: string;
  readonly agenda: readonly string[];
  readonly wording: number;
  readonly note_id: string | null;
  readonly papers: readonly MeetingPaper[];
  readonly members: number;
  readonly shown: ShownPage;
  readonly may_write: boolean;
  readonly may_lead: boolean;
}

/** Somebody called by name in a text; start and length in UTF-16 code units, as browsers count. `message` is the message of the same room with which they are quoted. */
export interface Mention {
  readonly kind: "all" | "department" | "person";
  readonly id: string | null;
  readonly start: number;
  readonly length: number;
  readonly message?: string | null;
}

/** Into which department another one is to go; `state` is the one of the look that was shown. */
export interface Merge {
  readonly into_id: string;
  readonly state: string;
}

/** What a merge would do. `state` stands for exactly these people, departments, rooms and tasks. */
export interface MergeLook {
  readonly people: number;
  readonly in_both: number;
  readonly below: number;
  readonly rooms: number;
  readonly tasks: number;
  readonly state: string;
}

/** A message, the same for every reader; a removed one is a tombstone without text and files. */
export interface Message {
  readonly id: string;
  readonly room_id: string;
  readonly seq: number;
  readonly n: number;
  readonly root_id: string | null;
  readonly author_id: string;
  readonly at: number;
  readonly text: string;
  readonly files: readonly FileView[];
  readonly mentions: readonly Mention[];
  readonly edited_at: number | null;
  readonly removed_at: number | null;
  readonly removed_by: string | null;
  readonly reactions: readonly Reaction[];
  readonly replies: Replies | null;
  readonly client_key: string | null;
  readonly confirmation: Confirmation | null;
  readonly stamp: string | null;
  readonly pinned_at: number | null;
  readonly question: "open" | "solved" | null;
}

/** A message to read, in its room, with what whoever leaves said about it. */
export interface MessageHanded {
  readonly message: Message;
  readonly room: string;
  readonly comment: string;
}

/** A report as a moderator sees it; the text is empty where it is gone, or too confidential for them here. */
export interface MessageReportView {
  readonly id: string;
  readonly room_id: string;
  readonly room: string;
  readonly message_id: string;
  readonly text: string;
  readonly author: Person | null;
  readonly by: Person | null;
  readonly reason: string;
  readonly at: number;
  readonly outcome: "hidden" | "kept" | null;
}

/** What is written to the applicant, with files that were sent before. */
export interface MessageWriting {
  readonly text: string;
  readonly file_ids?: readonly string[];
}

/** Some messages of several rooms, the newest first. */
export interface Messages {
  readonly messages: readonly Message[];
  readonly people: readonly Person[];
  readonly next: string | null;
}

/** What a room is to the viewer. `threads` names the threads with unread replies, the newest first, up to 50; `thread_unread` counts all of them. `fresh`: they were brought in and have not looked yet. `confirmations`: what waits for their confirmation, in order. `fresh`: they were brought in and have not looked yet. `rewinds`: how often `read_n` went back. */
export interface Mine {
  readonly role: "master" | "member";
  readonly read_n: number;
  readonly from_n: number;
  readonly sees_from: number;
  readonly unread: number;
  readonly mentions: number;
  readonly thread_unread: number;
  readonly threads: readonly UnreadThread[];
  readonly fresh: boolean;
  readonly confirmations: readonly string[];
  readonly rewinds: number;
  readonly favourite: boolean;
  readonly notify: "all" | "mentions" | "none";
  readonly section: string | null;
  readonly hide_quiet: boolean;
}

/** Something that does not meet: what, where, and the amounts on both sides. */
export interface Mismatch {
  readonly kind: "closed" | "differs" | "not_here" | "not_settled" | "over" | "refund_failed" | "refund_waiting" | "short" | "silent";
  readonly case_id: string | null;
  readonly number: string;
  readonly title: string;
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly name: string;
}

/** The moderators of an alliance; whoever decides for the host is one without being named. */
export interface Moderators {
  readonly people: readonly Person[];
}

/** How many came in and how many ended in a month (2026-04). */
export interface MonthFigures {
  readonly month: string;
  readonly arrived: number;
  readonly ended: number;
}

/** When work begins (ms since 1970): tomorrow, and on the next working day on which the person is there. */
export interface Mornings {
  readonly tomorrow: number;
  readonly working_day: number;
}

/** What happens to one person. `main` is the new main post (null: it stays), `added` and `removed` change the concurrent posts (兼務), an `extension` of null stays. `predecessor_id` is whose post is taken over: being master of their rooms goes to this person. */
export interface Move {
  readonly kind: "leave" | "move" | "return";
  readonly main: PostWanted | null;
  readonly added: readonly PostWanted[];
  readonly removed: readonly string[];
  readonly extension: string | null;
  readonly predecessor_id: string | null;
}

/** One move; `person` is null when the account is no longer there. `before` and `after` are the posts: of a list that was carried out those of that hour, else as they would be now. */
export interface MoveRow {
  readonly member_id: string;
  readonly person: PersonMoving | null;
  readonly move: Move;
  readonly predecessor: PersonMoving | null;
  readonly before: string;
  readonly after: string;
  readonly extension_before: string | null;
  readonly extension_after: string | null;
  readonly revision: string;
}

/** Moves by person; whoever is in the list already moves as said here, if `revisions` name what it said so far. */
export interface MovesPut {
  readonly moves: Readonly<Record<string, Move>>;
  readonly revisions?: Readonly<Record<string, string>>;
}

/** Several of several (いくつでも選ぶ). Stored as ids in the form's order; その他 as "other:…" at the end. */
export interface MultipleChoice {
  readonly kind: "choices";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly options: readonly Option[];
  readonly has_other: boolean;
  readonly least: number;
  readonly most: number;
}

/** A stage is called. `key`: called twice with the same, it is called once. */
export interface MusterCall {
  readonly is_drill?: boolean;
  readonly key: string;
}

/** A muster that was just called, and how many it calls. */
export interface MusterCalled {
  readonly id: string;
  readonly broadcast_id: string;
  readonly people: number;
}

/** People, a hundred a page, those who have not arrived first. */
export interface MusterPeople {
  readonly people: readonly MusterPerson[];
  readonly next: number | null;
}

/** Somebody who was called, or came: what they said, and where they are. */
export interface MusterPerson {
  readonly person: Person;
  readonly choice: string | null;
  readonly place: number | null;
  readonly arrived_at: number | null;
  readonly reported_by: "registrar" | "self" | null;
  readonly is_called: boolean;
}

/** A muster in the list, and how many of those who were called have arrived. */
export interface MusterRow {
  readonly id: string;
  readonly broadcast_id: string;
  readonly name: string;
  readonly is_drill: boolean;
  readonly called_at: number;
  readonly ended_at: number | null;
  readonly people: number;
  readonly arrived: number;
}

/** A stage (第1配備 …): who belongs to it, where they come, and what they are told. */
export interface MusterStage {
  readonly name: string;
  readonly to: BroadcastAudience;
  readonly places: readonly string[];
  readonly text: string;
}

/** A muster as the headquarters sees it: who was called, who comes, who is where, and how it went on. */
export interface MusterView {
  readonly muster: MusterRow;
  readonly rungs: Rungs;
  readonly coming: readonly number[];
  readonly places: readonly PlaceCount[];
  readonly uncalled: number;
  readonly course: readonly ArrivedBy[];
}

/** Musters, the newest first. */
export interface Musters {
  readonly musters: readonly MusterRow[];
}

/** Whether My Numbers may be written in the room. */
export interface MyNumbersChoice {
  readonly allowed: boolean;
}

/** A room or a person with its name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the inbox can be narrowed by. */
export interface Narrowing {
  readonly forms: readonly CounterForm[];
  readonly filters: readonly KeptFilter[];
}

/** Something that does not hold. */
export interface Negation {
  readonly is: "not";
  readonly of: Compare | Contains | Answered | Every | Some | Negation;
}

/** A member of staff to be added. */
export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly kana?: string;
  readonly number?: string | null;
  readonly mail?: string | null;
  readonly extension?: string | null;
  readonly posts?: readonly PostWanted[];
}

/** An account to be added as the administrator of a body without any. */
export interface NewAdministrator {
  readonly name: string;
  readonly login: string;
  readonly reason: string;
}

/** An agreement one's body proposes to others of the alliance; one's own agrees thereby. */
export interface NewAgreement {
  readonly title: string;
  readonly text: string;
  readonly contact: string;
  readonly body_ids: readonly string[];
}

/** What one's body sends upon a request; the same `client_key` again offers once. */
export interface NewAidOffer {
  readonly quantity: number;
  readonly arrives_at?: number | null;
  readonly note?: string;
  readonly client_key: string;
}

/** What one's body needs of others. `room_id`: where it is told at once; the same `client_key` again asks once. */
export interface NewAidRequest {
  readonly kind: "equipment" | "other" | "people" | "supplies";
  readonly item: string;
  readonly quantity: number;
  readonly unit?: string;
  readonly needed_by?: number | null;
  readonly place?: string;
  readonly note?: string;
  readonly is_drill?: boolean;
  readonly agreement_id?: string | null;
  readonly room_id?: string | null;
  readonly client_key: string;
}

/** An alliance to be founded; the viewer's body becomes its host. */
export interface NewAlliance {
  readonly name: string;
  readonly purpose?: string;
  readonly terms: string;
  readonly welcome?: string;
  readonly opened_by?: "everybody" | "moderators";
  readonly is_listed?: boolean;
}

/** A room of an alliance to be opened; `body_ids`: for these bodies and one's own, null for all of them. */
export interface NewAllianceRoom {
  readonly name: string;
  readonly purpose?: string;
  readonly theme?: string;
  readonly open?: boolean;
  readonly room_class?: 1 | 2 | 3;
  readonly style?: "questions" | "talk";
  readonly writers?: "all" | "masters" | "replies";
  readonly body_ids?: readonly string[] | null;
  readonly member_ids?: readonly string[];
}

/** What is to be announced, to whom, and from when until when (ms since 1970). */
export interface NewAnnouncement {
  readonly title: string;
  readonly text?: string;
  readonly importance?: "ordinary" | "urgent";
  readonly department_ids?: readonly string[];
  readonly to_guests?: boolean;
  readonly begins_at?: number | null;
  readonly ends_at: number;
}

/** A body to be created: by its code, or freely with a name and a kind; and its first administrator. */
export interface NewBody {
  readonly code?: string | null;
  readonly name?: string;
  readonly kind?: "association" | "hospital" | "other";
  readonly plan?: "free" | "full" | "trial";
  readonly trial_ends_on?: string | null;
  readonly administrator: string;
  readonly login: string;
}

/** A broadcast to be sent. `key`: sent twice with the same, it is sent once. */
export interface NewBroadcast {
  readonly draft: BroadcastDraft;
  readonly to: BroadcastAudience;
  readonly is_drill?: boolean;
  readonly key: string;
}

/** An entry to be written, or made from a message: its words, time, writer and files, where none are given. */
export interface NewChronologyEntry {
  readonly key: string;
  readonly draft: ChronologyDraft;
  readonly message_id?: string | null;
  readonly file_ids?: readonly string[];
}

/** A circular to be sent. The same `client_key` again gives back the first one. */
export interface NewCircular {
  readonly client_key: string;
  readonly title: string;
  readonly text?: string;
  readonly file_ids?: readonly string[];
  readonly manner?: "at_once" | "in_order";
  readonly stops: readonly CircularStop[];
  readonly due_on?: string | null;
  readonly room_class?: 1 | 2 | 3 | null;
  readonly room_id?: string | null;
}

/** A department to be added; without a parent it stands at the top. */
export interface NewDepartment {
  readonly name: string;
  readonly parent_id?: string | null;
}

/** A filter to be kept, under a name of one's own. */
export interface NewFilter {
  readonly name: string;
  readonly wanted: CaseFilter;
}

/** A form to be made, for a department. */
export interface NewForm {
  readonly department_id: string;
  readonly document: FormDocument;
  readonly address?: string;
}

/** What was handed to the viewer, and what of theirs went to a successor, and they have not opened since. */
export interface NewHandovers {
  readonly received: readonly HandoverCard[];
  readonly given: readonly HandoverCard[];
}

/** An incident to be opened, with its people and rooms. `key`: opened twice with the same, it is opened once. */
export interface NewIncident {
  readonly key: string;
  readonly name: string;
  readonly kind: "accident" | "earthquake" | "fire" | "infection" | "landslide" | "other" | "snow" | "storm" | "tsunami" | "volcano";
  readonly level?: string;
  readonly is_drill?: boolean;
  readonly begun_at?: number | null;
  readonly member_ids?: readonly string[];
  readonly rooms?: readonly string[];
}

/** Whom to invite, into which rooms, why, until when, and who answers for them. */
export interface NewInvitation {
  readonly name: string;
  readonly kana?: string;
  readonly body: string;
  readonly mail: string;
  readonly purpose: string;
  readonly ends_on: string;
  readonly room_ids: readonly string[];
  readonly sponsor_id?: string | null;
  readonly history?: "all" | "since_joining";
  readonly confirmed?: boolean;
}

/** Inventory numbers for which codes are to be issued. */
export interface NewLent {
  readonly numbers: readonly string[];
}

/** A list to be prepared; its hour in milliseconds since 1970 UTC. */
export interface NewList {
  readonly name: string;
  readonly effective_at: number;
}

/** A meeting of a room. The same `client_key` again gives back the first one. */
export interface NewMeeting {
  readonly client_key: string;
  readonly room_id: string;
  readonly title: string;
  readonly begins_at: number;
  readonly place?: string;
  readonly agenda?: readonly string[];
}

/** A message that a moderator should look at, and why. */
export interface NewMessageReport {
  readonly message_id: string;
  readonly reason: string;
}

/** What is to be noted about an application. */
export interface NewNote {
  readonly text: string;
}

/** What one's own body offers: how much, by when. */
export interface NewOffer {
  readonly text?: string;
}

/** An operator to be added. */
export interface NewOperator {
  readonly name: string;
  readonly login: string;
}

/** A file that was uploaded, to be a paper of a meeting. */
export interface NewPaper {
  readonly file_id: string;
}

/** A passkey to be kept, with the name its member gives it. */
export interface NewPasskey {
  readonly name: string;
  readonly credential: PasskeyCredential;
}

/** A change of password. */
export interface NewPassword {
  readonly current: string;
  readonly new: string;
}

/** A file that was sent by the viewer, to be made a picture of a form. */
export interface NewPicture {
  readonly file_id: string;
}

/** A place that was never designated, added on the spot. `key`: added twice with the same, it is once. */
export interface NewPlace {
  readonly name: string;
  readonly address?: string;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly capacity?: number | null;
  readonly key: string;
}

/** A poll to be held in a room. The same `client_key` again gives back the first one. `is_secret`: nobody is told who chose what, and numbers only when it is over. */
export interface NewPoll {
  readonly client_key: string;
  readonly room_id: string;
  readonly kind: "dates" | "one" | "scale" | "several" | "yes_no";
  readonly title: string;
  readonly note?: string;
  readonly options?: readonly NewPollOption[];
  readonly is_secret?: boolean;
  readonly ends_when_all?: boolean;
  readonly ends_at?: number | null;
}

/** What can be chosen; a date has a beginning and an end. */
export interface NewPollOption {
  readonly label?: string;
  readonly begins_at?: number | null;
  readonly ends_at?: number | null;
}

/** A question to be asked in a room for questions; the same `client_key` again asks it once. */
export interface NewQuestion {
  readonly room_id: string;
  readonly text: string;
  readonly client_key: string;
}

/** Where somebody is from one instant to another. The same `client_key` again gives back the first. From midnight to midnight in Japan it is of whole days. `note` is told to the department alone. */
export interface NewReport {
  readonly client_key: string;
  readonly kind: "absent" | "home" | "late" | "leave" | "meeting" | "out" | "trip";
  readonly begins_at: number;
  readonly ends_at: number;
  readonly note?: string;
}

/** What an auditor asks to read: the talk in these rooms, or of these people, or both; days of Japan, included. */
export interface NewRequest {
  readonly reason: string;
  readonly room_ids?: readonly string[];
  readonly person_ids?: readonly string[];
  readonly first_on: string;
  readonly last_on: string;
}

/** A group room to be made. */
export interface NewRoom {
  readonly name: string;
  readonly purpose?: string;
  readonly open?: boolean;
  readonly history?: "all" | "since_joining";
  readonly member_ids?: readonly string[];
  readonly room_class?: 1 | 2 | 3 | null;
}

/** A shift to be made. `key`: made twice with the same, it is one. */
export interface NewShift {
  readonly draft: ShiftDraft;
  readonly key: string;
}

/** A picture that was uploaded, and what it says. */
export interface NewStamp {
  readonly file_id: string;
  readonly words: string;
}

/** What is asked for. `key`: asked twice with the same, it is once. */
export interface NewSupply {
  readonly key: string;
  readonly kind: "goods" | "people" | "task" | "vehicle";
  readonly what: string;
  readonly amount?: string;
  readonly note?: string;
  readonly place_id?: string | null;
  readonly is_drill?: boolean;
}

/** A task to be made; from a room, or from a message in one. The same `client_key` again gives back the first. */
export interface NewTask {
  readonly client_key: string;
  readonly title: string;
  readonly note?: string;
  readonly doer_ids: readonly string[];
  readonly due_on?: string | null;
  readonly repeat?: "monthly" | "none" | "weekly" | "workdays" | "yearly";
  readonly room_id?: string | null;
  readonly message_id?: string | null;
}

/** What an administrator saves; a secret that is left out stays. */
export interface NewTerms {
  readonly enabled: boolean;
  readonly terms: Terms;
  readonly secret?: string;
}

/** What whoever leaves tells the successor, at most 10,000 characters. */
export interface Note {
  readonly note: string;
}

/** A note to be begun in a room. The same `client_key` again gives back the first one. */
export interface NoteBeginning {
  readonly client_key: string;
  readonly room_id: string;
  readonly title: string;
}

/** What a note is called, and whether it is the front page of its room; null: as it is. */
export interface NoteChange {
  readonly title?: string | null;
  readonly is_front?: boolean | null;
}

/** Notes, the front page first and then the newest, and where the next page begins. */
export interface NotePage {
  readonly notes: readonly NoteRow[];
  readonly next: string | null;
}

/** A note in a list. `part`: where the words sought stand in it. */
export interface NoteRow {
  readonly id: string;
  readonly room_id: string;
  readonly title: string;
  readonly is_front: boolean;
  readonly by: string;
  readonly changed_by: string;
  readonly changed_at: number;
  readonly part: string;
}

/** A version: its document in base64, its text as Markdown, and that of the note as it is now. */
export interface NoteState {
  readonly n: number;
  readonly state: string;
  readonly markdown: string;
  readonly now: string;
}

/** What a reader does not know yet: updates in base64, the number of the last one, and who writes just now. */
export interface NoteSync {
  readonly n: number;
  readonly updates: readonly string[];
  readonly title: string;
  readonly writers: readonly string[];
}

/** A state that was kept, and who wrote since the one before. */
export interface NoteVersion {
  readonly n: number;
  readonly at: number;
  readonly writers: readonly string[];
}

/** The versions of a note, the newest first. */
export interface NoteVersions {
  readonly versions: readonly NoteVersion[];
}

/** A note as a whole. */
export interface NoteView {
  readonly note: NoteRow;
  readonly may_write: boolean;
  readonly may_drop: boolean;
  readonly sync: NoteSync;
}

/** What was written (a Yjs update, in base64), and up to which number the writer knows the note. */
export interface NoteWriting {
  readonly after: number;
  readonly update: string;
}

/** What a master is told: the records of a room of theirs were read, by whom, of which days. */
export interface Notice {
  readonly request_id: string;
  readonly room_id: string;
  readonly room: string;
  readonly by: string;
  readonly at: number;
  readonly first_at: number;
  readonly last_at: number;
}

/** A notice in words. `confirm`: whoever takes the file in says that they have read it. */
export interface NoticeTold {
  readonly code: string;
  readonly text: string;
  readonly confirm: boolean;
}

/** What a master was told and has not confirmed. */
export interface Notices {
  readonly notices: readonly Notice[];
}

/** What holds in a body for whoever chose nothing else. `digest_at`: when the day's letter goes, on working days. */
export interface NotificationRules {
  readonly quiet: QuietHours | null;
  readonly digest_at: number;
  readonly urgent: "masters" | "nobody" | "staff";
}

/** A number (数値), with its unit and bounds. */
export interface Number {
  readonly kind: "number";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly unit: string;
  readonly least: number | null;
  readonly most: number | null;
  readonly decimals: number;
}

/** The number a question was answered with: a number, a step, a calculated value, how many members there are. */
export interface NumberIn {
  readonly is: "number_in";
  readonly question: string;
}

/** What the sign-in page offers: the button's words, and whether passwords are for a few only. */
export interface Offer {
  readonly organization_id: string;
  readonly label: string;
  readonly passwords: "administrators_and_guests" | "everyone";
}

/** What the sign-in page offers beside passwords. */
export interface Offers {
  readonly offers: readonly Offer[];
}

/** Which broadcasts a device has got. */
export interface OnDevice {
  readonly ids: readonly string[];
}

/** An inventory number. */
export interface OneLent {
  readonly number: string;
}

/** A number where a condition holds, else another, or 0. */
export interface Only {
  readonly is: "only";
  readonly when: Compare | Contains | Answered | Every | Some | Negation;
  readonly gives: FixedAmount | NumberIn | CountIn | PriceOf | SumOfMembers | Plus | Times | Only | Within;
  readonly otherwise: FixedAmount | NumberIn | CountIn | PriceOf | SumOfMembers | Plus | Times | Only | Within | null;
}

/** Where the browser goes next; null: nowhere. */
export interface Onward {
  readonly url: string | null;
}

/** Open rooms one may join. */
export interface OpenRooms {
  readonly rooms: readonly RoomCard[];
  readonly next: string | null;
}

/** The name of the new connection. */
export interface Opened {
  readonly connection: string;
}

/** What the guest is told before they accept: who invites them where, what for, until when. */
export interface OpenedInvitation {
  readonly organization_id: string;
  readonly organization: string;
  readonly name: string;
  readonly body: string;
  readonly login: string;
  readonly purpose: string;
  readonly ends_on: string;
  readonly rooms: readonly string[];
  readonly invited_by: Host;
  readonly sponsor: Host;
}

/** Where the client stands: its vector `stream → seq`, and the room on screen. */
export interface Opening {
  readonly vector: Readonly<Record<string, number>>;
  readonly look?: string | null;
  readonly way?: "polling" | "sse";
}

/** An operator in use, as the others see them. `seen_at`: last use of a session that is still open. */
export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly created_at: number;
  readonly seen_at: number | null;
  readonly has_app: boolean;
  readonly passkeys: number;
  readonly is_password_issued: boolean;
  readonly is_me: boolean;
}

/** What every operator must show besides the password; who has nothing yet has these days to add it. */
export interface OperatorDemand {
  readonly demand: "any" | "none" | "passkey";
  readonly grace_days?: number;
}

/** An operator with a first password: told this once. */
export interface OperatorMade {
  readonly operators: Operators;
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

/** Why an operator's password and factors are replaced. */
export interface OperatorReset {
  readonly reason: string;
}

/** All operators in use; what they must show besides the password, and the days a new demand leaves. */
export interface Operators {
  readonly operators: readonly Operator[];
  readonly demand: "any" | "none" | "passkey";
  readonly grace_days: number;
}

/** Whom one asks what, by when, and which answers they are shown for it. */
export interface OpinionAsked {
  readonly holder_id: string;
  readonly question: string;
  readonly shown?: readonly string[];
  readonly answer_by: string;
}

/** An opinion, as whoever is asked sees it: this, and nothing else of the case. */
export interface OpinionAskedOfMe {
  readonly id: string;
  readonly case_id: string;
  readonly number: string;
  readonly title: string;
  readonly department: string;
  readonly by: string;
  readonly asked_at: number;
  readonly question: string;
  readonly answers: readonly AnswerShown[];
  readonly answer_by: string;
  readonly answered_at: number | null;
  readonly answered_by: string;
  readonly answer: string;
  readonly is_open: boolean;
}

/** What the section says. */
export interface OpinionGiven {
  readonly answer: string;
}

/** An opinion, as the section sees it that asked. */
export interface OpinionView {
  readonly id: string;
  readonly holder: string;
  readonly by: string;
  readonly asked_at: number;
  readonly question: string;
  readonly shown: readonly string[];
  readonly answer_by: string;
  readonly answered_at: number | null;
  readonly answered_by: string;
  readonly answer: string;
  readonly withdrawn_at: number | null;
}

/** What the viewer and their sections are asked, what is open first. */
export interface OpinionsAskedOfMe {
  readonly opinions: readonly OpinionAskedOfMe[];
  readonly open: number;
}

/** One that may be chosen; its id stays over all versions. */
export interface Option {
  readonly id: string;
  readonly label: string;
}

/** A body (団体): the tenant. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
}

/** A body on the sign-in page: what everybody may know of it, and whom its people ask who cannot sign in. */
export interface OrganizationListed {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly contact: string | null;
}

/** What an import has done. */
export interface Outcome {
  readonly created: number;
  readonly changed: number;
  readonly moved: number;
  readonly suspended: number;
  readonly reopened: number;
  readonly left: number;
  readonly departments: number;
  readonly unchanged: number;
}

/** What became of what the gateway was asked to send; that it accepted a message says nothing of who read it. */
export interface OutsideCount {
  readonly way: "app" | "mail" | "phone" | "push" | "sms" | "voice";
  readonly waiting: number;
  readonly accepted: number;
  readonly failed: number;
}

/** A room as administrators see it: nothing of what is said in it. */
export interface OverseenRoom {
  readonly id: string;
  readonly name: string;
  readonly open: boolean;
  readonly archived_at: number | null;
  readonly created_at: number;
  readonly members: number;
  readonly guests: number;
  readonly masters: number;
  readonly master_names: readonly string[];
  readonly room_class: number;
  readonly active_on: string | null;
  readonly my_numbers: boolean;
}

/** Some rooms by name, how many there are, how many of all have no master, and where the next page begins. */
export interface OverseenRooms {
  readonly rooms: readonly OverseenRoom[];
  readonly total: number;
  readonly masterless: number;
  readonly next: string | null;
  readonly my_numbers_refused: number;
}

/** What the viewer reported that is not over, and whether their calendar has an address. */
export interface OwnAttendance {
  readonly reports: readonly ReportView[];
  readonly has_feed: boolean;
}

/** One's own body as its administrators see it. */
export interface OwnBody {
  readonly name: string;
  readonly code: string | null;
  readonly kind: "association" | "hospital" | "installation" | "municipality" | "other" | "prefecture";
  readonly short: string | null;
  readonly is_listed: boolean;
  readonly contact: string | null;
  readonly terms: BodyTerms;
  readonly use: BodyUse;
  readonly file_bytes: number;
  readonly notices: readonly ("accounts_full" | "accounts_near" | "bytes_full" | "bytes_near" | "faces_lost" | "guests_full" | "guests_near" | "read_only" | "record_drift" | "trial_ending" | "trial_over")[];
  readonly revision: string;
}

/** What is to change of one's own body; what is left out stays. */
export interface OwnBodyChange {
  readonly is_listed?: boolean;
  readonly contact?: string | null;
}

/** A broadcast as it stands for one of those it was sent to. */
export interface OwnBroadcast {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly asked: "confirm" | "question" | "read" | "safety";
  readonly questions: BroadcastQuestions;
  readonly is_urgent: boolean;
  readonly is_drill: boolean;
  readonly by: string;
  readonly sent_at: number;
  readonly ended_at: number | null;
  readonly step: "answered" | "confirmed" | "device" | "seen" | "stored";
  readonly is_done: boolean;
  readonly answer: BroadcastAnswer | null;
  readonly answered_for_by: string | null;
}

/** What was sent to the viewer and is not over, the newest first; those that wait for them before the others. */
export interface OwnBroadcasts {
  readonly broadcasts: readonly OwnBroadcast[];
}

/** What a member can show, what is demanded of them, and what happened lately. */
export interface OwnFactors {
  readonly has_password: boolean;
  readonly totp: TotpView | null;
  readonly passkeys: readonly PasskeyView[];
  readonly codes_left: number;
  readonly codes_made_at: number | null;
  readonly demand: "any" | "none" | "passkey";
  readonly enrol_by: number | null;
  readonly passkeys_work: boolean;
  readonly events: readonly FactorEvent[];
}

/** The guests a member answers for, and the invitations they have to do with. */
export interface OwnGuests {
  readonly guests: readonly Guest[];
  readonly invitations: readonly Invitation[];
}

/** What a body was given beside its plan; null: what the plan says, 0: no limit. */
export interface OwnLimits {
  readonly accounts: number | null;
  readonly guests: number | null;
  readonly bytes: number | null;
  readonly file_bytes: number | null;
}

/** Who one is at the provider; `label` is null where one cannot be linked: no provider, or a guest. */
export interface OwnLink {
  readonly label: string | null;
  readonly subject: string | null;
  readonly linked_at: number | null;
}

/** A muster to which one may come: its places, and where one is. */
export interface OwnMuster {
  readonly id: string;
  readonly name: string;
  readonly is_drill: boolean;
  readonly places: readonly string[];
  readonly place: number | null;
  readonly arrived_at: number | null;
}

/** The musters that go on. */
export interface OwnMusters {
  readonly musters: readonly OwnMuster[];
  readonly member_id: string;
}

/** How the viewer is told. `quiet`: from when to when nothing but what is urgent is told, now or within a day; `push`: whether devices may be told at this entrance; `is_told_here`: whether this session's browser is; `devices`: how many of theirs are; `has_mail`: whether letters reach them. */
export interface OwnNotifications {
  readonly choice: Choice;
  readonly rules: NotificationRules;
  readonly quiet: Span | null;
  readonly push: "not_here" | "off" | "on";
  readonly is_told_here: boolean;
  readonly devices: number;
  readonly has_mail: boolean;
}

/** Until when one's own position is shown, and since when it is the same; null: it is not. */
export interface OwnPosition {
  readonly until: number | null;
  readonly at: number | null;
}

/** A message somebody wanted to be told of: when, whether they were, and when they were done with it (ms). */
export interface OwnReminder {
  readonly message: Message;
  readonly due_at: number;
  readonly told_at: number | null;
  readonly done_at: number | null;
}

/** What the viewer wants to be told of, the earliest first; and what they were done with lately. */
export interface OwnReminders {
  readonly open: readonly OwnReminder[];
  readonly done: readonly OwnReminder[];
  readonly people: readonly Person[];
}

/** A report of one's own, and how far it is. */
export interface OwnReport {
  readonly number: number;
  readonly damage: "building" | "fire" | "other" | "people" | "power" | "river" | "road" | "water" | null;
  readonly severity: "high" | "low" | "middle" | null;
  readonly status: "done" | "open" | "working" | null;
  readonly text: string;
  readonly place: string;
  readonly photos: number;
  readonly seen_at: number;
  readonly sent_at: number;
  readonly is_struck: boolean;
}

/** What one reported oneself, the newest first. */
export interface OwnReports {
  readonly reports: readonly OwnReport[];
}

/** A shift in which one works, and which is not over. */
export interface OwnShift {
  readonly id: string;
  readonly muster: string;
  readonly name: string;
  readonly place: string;
  readonly begins_at: number;
  readonly ends_at: number;
  readonly is_drill: boolean;
  readonly relieves: string | null;
}

/** One's own shifts of musters that go on, the next first. */
export interface OwnShifts {
  readonly shifts: readonly OwnShift[];
}

/** How many had it on a device, and of how many nothing more was asked, so many minutes after it was sent. */
export interface PaceStep {
  readonly minutes: number;
  readonly device: number;
  readonly done: number;
}

/** A stretch of a room's main timeline, in order, with the people in it and what happened meanwhile. `seq` is the stream's position, read before the messages: entries after it may already be in them, none before it is missing. `confirmed`: which of the messages the viewer has confirmed. */
export interface Page {
  readonly messages: readonly Message[];
  readonly people: readonly Person[];
  readonly has_before: boolean;
  readonly has_after: boolean;
  readonly seq: number;
  readonly happenings: readonly Happening[];
  readonly confirmed: readonly string[];
}

/** Somebody who has opened a paper. */
export interface PaperOpened {
  readonly name: string;
  readonly at: number;
}

/** A page of a paper, as the picture under this id. */
export interface PaperPage {
  readonly file_id: string;
  readonly width: number;
  readonly height: number;
}

/** What the browser needs to show a passkey; an empty `allow` means any that it has for this address. */
export interface PasskeyAsked {
  readonly challenge: string;
  readonly rp_id: string;
  readonly allow: readonly string[];
}

/** A credential as browsers write it. */
export interface PasskeyCredential {
  readonly id: string;
  readonly rawId: string;
  readonly type: "public-key";
  readonly response: CredentialResponse;
}

/** What a member calls one of their passkeys. */
export interface PasskeyName {
  readonly name: string;
}

/** What the browser needs to make a passkey; bytes are base64url. */
export interface PasskeyOffer {
  readonly challenge: string;
  readonly rp_id: string;
  readonly rp_name: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly display_name: string;
  readonly exclude: readonly string[];
}

/** A passkey instead of login and password. */
export interface PasskeySignIn {
  readonly passkey: PasskeyCredential;
}

/** A passkey as its member sees it; `is_here`: made for the address they use now. */
export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly added_at: number;
  readonly used_at: number | null;
  readonly blocked_at: number | null;
  readonly is_here: boolean;
}

/** One that was announced to the viewer, and when they confirmed it. */
export interface PastAnnouncement {
  readonly announced: Announced;
  readonly confirmed_at: number | null;
}

/** What was announced to the viewer, the newest first. */
export interface PastAnnouncements {
  readonly announcements: readonly PastAnnouncement[];
  readonly next: string | null;
}

/** An earlier change of the policy, as its entry tells it. */
export interface PastChange {
  readonly seq: number;
  readonly at: number;
  readonly by: string | null;
  readonly changes: readonly PolicyDifference[];
  readonly undoes: number | null;
}

/** How the applications of a form are paid for. */
export interface PaymentTerms {
  readonly fee: FixedFee | CalculatedFee | FeeByStaff;
  readonly when: "after" | "before";
  readonly ways: readonly ("card" | "elsewhere" | "transfer" | "window")[];
  readonly pay_days: number;
  readonly subject: string;
  readonly elsewhere: string;
  readonly transfer: string;
  readonly window: string;
}

/** The terms as they should be from now on, null for none, and the revision they were made of. */
export interface PaymentTermsChange {
  readonly revision: number;
  readonly terms: PaymentTerms | null;
}

/** A form's terms, and what can be chosen for them. */
export interface PaymentTermsView {
  readonly revision: number;
  readonly terms: PaymentTerms | null;
  readonly calculated: Readonly<Record<string, string>>;
  readonly has_card: boolean;
}

/** A payment of an application. */
export interface PaymentView {
  readonly id: string;
  readonly way: "card" | "elsewhere" | "transfer" | "window";
  readonly state: "expired" | "failed" | "open" | "refunded" | "succeeded";
  readonly amount: number;
  readonly received: number;
  readonly refunded: number;
  readonly created_at: number;
  readonly received_on: string | null;
  readonly by: string;
  readonly note: string;
  readonly refundable: number;
  readonly refunds: readonly RefundView[];
}

/** Some members, by id. */
export interface People {
  readonly member_ids: readonly string[];
  readonly guest_history?: "all" | "since_joining";
}

/** How many of how many: whose safety is known, who has arrived. */
export interface PeopleDone {
  readonly done: number;
  readonly people: number;
}

/** Some of the people found, and where the next page begins. */
export interface PeoplePage {
  readonly people: readonly Person[];
  readonly next: string | null;
}

/** People who can be put into a list. */
export interface PeopleToMove {
  readonly people: readonly PersonMoving[];
  readonly has_more: boolean;
}

/** A member as others see them: never without section, and body when outside one's own. `former` holds the main posts they held before, the oldest first: what was written at an instant stands under the first of them that ended later, or under the present one. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly kana: string;
  readonly kind: "guest" | "staff";
  readonly organization_id: string;
  readonly organization: string;
  readonly department_id: string | null;
  readonly department: string | null;
  readonly post: string | null;
  readonly extension: string | null;
  readonly status: "active" | "left" | "suspended";
  readonly former: readonly FormerPost[];
  readonly affiliation: string | null;
  readonly department_path: string | null;
  readonly key: string | null;
}

/** Somebody as a list of moves shows them. */
export interface PersonMoving {
  readonly id: string;
  readonly name: string;
  readonly kana: string;
  readonly number: string | null;
  readonly key: string;
  readonly login: string;
  readonly status: "active" | "left" | "suspended";
  readonly posts: readonly Held[];
  readonly posts_told: string;
  readonly extension: string | null;
}

/** A person's name (氏名): 姓 and 名, each with its reading. Who has one name only, or names in Latin letters, is not turned away: 名 may stay empty, and Latin letters are their own reading. Rare characters and their variants (髙 﨑 葛󠄀 𠮷) stay as they were typed. */
export interface PersonName {
  readonly kind: "name";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly with_reading: boolean;
}

/** A telephone number (電話番号), with or without hyphens; from abroad with +. */
export interface Phone {
  readonly kind: "phone";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
}

/** Who phones somebody, or phoned them, when, and what came of it; null: they are at it. */
export interface PhoneCall {
  readonly member_id: string;
  readonly by: Person;
  readonly at: number;
  readonly outcome: "absent" | "message" | "reached" | null;
}

/** Who is being phoned about a message; whether the viewer may take part. */
export interface PhoneList {
  readonly may_phone: boolean;
  readonly calls: readonly PhoneCall[];
}

/** What came of phoning somebody; null: one is about to. */
export interface PhoneNote {
  readonly outcome?: "absent" | "message" | "reached" | null;
}

/** Photos (写真): made smaller before they are sent, where the browser can, and here in any case. */
export interface Photo {
  readonly kind: "photo";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly most: number;
  readonly most_mb: number;
}

/** One that may be taken; its id stays over all versions, and what was taken of it counts on. */
export interface Place {
  readonly id: string;
  readonly label: string;
  readonly capacity: number;
}

/** The places of the body, those with people first; a hundred a page. */
export interface PlaceBoard {
  readonly totals: PlaceTotals;
  readonly places: readonly PlaceRow[];
  readonly next: number | null;
  readonly may_lead: boolean;
}

/** How many are at a place now. */
export interface PlaceCount {
  readonly place: number;
  readonly name: string;
  readonly arrived: number;
}

/** A place in a draw: how many there are, how many asked for it. */
export interface PlaceDrawn {
  readonly label: string;
  readonly capacity: number;
  readonly applied: number;
}

/** A cell of a list that was not taken as it stands, and why, in words. */
export interface PlaceFault {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly sentence: string;
}

/** Of the people at a place, how many are …; null: not counted. */
export interface PlaceGroups {
  readonly households: number | null;
  readonly elderly: number | null;
  readonly infants: number | null;
  readonly expecting: number | null;
  readonly disabled: number | null;
  readonly foreign: number | null;
  readonly outside: number | null;
}

/** What was said of a place, the newest first. */
export interface PlaceHistory {
  readonly moments: readonly PlaceMoment[];
  readonly next: number | null;
}

/** Who besides the headquarters may say how a place is: all of them. */
export interface PlaceKeepers {
  readonly member_ids: readonly string[];
}

/** What was said of a place at one time. */
export interface PlaceMoment {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly state: "closed" | "full" | "open";
  readonly people: number | null;
  readonly needs: readonly string[];
  readonly note: string;
}

/** What is lacking, with how much or what exactly. */
export interface PlaceNeed {
  readonly need: "bedding" | "food" | "heating" | "hygiene" | "medicine" | "milk" | "other" | "people" | "power" | "toilet" | "transport" | "water";
  readonly note: string;
}

/** A place on the map. */
export interface PlacePoint {
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly state: "closed" | "full" | "open" | null;
  readonly people: number | null;
  readonly capacity: number | null;
}

/** All places that have a position; `without`: how many have none. */
export interface PlacePoints {
  readonly points: readonly PlacePoint[];
  readonly without: number;
}

/** How a place is now, as who is there says. `revision`: of what it changes; 0 for the first. */
export interface PlaceReport {
  readonly state: "closed" | "full" | "open";
  readonly people?: number | null;
  readonly groups?: PlaceGroups;
  readonly needs?: readonly PlaceNeed[];
  readonly note?: string;
  readonly is_drill?: boolean;
  readonly revision?: number;
}

/** A place on the board; no status: nobody has said anything of it. */
export interface PlaceRow {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly capacity: number | null;
  readonly is_designated: boolean;
  readonly status: PlaceStatus | null;
  readonly may_report: boolean;
}

/** How a place is now, who said so and when. */
export interface PlaceStatus {
  readonly state: "closed" | "full" | "open";
  readonly people: number | null;
  readonly groups: PlaceGroups;
  readonly needs: readonly PlaceNeed[];
  readonly note: string;
  readonly opened_at: number | null;
  readonly at: number;
  readonly by: string;
  readonly revision: number;
}

/** How many places there are, how many are open or full, and how many people are in them. */
export interface PlaceTotals {
  readonly places: number;
  readonly open: number;
  readonly full: number;
  readonly people: number;
  readonly uncounted: number;
}

/** A place with all that its list says, and who may report. */
export interface PlaceView {
  readonly place: PlaceRow;
  readonly listed: Listed;
  readonly keepers: readonly Person[];
  readonly may_lead: boolean;
}

/** A place is chosen here, and taken when the application is submitted, or when places are drawn. */
export interface Places {
  readonly kind: "places";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly places: readonly Place[];
  readonly shows_left: boolean;
  readonly given_by: "lottery" | "order";
  readonly waiting: number;
}

/** What a list holds, and what taking it in does or did. */
export interface PlacesListed {
  readonly encoding: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly reported: number;
  readonly closed: number;
  readonly absent: number;
  readonly unknown: readonly string[];
  readonly faults: readonly PlaceFault[];
  readonly faults_count: number;
}

/** What an import will do. It is carried out only while `fingerprint` is still that of the plan. */
export interface Plan {
  readonly fingerprint: string;
  readonly encoding: "cp932" | "utf-8";
  readonly lines: number;
  readonly unknown_columns: readonly string[];
  readonly missing_columns: readonly string[];
  readonly departments: readonly string[];
  readonly people: readonly Planned[];
  readonly unchanged: number;
  readonly absent: number;
  readonly asleep: number;
  readonly kept: readonly Kept[];
  readonly faults: readonly FaultyCell[];
  readonly notices: readonly NoticeTold[];
  readonly powers: number;
  readonly stopping: number;
  readonly is_large: boolean;
}

/** What a plan is to give from now on; 0 is without a limit. */
export interface PlanChange {
  readonly accounts: number;
  readonly guests: number;
  readonly bytes: number;
  readonly file_bytes: number;
  readonly trial_days: number;
  readonly grace_days: number;
}

/** What is wrong with a round of a plan; what reaches nobody is told, and hinders nothing. */
export interface PlanFault {
  readonly round: number;
  readonly way: "app" | "mail" | "phone" | "push" | "sms" | "voice" | null;
  readonly why: "first" | "no_gateway" | "no_mail" | "nobody" | "order";
}

/** So many minutes after sending, whoever is still waited for is told over these ways. */
export interface PlanRound {
  readonly after_min: number;
  readonly ways: readonly ("app" | "mail" | "phone" | "push" | "sms" | "voice")[];
}

/** What a plan gives; 0 is without a limit. Days matter to trials only. */
export interface PlanTerms {
  readonly accounts: number;
  readonly guests: number;
  readonly bytes: number;
  readonly file_bytes: number;
  readonly trial_days: number;
  readonly grace_days: number;
}

/** What will happen to one person, and why: `line` is null for somebody who is not in the file. */
export interface Planned {
  readonly line: number | null;
  readonly member_id: string | null;
  readonly deeds: readonly ("change" | "create" | "leave" | "move" | "reopen" | "suspend")[];
  readonly name: string;
  readonly number: string | null;
  readonly login: string;
  readonly posts: string;
  readonly changes: readonly Difference[];
}

/** A planned change as whoever administers departments sees it. */
export interface PlannedChange {
  readonly id: string;
  readonly act: "close" | "merge" | "move" | "open" | "rename";
  readonly department_id: string;
  readonly path: string;
  readonly name: string | null;
  readonly to_path: string | null;
  readonly effective_at: number;
  readonly set_by: string;
  readonly state: "done" | "failed" | "waiting" | "withdrawn";
  readonly told: string | null;
}

/** What is to happen to a department at an instant: `name` for opening and renaming, `to_id` for all but renaming and closing. One that is to be opened has no `department_id` yet; it may stand for `to_id` of later changes. */
export interface PlannedChangeWanted {
  readonly act: "close" | "merge" | "move" | "open" | "rename";
  readonly department_id?: string | null;
  readonly effective_at: number;
  readonly name?: string;
  readonly to_id?: string | null;
}

/** What waits, the next first, and what was done, failed or withdrawn lately. */
export interface PlannedChanges {
  readonly plans: readonly PlannedChange[];
  readonly warning: string | null;
}

/** A message that waits for its time, or could not be sent. */
export interface PlannedMessage {
  readonly id: string;
  readonly room_id: string;
  readonly root_id: string | null;
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly due_at: number;
  readonly refusal: PlannedRefusal | null;
}

/** What the viewer has planned, the earliest first; and the mornings they may choose. */
export interface PlannedMessages {
  readonly planned: readonly PlannedMessage[];
  readonly mornings: Mornings;
}

/** Why a message was not sent when its time had come. */
export interface PlannedRefusal {
  readonly code: string;
  readonly ja: string;
  readonly en: string;
}

/** A message to be sent at an instant (ms since 1970), within 400 days. The same `client_key` again is the same. */
export interface Planning {
  readonly client_key: string;
  readonly text: string;
  readonly at: number;
  readonly mentions?: readonly Mention[];
  readonly root_id?: string | null;
}

/** What every plan gives on this installation. */
export interface Plans {
  readonly plans: Readonly<Record<string, PlanTerms>>;
}

/** A sum; of none it is 0. */
export interface Plus {
  readonly is: "plus";
  readonly of: readonly (FixedAmount | NumberIn | CountIn | PriceOf | SumOfMembers | Plus | Times | Only | Within)[];
}

/** Where something is, in degrees (WGS84). */
export interface PointShown {
  readonly latitude: number;
  readonly longitude: number;
}

/** What a body set. `networks` names, for a face, the networks one may come from; none named: any. */
export interface Policy {
  readonly revision: number;
  readonly default_class: 1 | 2 | 3;
  readonly rules: readonly Rule[];
  readonly networks: Readonly<Record<string, readonly string[]>>;
}

/** One thing that was set differently. `what` is an act, "faces" (those the policy was set for), "networks" of a face, "default_class", or "watermark", "blank", "print", "screenshots"; levels and classes are written as digits, flags as "yes" and "no", networks and faces as a list with commas. */
export interface PolicyDifference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly face: string | null;
  readonly device: "pc" | "phone" | null;
  readonly member_kind: "guest" | "staff" | null;
}

/** What is set, what can be set, and what was set before. */
export interface PolicyPage {
  readonly policy: Policy;
  readonly faces: readonly string[];
  readonly acts: readonly ("administer" | "attach" | "build_forms" | "copy" | "create_room" | "download" | "export_answers" | "forward" | "invite" | "invite_guest" | "join_room" | "notify" | "notify_content" | "publish_forms" | "react" | "read" | "read_answers" | "search" | "see_directory" | "sign_in" | "stamp" | "view_file" | "write")[];
  readonly ungraded: readonly ("administer" | "attach" | "build_forms" | "copy" | "create_room" | "download" | "export_answers" | "forward" | "invite" | "invite_guest" | "join_room" | "notify" | "notify_content" | "publish_forms" | "react" | "read" | "read_answers" | "search" | "see_directory" | "sign_in" | "stamp" | "view_file" | "write")[];
  readonly rests_on: Readonly<Record<string, "administer" | "attach" | "build_forms" | "copy" | "create_room" | "download" | "export_answers" | "forward" | "invite" | "invite_guest" | "join_room" | "notify" | "notify_content" | "publish_forms" | "react" | "read" | "read_answers" | "search" | "see_directory" | "sign_in" | "stamp" | "view_file" | "write">>;
  readonly never_for_guests: readonly ("administer" | "attach" | "build_forms" | "copy" | "create_room" | "download" | "export_answers" | "forward" | "invite" | "invite_guest" | "join_room" | "notify" | "notify_content" | "publish_forms" | "react" | "read" | "read_answers" | "search" | "see_directory" | "sign_in" | "stamp" | "view_file" | "write")[];
  readonly presets: readonly Preset[];
  readonly history: readonly PastChange[];
  readonly lost: readonly string[];
  readonly undecided: readonly string[];
  readonly address: string;
}

/** What would change. */
export interface PolicyPreview {
  readonly changes: readonly PolicyDifference[];
}

/** What somebody answers, as a whole. */
export interface PollAnswer {
  readonly choices: readonly PollChoice[];
}

/** One choice: an option, and for a date how it suits (0 ×, 1 △, 2 ○). */
export interface PollChoice {
  readonly position: number;
  readonly value?: number;
}

/** Closing a poll; of dates, which one was fixed. */
export interface PollClosing {
  readonly chosen?: number | null;
}

/** An option and how often it was chosen; null while that is kept back. `maybe`: △ of a date. */
export interface PollOptionView {
  readonly position: number;
  readonly label: string;
  readonly begins_at: number | null;
  readonly ends_at: number | null;
  readonly count: number | null;
  readonly maybe: number | null;
  readonly is_best: boolean;
}

/** The polls of a room, the newest first, and where the next page begins. */
export interface PollPage {
  readonly polls: readonly PollView[];
  readonly next: string | null;
}

/** What one person chose, by position. */
export interface PollPerson {
  readonly id: string;
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}

/** A poll as the room sees it; `people` is empty where it is secret. */
export interface PollView {
  readonly id: string;
  readonly room_id: string;
  readonly kind: "dates" | "one" | "scale" | "several" | "yes_no";
  readonly title: string;
  readonly note: string;
  readonly by: string;
  readonly is_secret: boolean;
  readonly ends_when_all: boolean;
  readonly ends_at: number | null;
  readonly made_at: number;
  readonly is_closed: boolean;
  readonly chosen: number | null;
  readonly answered: number;
  readonly options: readonly PollOptionView[];
  readonly people: readonly PollPerson[];
  readonly own: Readonly<Record<string, number>>;
  readonly may_close: boolean;
}

/** One batch of frames, as lines; it comes again until the next poll acknowledges its number. */
export interface Polled {
  readonly batch: number;
  readonly frames: string;
}

/** Where something is. Stored as latitude, longitude and what was written, those of them that were given. */
export interface Position {
  readonly kind: "position";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
}

/** A post somebody is to hold. */
export interface PostWanted {
  readonly department_id: string;
  readonly title: string;
}

/** A policy to begin with: what it would set at the faces of this installation. */
export interface Preset {
  readonly name: "open" | "own_phones" | "reading_outside" | "separation";
  readonly rules: readonly Rule[];
}

/** What a list would do if its hour were now. */
export interface Preview {
  readonly faults: readonly FaultTold[];
  readonly steps: readonly StepTold[];
  readonly rooms: readonly RoomTold[];
}

/** A page as HTML, for a frame without scripts, and where what was typed leads: the pages on the path, the answers on it, how many of this page are to be mended, and the text of the end where nothing can be submitted. */
export interface PreviewedPage {
  readonly html: string;
  readonly path: readonly string[];
  readonly values: Readonly<Record<string, string | number | number | boolean | readonly string[] | Readonly<Record<string, string>>>>;
  readonly faults: number;
  readonly ended: string | null;
}

/** Which page of which state of a form is to be seen, with what typed into it; every question of it is shown. */
export interface Previewing {
  readonly document: FormDocument;
  readonly page_id: string;
  readonly typed?: Readonly<Record<string, readonly string[]>>;
  readonly tongue?: "easy" | "en" | "es" | "id" | "ja" | "ko" | "my" | "ne" | "pt" | "th" | "tl" | "uk" | "vi" | "zh" | "zh-hant" | null;
  readonly is_checked?: boolean;
}

/** An amount for each option that was chosen; what is not named costs nothing. */
export interface PriceOf {
  readonly is: "price_of";
  readonly question: string;
  readonly prices: Readonly<Record<string, number>>;
}

/** How the applications of a form are worked. */
export interface Procedure {
  readonly uses: readonly ("deciding" | "delivering" | "examining")[];
  readonly standard_days: number | null;
  readonly answer_days: number;
  readonly correction_days: number;
  readonly saved_minutes: number | null;
  readonly route: readonly Stage[];
  readonly texts: Readonly<Record<string, string>>;
  readonly sentences: readonly Sentence[];
}

/** The procedure as it should be from now on, and the revision it was made of; 0: none yet. */
export interface ProcedureChange {
  readonly revision: number;
  readonly procedure: Procedure;
}

/** A form's procedure, and which ready-made ones there are. */
export interface ProcedureView {
  readonly revision: number;
  readonly procedure: Procedure;
  readonly names: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, Procedure>>;
}

/** What is shown to prove once more who one is: one of these. */
export interface Proof {
  readonly password?: string | null;
  readonly code?: string | null;
  readonly passkey?: PasskeyCredential | null;
}

/** Who would be the master: the highest post. */
export interface ProposedMaster {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

/** A provider as it should be; a secret that is left out stays, if the issuer does. */
export interface ProviderChange {
  readonly revision: number;
  readonly is_on: boolean;
  readonly terms: ProviderTerms;
  readonly secret?: string | null;
}

/** How a provider is asked. */
export interface ProviderTerms {
  readonly label: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly proof: "client_secret_basic" | "client_secret_post" | "private_key_jwt";
  readonly scopes: string;
  readonly acr_values: string;
  readonly required_acr: readonly string[];
  readonly keeps_signatures: boolean;
}

/** A provider, as an administrator sees it. */
export interface ProviderView {
  readonly profile: "digital_auth" | "gbiz" | "other";
  readonly revision: number;
  readonly is_on: boolean;
  readonly terms: ProviderTerms;
  readonly has_secret: boolean;
  readonly has_key: boolean;
  readonly keys_uri: string;
  readonly back_uri: string;
}

/** Every provider, and whom the operator lets anybody ask. */
export interface ProvidersView {
  readonly issuers: readonly string[];
  readonly providers: readonly ProviderView[];
}

/** A point of P-256 in base64url, as `applicationServerKey` takes it. */
export interface PublicKey {
  readonly public_key: string;
}

/** Which state of the draft is to be published. */
export interface Publication {
  readonly revision: number;
  readonly earlier_until?: number | null;
}

/** A publication that waits for another person. */
export interface PublicationAsked {
  readonly by: string;
  readonly is_mine: boolean;
  readonly at: number;
  readonly revision: number;
  readonly earlier_until: number | null;
}

/** When anything last changed in the body, and in what the viewer reads; 0: nothing has come in. */
export interface Pulse {
  readonly body_at: number;
  readonly changed_at: number | null;
}

/** A question of an alliance, with its answer where there is one. `is_in`: the viewer is in its room. */
export interface Question {
  readonly id: string;
  readonly room_id: string;
  readonly room: string;
  readonly text: string;
  readonly author: Person | null;
  readonly at: number;
  readonly replies: number;
  readonly solved_at: number | null;
  readonly answer: QuestionAnswer | null;
  readonly is_in: boolean;
  readonly may_solve: boolean;
}

/** The reply that solved a question. */
export interface QuestionAnswer {
  readonly id: string;
  readonly text: string;
  readonly author: Person | null;
}

/** Whether a question is solved, and by which reply of its thread. */
export interface QuestionChange {
  readonly solved: boolean;
  readonly answer_id?: string | null;
}

/** What a question was answered with, counted. */
export interface QuestionFigures {
  readonly question_id: string;
  readonly label: string;
  readonly kind: string;
  readonly answered: number | null;
  readonly counts: readonly AnswerCount[];
  readonly mean: number | null;
  readonly least: number | null;
  readonly most: number | null;
  readonly rows: readonly RowFigures[];
}

/** A page (ページ). */
export interface QuestionPage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly questions: readonly (ShortText | LongText | PersonName | Address | Phone | MailAddress | Day | TimeOfDay | Number | CorporateNumber | YesNo | SingleChoice | MultipleChoice | Scale | Matrix | Ranking | Position | Places | FileUpload | Photo | Consent | Explanation | Group | Calculated | LinkValue)[];
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly rules: readonly Branch[];
}

/** A room in which the viewer may ask. */
export interface QuestionRoom {
  readonly id: string;
  readonly name: string;
}

/** Whether a message is an open question, a solved one, or none. */
export interface Questioning {
  readonly question: "open" | "solved" | null;
}

/** When nothing but what is urgent is told (通知しない時間), in minutes of the day in Japan. From `start` to `end`, over midnight where `end` is the earlier; both alike: no hours. `days_off`: whole days on which a town hall is closed (weekends, public holidays, 29 December to 3 January), too. */
export interface QuietHours {
  readonly start: number;
  readonly end: number;
  readonly days_off: boolean;
}

/** Options in order, the first place first. Stored as their ids in that order. */
export interface Ranking {
  readonly kind: "ranking";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly options: readonly Option[];
  readonly most: number;
}

/** People, a hundred a page, and where the next page begins. */
export interface ReachedPage {
  readonly people: readonly ReachedPerson[];
  readonly next: number | null;
}

/** One of those it was sent to: how far it has come with them. */
export interface ReachedPerson {
  readonly person: Person;
  readonly step: "answered" | "confirmed" | "device" | "seen" | "stored";
  readonly device_at: number | null;
  readonly seen_at: number | null;
  readonly confirmed_at: number | null;
  readonly answered_at: number | null;
  readonly is_done: boolean;
  readonly choice: string | null;
  readonly answer: BroadcastAnswer | null;
  readonly answered_by: "app" | "mail" | "other" | null;
  readonly answerer: string | null;
  readonly has_left: boolean;
  readonly ways: readonly ("app" | "mail" | "phone" | "push" | "sms" | "voice")[];
}

/** An emoji on a message, and whose. */
export interface Reaction {
  readonly emoji: string;
  readonly member_ids: readonly string[];
}

/** An answer: what the question is called, what is said as people read it, and as it is stored. */
export interface ReadAnswer {
  readonly question_id: string;
  readonly label: string;
  readonly said: string;
  readonly value: unknown;
}

/** Somebody who has read a message; the time is when their mark last moved, where known and shown. */
export interface ReadBy {
  readonly person: Person;
  readonly read_at: number | null;
}

/** A case, as another system is told of it. */
export interface ReadCase {
  readonly case_id: string;
  readonly number: string;
  readonly state: "correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn";
  readonly received_at: number;
  readonly changed_at: number;
  readonly due_on: string | null;
  readonly revision: number;
}

/** Cases by when they changed; `after` is where to go on, also when nothing more is there now. */
export interface ReadCases {
  readonly form_id: string;
  readonly title: string;
  readonly cases: readonly ReadCase[];
  readonly after: string;
  readonly has_more: boolean;
}

/** How far one has read; `rewinds` is said by a device that saw it, not by the person. */
export interface ReadUpTo {
  readonly n: number;
  readonly rewinds?: number | null;
}

/** A case with its answers; what needs care is named, and never given. */
export interface ReadWhole {
  readonly case: ReadCase;
  readonly version: number;
  readonly answers: readonly ReadAnswer[] | null;
  readonly withheld: readonly string[];
  readonly files: readonly Readonly<Record<string, unknown>>[];
}

/** Who has read a message and who has not, without its author; of a reply, who has read it in its thread. */
export interface Readers {
  readonly read: readonly ReadBy[];
  readonly unread: readonly Person[];
  readonly total: number;
}

/** Who sees at what time somebody read a message: members of the room, its author alone, or nobody. */
export interface ReadingRules {
  readonly times: "author" | "members" | "nobody";
}

/** How often something was to be corrected: which question, and the reasons that were given more than once. */
export interface ReasonFigures {
  readonly question: string;
  readonly times: number;
  readonly reasons: readonly string[];
}

/** Money that came in at a window, on an account or elsewhere, as staff record it. */
export interface Receiving {
  readonly way: "elsewhere" | "transfer" | "window";
  readonly amount: number;
  readonly received_on: string;
  readonly note?: string;
  readonly revision: number;
}

/** Whether the self-audit found something that does not agree with the body's record, and it is still there. */
export interface RecordDrift {
  readonly is_open: boolean;
}

/** An attachment, by what identifies it: the SHA-256 of its content. */
export interface RecordFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly sha256: string | null;
}

/** A message as it stands in the record, with every wording it had, removed or not. */
export interface RecordMessage {
  readonly id: string;
  readonly room: string;
  readonly room_id: string;
  readonly seq: number;
  readonly at: number;
  readonly author: string;
  readonly author_key: string;
  readonly author_department: string;
  readonly wordings: readonly Wording[];
  readonly files: readonly RecordFile[];
  readonly is_reply: boolean;
  readonly removed_at: number | null;
  readonly removed_by: string | null;
  readonly digest: string;
}

/** Some messages of a request, in order; where the next page begins; until when it may be read. */
export interface RecordPage {
  readonly messages: readonly RecordMessage[];
  readonly next: string | null;
  readonly ends_at: number;
}

/** A request as auditors and administrators of the body see it. */
export interface RecordRequest {
  readonly id: string;
  readonly state: "asked" | "ended" | "open" | "refused" | "withdrawn";
  readonly reason: string;
  readonly rooms: readonly Named[];
  readonly people: readonly Named[];
  readonly first_at: number;
  readonly last_at: number;
  readonly asked_by: Named;
  readonly asked_at: number;
  readonly decided_by: Named | null;
  readonly decided_at: number | null;
  readonly ends_at: number | null;
  readonly views: number;
}

/** The body's requests, the newest first. */
export interface RecordRequests {
  readonly requests: readonly RecordRequest[];
}

/** How long a consent opens records, and when masters are told: at the first view, or when it is over. */
export interface RecordRules {
  readonly hours?: number;
  readonly tell?: "afterwards" | "at_once";
}

/** The rules, with the revision that a change is based on. */
export interface RecordRulesTold {
  readonly hours: number;
  readonly tell: "afterwards" | "at_once";
  readonly revision: string;
}

/** What is to be given back of a payment, and why. */
export interface RefundAsk {
  readonly payment_id: string;
  readonly amount: number;
  readonly reason: string;
  readonly revision: number;
}

/** A refund that was asked for. */
export interface RefundView {
  readonly id: string;
  readonly amount: number;
  readonly reason: string;
  readonly by: string;
  readonly asked_at: number;
  readonly done_at: number | null;
  readonly failed_at: number | null;
}

/** Why an import that had begun changed nothing. */
export interface Refused {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/** Another case of the same person, by name and birth date. */
export interface RelatedCase {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: "correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn";
  readonly received_at: number;
  readonly is_same_form: boolean;
}

/** How many people were reminded. */
export interface RemindedPeople {
  readonly people: number;
}

/** The last time people were reminded of a message; `again_at`: from when on they may be reminded anew. */
export interface Reminder {
  readonly by: Person;
  readonly at: number;
  readonly people: number;
  readonly reached: number;
  readonly again_at: number;
}

/** Until when the viewer put a message off, if they did; and the mornings one may choose. */
export interface ReminderTimes {
  readonly due_at: number | null;
  readonly mornings: Mornings;
}

/** Whether the viewer may remind of a message or tell it as urgent; when either was done last. */
export interface Reminders {
  readonly may_remind: boolean;
  readonly may_urge: boolean;
  readonly last: Reminder | null;
  readonly urgent: ToldAsUrgent | null;
}

/** When to be told (ms since 1970), within 400 days. */
export interface Reminding {
  readonly at: number;
}

/** What a thread holds, shown under its first message. */
export interface Replies {
  readonly count: number;
  readonly last_at: number;
  readonly member_ids: readonly string[];
}

/** What a moderator decides: to hide the message, with a reason everybody is told, or to leave it. */
export interface ReportDecision {
  readonly outcome: "hidden" | "kept";
  readonly reason?: string;
}

/** A report as the viewer sees it; of two at one instant the one made later holds. */
export interface ReportView {
  readonly id: string;
  readonly member_id: string;
  readonly kind: "absent" | "home" | "late" | "leave" | "meeting" | "out" | "trip";
  readonly begins_at: number;
  readonly ends_at: number;
  readonly is_whole_days: boolean;
  readonly note: string;
  readonly made_at: number;
}

/** Where the people of the body are now and within a day. */
export interface ReportsNow {
  readonly reports: readonly ReportView[];
}

/** Why everything a person could show is taken away. */
export interface Reset {
  readonly reason: string;
}

/** What went well and what to do better. `revision`: of what it changes; 0 for the first. */
export interface Review {
  readonly text: string;
  readonly revision?: number;
}

/** The review of an incident as it is now; a revision of 0: nobody has written any. */
export interface ReviewView {
  readonly text: string;
  readonly revision: number;
  readonly changed_at: number | null;
  readonly changed_by: string;
  readonly may_write: boolean;
}

/** New words for a message. */
export interface Rewording {
  readonly text: string;
  readonly mentions?: readonly Mention[];
}

/** What a department, or somebody, may do. */
export interface RightHeld {
  readonly holder_id: string;
  readonly is_department: boolean;
  readonly rights: readonly ("answers" | "edit" | "publish" | "statistics" | "work")[];
  readonly name: string;
}

/** Everybody who may do something with a form, from now on. */
export interface RightsChange {
  readonly rights: readonly RightHeld[];
}

/** A room as the list and the header show it; `mine` is null for an open room one is not in. `department_id` names the department whose people are in it by their posts (部署のルーム), with `department_below` those of the departments below it, too. `alliance_id`: the alliance (連携組織) it is of. `stamps`, `reactions`: whether the room allows them. `writers`: who may write in it. `icon`, `hue`: how it is shown. */
export interface RoomCard {
  readonly id: string;
  readonly kind: "direct" | "group";
  readonly name: string | null;
  readonly purpose: string;
  readonly open: boolean;
  readonly history: "all" | "since_joining";
  readonly archived_at: number | null;
  readonly created_at: number;
  readonly member_count: number;
  readonly guest_count: number;
  readonly organizations: readonly string[];
  readonly seq: number;
  readonly message_n: number;
  readonly last: LastMessage | null;
  readonly people: readonly Person[];
  readonly mine: Mine | null;
  readonly department_id: string | null;
  readonly department_below: boolean;
  readonly room_class: 1 | 2 | 3;
  readonly alliance_id: string | null;
  readonly style: "questions" | "talk";
  readonly stamps: boolean;
  readonly reactions: boolean;
  readonly writers: "all" | "masters" | "replies";
  readonly icon: string | null;
  readonly hue: number | null;
}

/** What is to change of a room; what is left out stays. */
export interface RoomChange {
  readonly name?: string;
  readonly purpose?: string;
  readonly open?: boolean;
  readonly history?: "all" | "since_joining";
  readonly department_id?: string | null;
  readonly department_below?: boolean;
  readonly room_class?: 1 | 2 | 3;
  readonly stamps?: boolean;
  readonly reactions?: boolean;
  readonly writers?: "all" | "masters" | "replies";
  readonly icon?: string | null;
  readonly hue?: number | null;
}

/** A room an auditor may name: its name and nothing else. */
export interface RoomChoice {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
}

/** Rooms that can be named, by name. */
export interface RoomChoices {
  readonly rooms: readonly RoomChoice[];
}

/** A file with the message it came in. */
export interface RoomFile {
  readonly file: FileView;
  readonly message_id: string;
  readonly author_id: string;
  readonly at: number;
}

/** The files of a room, the newest first. */
export interface RoomFiles {
  readonly files: readonly RoomFile[];
  readonly people: readonly Person[];
  readonly next: string | null;
}

/** A room of the post. `was_master`: whoever leaves (or left) is its master; `is_master`: the reader is. */
export interface RoomHanded {
  readonly id: string;
  readonly name: string;
  readonly follows_post: boolean;
  readonly was_master: boolean;
  readonly is_master: boolean;
  readonly is_archived: boolean;
}

/** Somebody in a room. */
export interface RoomMember {
  readonly person: Person;
  readonly role: "master" | "member";
  readonly joined_at: number;
  readonly from_n: number;
}

/** Who is in a room. */
export interface RoomMembers {
  readonly members: readonly RoomMember[];
}

/** A room by name. */
export interface RoomNamed {
  readonly id: string;
  readonly name: string;
}

/** Whether a room stands at the top of the directory. */
export interface RoomPin {
  readonly pinned: boolean;
}

/** What happens in one room, in names. */
export interface RoomTold {
  readonly id: string;
  readonly name: string;
  readonly follows_post: boolean;
  readonly enter: readonly string[];
  readonly exit: readonly string[];
  readonly enter_count: number;
  readonly exit_count: number;
  readonly masters: readonly string[];
  readonly without_master: boolean;
}

/** What is new in a room: its topics, the most answered first. `others`: unread messages of the timeline that are not shown; `more`: answered topics that are not shown. `is_all`: everything that is new was looked at. */
export interface RoomTopics {
  readonly room_id: string;
  readonly unread: number;
  readonly topics: readonly Topic[];
  readonly others: number;
  readonly more: number;
  readonly is_all: boolean;
}

/** A room for a department, and who is its master. */
export interface RoomWanted {
  readonly department_id: string;
  readonly master_id: string;
}

/** Rooms of an alliance that one leaves at once. */
export interface RoomsLeft {
  readonly room_ids: readonly string[];
}

/** How many were made; those whose department had a room meanwhile are not among them. */
export interface RoomsMade {
  readonly made: number;
}

/** Rooms to be made; `below`: the people of the departments below are in them, too. */
export interface RoomsWanted {
  readonly rooms: readonly RoomWanted[];
  readonly below?: boolean;
}

/** A row of a matrix, or an option of a ranking: how often it was answered with what. */
export interface RowFigures {
  readonly label: string;
  readonly answered: number | null;
  readonly counts: readonly AnswerCount[];
  readonly mean: number | null;
}

/** What is allowed to one kind of member at one face on one class of device; acts left out are allowed. */
export interface Rule {
  readonly face: string;
  readonly device: "pc" | "phone";
  readonly kind: "guest" | "staff";
  readonly upto: Readonly<Record<string, 0 | 1 | 2 | 3>>;
  readonly screen: Screen;
}

/** What a rule does beside posting: a broadcast or a safety check to these people, a stage that is called, or an incident that is opened, of which its maker takes the lead. */
export interface RuleAct {
  readonly act: "broadcast" | "incident" | "muster" | "safety";
  readonly to: BroadcastAudience;
  readonly stage_id: string | null;
  readonly is_urgent: boolean;
}

/** The rules, and the faces of the installation they can speak of. */
export interface RulesView {
  readonly rules: DeviceRules;
  readonly faces: readonly string[];
  readonly revision: string;
}

/** How many of how many people reached at least each step. */
export interface Rungs {
  readonly people: number;
  readonly device: number;
  readonly seen: number;
  readonly confirmed: number;
  readonly answered: number;
}

/** A note, or a message of either side. */
export interface SaidOnCase {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly text: string;
  readonly is_read: boolean;
  readonly files: readonly FileShown[];
}

/** A step of a scale (段階評価): 1 to `steps`. */
export interface Scale {
  readonly kind: "scale";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly steps: number;
  readonly low: string;
  readonly high: string;
}

/** What the client does to protect what is on the screen (画面の保護); no server can enforce it. */
export interface Screen {
  readonly watermark: boolean;
  readonly blank: boolean;
  readonly print: boolean;
  readonly screenshots: boolean;
}

/** A message that matches. */
export interface SearchHit {
  readonly message: Message;
  readonly room: SearchRoom;
  readonly snippet: readonly SnippetPart[];
}

/** Hits, the newest first; `next` goes into `before` for the next page. A search has a budget: `looked_to` says down to which instant was looked when it was spent, null when it was not. `found` says on the first page how many there are, at least where `found_is_all` is false. */
export interface SearchPage {
  readonly hits: readonly SearchHit[];
  readonly people: readonly Person[];
  readonly next: string | null;
  readonly looked_to: number | null;
  readonly found: number | null;
  readonly found_is_all: boolean;
}

/** The room of a hit. */
export interface SearchRoom {
  readonly id: string;
  readonly kind: "direct" | "group";
  readonly name: string | null;
}

/** What became of a place that was asked for. */
export interface SeatSaid {
  readonly question_id: string;
  readonly label: string;
  readonly place: string;
  readonly state: "applied" | "left" | "lost" | "taken" | "waiting";
  readonly turn: number | null;
  readonly ahead: number | null;
}

/** The lines of one concern under a heading. */
export interface Section {
  readonly ja: string;
  readonly en: string;
  readonly facts: readonly Fact[];
}

/** Whom a body sends: everybody, a department with all below it, who holds a post of this title, or a person. */
export interface Sent {
  readonly kind: "department" | "everybody" | "person" | "post";
  readonly target?: string;
}

/** Whom a body sends, in words. */
export interface SentTold {
  readonly kind: "department" | "everybody" | "person" | "post";
  readonly target: string;
  readonly name: string;
}

/** A sentence of the section's bank (定型文). */
export interface Sentence {
  readonly kind: "correction" | "guidance" | "reason";
  readonly text: string;
}

/** What a member calls one of their sessions; empty takes the name back. */
export interface SessionName {
  readonly name: string;
}

/** A session as its member sees it: which browser on what, where it came in, when it was last used. */
export interface SessionView {
  readonly id: string;
  readonly name: string | null;
  readonly browser: string | null;
  readonly system: string | null;
  readonly device: "pc" | "phone";
  readonly face: string;
  readonly opened_at: number;
  readonly seen_at: number;
  readonly is_this: boolean;
}

/** Every session of the member, this one first, then the latest used. */
export interface Sessions {
  readonly sessions: readonly SessionView[];
}

/** At which body one wants to sign in: its id or code. */
export interface SetOut {
  readonly organization: string;
}

/** What a member sets for themselves; the same on all their devices. */
export interface Settings {
  readonly language: "en" | "ja";
  readonly theme: "dark" | "light" | "system";
  readonly enter_sends: boolean;
  readonly night_waits: boolean;
  readonly font: "standard" | "ud";
  readonly density: "dense" | "standard";
  readonly era: boolean;
}

/** A provider's settlement as CSV, in base64. */
export interface SettlementFile {
  readonly data: string;
}

/** What was taken in: lines of payments and refunds, those that were new, and what was left out (payouts, fees). */
export interface SettlementRead {
  readonly lines: number;
  readonly new: number;
  readonly left_out: number;
  readonly begins_on: string | null;
  readonly ends_on: string | null;
}

/** A draft as it was saved last, on whichever device; a larger `n` is newer. */
export interface SharedDraft {
  readonly room_id: string;
  readonly root_id: string | null;
  readonly n: number;
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** What the viewer is writing. */
export interface SharedDrafts {
  readonly drafts: readonly SharedDraft[];
}

/** Where one is, shown to those who work on the incident for so many minutes, or until one stops. */
export interface SharedPosition {
  readonly latitude: number;
  readonly longitude: number;
  readonly minutes: number;
}

/** A table as the bytes of its file, in base64, at most some 700 kB; and how it is to be read. */
export interface Sheet {
  readonly table: string;
  readonly separators?: "literal" | "read";
  readonly split_days?: boolean;
}

/** A line that cannot be taken over, by the number a spreadsheet gives it; who it names, as far as it says. */
export interface SheetFault {
  readonly line: number;
  readonly text: string;
  readonly value: string;
}

/** What taking a table over would do; nothing is changed. */
export interface SheetPlan {
  readonly rows: readonly SheetRow[];
  readonly faults: readonly SheetFault[];
  readonly notices: readonly NoticeTold[];
  readonly unknown_columns: readonly string[];
}

/** What a line would do: who, from where to where, on which day. `replaces`: what the list says of them so far. */
export interface SheetRow {
  readonly line: number;
  readonly member_id: string;
  readonly name: string;
  readonly key: string;
  readonly kind: "leave" | "move" | "return";
  readonly before: string;
  readonly after: string;
  readonly day: string;
  readonly replaces: string | null;
}

/** How many moves were taken over, or why none was; the lists that other days were put into. */
export interface SheetTaken {
  readonly moves: number;
  readonly faults: readonly SheetFault[];
  readonly notices: readonly NoticeTold[];
  readonly lists: readonly string[];
}

/** What a print will do: for how many people, for how many later, and whose own password stands in the way. */
export interface SheetsPlan {
  readonly people: number;
  readonly later: number;
  readonly own: number;
  readonly unprintable: readonly Unprintable[];
  readonly addresses: readonly FaceAddress[];
  readonly is_address_set: boolean;
}

/** For whom sheets are wanted, and how many stand on a page of A4. Without `member_ids`: everybody who has no password yet, or (`issued`) has not replaced the issued one either. Those who have chosen their own keep it unless `replace` is set. */
export interface SheetsWanted {
  readonly member_ids?: readonly string[] | null;
  readonly waiting?: "issued" | "none";
  readonly department_id?: string | null;
  readonly per_page?: 1 | 2 | 4;
  readonly replace?: boolean;
  readonly address?: string | null;
}

/** A shift with its people. `relieves`: the shift at the same place that ends as this one begins. */
export interface Shift {
  readonly id: string;
  readonly name: string;
  readonly place: number;
  readonly begins_at: number;
  readonly ends_at: number;
  readonly relieves: string | null;
  readonly people: readonly ShiftPerson[];
  readonly told: number;
  readonly broadcast_id: string | null;
}

/** What a shift is: where, from when to when, and who works. */
export interface ShiftDraft {
  readonly name: string;
  readonly place: number;
  readonly begins_at: number;
  readonly ends_at: number;
  readonly member_ids: readonly string[];
}

/** Somebody of a shift: how long they rested before it (ms; null: it is their first), and whether they are there. */
export interface ShiftPerson {
  readonly person: Person;
  readonly rested_ms: number | null;
  readonly is_tired: boolean;
  readonly is_here: boolean;
}

/** The shifts of a muster by their beginning, and who of their people works in none of them now. */
export interface Shifts {
  readonly shifts: readonly Shift[];
  readonly resting: readonly Person[];
  readonly now: number;
}

/** A line of text (1行の文字). */
export interface ShortText {
  readonly kind: "text";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly least: number;
  readonly most: number;
  readonly characters: "any" | "ascii" | "digits" | "hiragana" | "kana";
}

/** The page everybody who follows sees; no paper: nothing is shown any more. */
export interface ShowingPage {
  readonly paper_id?: string | null;
  readonly page?: number;
}

/** What is shown besides the password: one of these. */
export interface Shown {
  readonly code?: string | null;
  readonly recovery_code?: string | null;
  readonly passkey?: PasskeyCredential | null;
}

/** What is shown just now, and the revision of the rest of the meeting. */
export interface ShownPage {
  readonly paper_id: string | null;
  readonly page: number;
  readonly revision: number;
  readonly is_over: boolean;
}

/** What the sign-in page sends. */
export interface SignIn {
  readonly login: string;
  readonly password: string;
  readonly organization?: string | null;
}

/** The rules of one organisation; null leaves it to the installation. */
export interface SignInRules {
  readonly factors: readonly FactorRule[];
  readonly grace_days: number;
  readonly absolute_hours: number | null;
  readonly idle_hours: number | null;
  readonly least_length: number;
  readonly issued_days: number | null;
  readonly proof_minutes: number;
  readonly faces: readonly string[] | null;
}

/** The rules of the body, within what bounds they may be set, and how people stand. */
export interface SignInSettings {
  readonly rules: SignInRules;
  readonly bounds: Bounds;
  readonly figures: FactorFigures;
  readonly revision: string;
}

/** The signature of a case. */
export interface SignatureView {
  readonly digest: string;
  readonly authority: string;
  readonly revocation: "good";
  readonly listed_at: number;
  readonly verified_at: number;
  readonly has_document: boolean;
  readonly is_kept: boolean;
  readonly is_current: boolean;
}

/** What was signed, as it is given out: with the signature, where that is kept. */
export interface SignedFile {
  readonly document: string;
  readonly digest: string;
  readonly signature: string | null;
  readonly certificate: string | null;
}

/** Questions like the one being written, the likest first. */
export interface SimilarQuestions {
  readonly questions: readonly Question[];
}

/** Every act, in order, for one person at one place. */
export interface Simulation {
  readonly person: Person;
  readonly room_class: number;
  readonly is_in_room: boolean | null;
  readonly screen: Screen;
  readonly answers: readonly Answer[];
}

/** One of several (1つ選ぶ). Stored as the option's id, or as its parts where it is その他. */
export interface SingleChoice {
  readonly kind: "choice";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly options: readonly Option[];
  readonly has_other: boolean;
  readonly look: "buttons" | "list" | "menu";
}

/** What a report says as of an instant, by the codes of its form; what is missing is not confirmed (未確認). */
export interface SituationDocument {
  readonly as_of: number;
  readonly values: Readonly<Record<string, number | number | string>>;
  readonly orders: readonly EvacuationRow[];
}

/** What the report being written says from now on, and which state of it was seen; 0: none was kept yet. */
export interface SituationDraft {
  readonly revision: number;
  readonly document: SituationDocument;
}

/** Items that stand together. */
export interface SituationGroup {
  readonly label: string;
  readonly items: readonly SituationItem[];
}

/** Which state of the report is issued. */
export interface SituationIssue {
  readonly revision: number;
}

/** One item of a form. `unit` is what is counted; empty for words. */
export interface SituationItem {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly type: "area" | "count" | "line" | "text";
}

/** A report in the list. */
export interface SituationRow {
  readonly form: "damage" | "evacuation" | "overview";
  readonly number: number;
  readonly as_of: number;
  readonly issued_at: number | null;
  readonly issued_by: string;
}

/** A report: what its form asks, what it says, and what the chronology would say. */
export interface SituationView {
  readonly form: "damage" | "evacuation" | "overview";
  readonly title: string;
  readonly name: string;
  readonly groups: readonly SituationGroup[];
  readonly has_orders: boolean;
  readonly number: number;
  readonly document: SituationDocument;
  readonly suggested: Readonly<Record<string, number | string>>;
  readonly before: Readonly<Record<string, number | number | string>>;
  readonly revision: number;
  readonly issued_at: number | null;
  readonly may_write: boolean;
}

/** The reports of an incident, by form, the newest first. */
export interface Situations {
  readonly reports: readonly SituationRow[];
}

/** A piece of the text around what was found; `hit` for what was found itself. */
export interface SnippetPart {
  readonly text: string;
  readonly hit: boolean;
}

/** One of these holds; none named: no. */
export interface Some {
  readonly is: "any";
  readonly of: readonly (Compare | Contains | Answered | Every | Some | Negation)[];
}

/** A person with their name. */
export interface Someone {
  readonly id: string;
  readonly name: string;
}

/** From one instant to before another (ms since 1970). */
export interface Span {
  readonly begins: number;
  readonly ends: number;
}

/** Who is to answer for a guest. */
export interface Sponsor {
  readonly member_id: string;
}

/** What somebody noted about an application, for the staff alone. */
export interface StaffNote {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly text: string;
}

/** A stage of the route: everybody in it approves, in any order. */
export interface Stage {
  readonly approvers: readonly Approver[];
}

/** A stage, and how many belong to it now. */
export interface StageView {
  readonly id: string;
  readonly stage: MusterStage;
  readonly people: number;
}

/** The stages of the body, in their order. */
export interface Stages {
  readonly stages: readonly StageView[];
}

/** A stamp one may send: what it says, and its picture where it is the body's own. */
export interface Stamp {
  readonly id: string;
  readonly words: string;
  readonly en: string | null;
  readonly picture: FileView | null;
}

/** Which stamps are used, in this order; whoever looks for one not named does not find it. */
export interface StampChoice {
  readonly stamp_ids: readonly string[];
}

/** The stamps of the viewer's body that one may send, in its order. */
export interface Stamps {
  readonly stamps: readonly Stamp[];
}

/** The signed-in member, their rooms, and the position of every stream they follow. The positions are read before the state: what comes after them may already be in it, nothing is missing. */
export interface Start {
  readonly me: Me;
  readonly rooms: readonly RoomCard[];
  readonly vector: Readonly<Record<string, number>>;
  readonly threads_unread: number;
}

/** One person's move in words. */
export interface StepTold {
  readonly member_id: string;
  readonly name: string;
  readonly key: string;
  readonly kind: "leave" | "move" | "return";
  readonly before: string;
  readonly after: string;
  readonly extension_before: string | null;
  readonly extension_after: string | null;
  readonly enters: readonly string[];
  readonly exits: readonly string[];
}

/** A person, and who they are at the provider. */
export interface SubjectLink {
  readonly member_id: string;
  readonly name: string;
  readonly login: string;
  readonly issuer: string;
  readonly subject: string;
  readonly linked_at: number;
}

/** Who is linked to whom at the provider; a hundred at most. */
export interface SubjectLinks {
  readonly links: readonly SubjectLink[];
}

/** What a browser gives when it agrees to be told (PushSubscription). */
export interface Subscribing {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** The sum of numbers; what is unanswered counts as nothing. */
export interface SumOf {
  readonly is: "sum";
  readonly questions: readonly string[];
}

/** The sum over the members of a repeating group: within it, questions of the group are those of one member. */
export interface SumOfMembers {
  readonly is: "members";
  readonly group: string;
  readonly of: FixedAmount | NumberIn | CountIn | PriceOf | SumOfMembers | Plus | Times | Only | Within;
}

/** Whose offer is accepted. */
export interface SupplyAccepted {
  readonly body_id: string;
}

/** What one's body asked for, what is open first; and what allies ask for, with one's own offer alone. */
export interface SupplyBoard {
  readonly supplies: readonly SupplyRow[];
  readonly elsewhere: readonly SupplyRow[];
  readonly places: readonly SupplyChoice[];
  readonly alliances: readonly SupplyChoice[];
  readonly may_lead: boolean;
}

/** A place one may ask for, or an alliance one may ask. */
export interface SupplyChoice {
  readonly id: string;
  readonly name: string;
}

/** What was just asked for. */
export interface SupplyMade {
  readonly id: string;
}

/** How far it is now. `revision`: of what was seen. */
export interface SupplyMove {
  readonly state: "accepted" | "arrived" | "asked" | "on_way" | "withdrawn";
  readonly revision: number;
}

/** What another body offers. */
export interface SupplyOffer {
  readonly body_id: string;
  readonly name: string;
  readonly text: string;
  readonly at: number;
  readonly is_accepted: boolean;
}

/** To which alliance it is open; null: to none. */
export interface SupplyOpening {
  readonly alliance_id: string | null;
}

/** What was asked for, and how far it is; `may`: what one may say of it. */
export interface SupplyRow {
  readonly id: string;
  readonly kind: "goods" | "people" | "task" | "vehicle";
  readonly what: string;
  readonly amount: string;
  readonly note: string;
  readonly place: string;
  readonly body: string;
  readonly is_drill: boolean;
  readonly state: "accepted" | "arrived" | "asked" | "on_way" | "withdrawn";
  readonly alliance_id: string | null;
  readonly offers: readonly SupplyOffer[];
  readonly asked_at: number;
  readonly asked_by: string;
  readonly changed_at: number;
  readonly changed_by: string;
  readonly revision: number;
  readonly may: readonly ("accepted" | "arrived" | "asked" | "on_way" | "withdrawn")[];
}

/** Why a body is suspended: for the record. */
export interface Suspension {
  readonly reason: string;
}

/** A place: how many there are, how many have it, how many wait. More are taken than there are when it shrank. */
export interface TakenPlace {
  readonly label: string;
  readonly capacity: number;
  readonly taken: number;
  readonly waiting: number;
}

/** A question whose places are given in turn. */
export interface TakenPlaces {
  readonly question_id: string;
  readonly label: string;
  readonly places: readonly TakenPlace[];
}

/** What a task is from now on, as a whole, and the revision that was seen. */
export interface TaskChange {
  readonly revision: number;
  readonly title: string;
  readonly note?: string;
  readonly doer_ids: readonly string[];
  readonly due_on?: string | null;
  readonly repeat?: "monthly" | "none" | "weekly" | "workdays" | "yearly";
}

/** How many open tasks the viewer does, how many of them are due today or overdue, and how many they gave. */
export interface TaskCounts {
  readonly mine: number;
  readonly due: number;
  readonly given: number;
}

/** Somebody who does a task. */
export interface TaskDoer {
  readonly id: string;
  readonly name: string;
  readonly department: string;
}

/** What came of a task. */
export interface TaskDone {
  readonly note?: string;
}

/** Tasks of one view, where the next page begins, and the counts. */
export interface TaskPage {
  readonly tasks: readonly TaskView[];
  readonly next: string | null;
  readonly counts: TaskCounts;
}

/** A task as those see it who may. */
export interface TaskView {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly owner: TaskDoer;
  readonly doers: readonly TaskDoer[];
  readonly room_id: string | null;
  readonly message_id: string | null;
  readonly due_on: string | null;
  readonly repeat: "monthly" | "none" | "weekly" | "workdays" | "yearly";
  readonly revision: number;
  readonly made_at: number;
  readonly done_at: number | null;
  readonly done_by: string;
  readonly done_note: string;
  readonly dropped_at: number | null;
  readonly is_mine: boolean;
  readonly may_change: boolean;
}

/** A telegram that was refused, with the sentence that says why. */
export interface TelegramRefusal {
  readonly at: number;
  readonly source: "drop" | "feed" | "folder";
  readonly name: string;
  readonly sentence: string;
}

/** A telegram that came, with what each rule of the body did or would have done. */
export interface TelegramRow {
  readonly id: string;
  readonly arrived_at: number;
  readonly reported_at: number;
  readonly source: "drop" | "feed" | "folder";
  readonly product: string;
  readonly title: string;
  readonly kind: "ashfall" | "early_warning" | "earthquake" | "eruption" | "flood" | "heat" | "information" | "landslide" | "long_period" | "rain" | "record_rain" | "snow" | "storm" | "surge" | "tornado" | "trough" | "tsunami" | "typhoon" | "volcano" | "waves" | "weather";
  readonly status: "actual" | "drill" | "test";
  readonly info_type: "cancelled" | "corrected" | "issued";
  readonly headline: string;
  readonly areas: number;
  readonly judged: readonly Judged[];
}

/** A template in the list. */
export interface TemplateRow {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  readonly questions: number;
  readonly body: string;
  readonly is_own: boolean;
  readonly is_shared: boolean;
  readonly may_change: boolean;
}

/** Whether other bodies of the installation may take copies of a template. */
export interface TemplateSharing {
  readonly is_shared: boolean;
}

/** What was agreed with the provider, and the rules for who comes from there. */
export interface Terms {
  readonly label: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly proof: "client_secret_basic" | "client_secret_post" | "private_key_jwt";
  readonly scopes: string;
  readonly claims: ClaimNames;
  readonly accounts: "created" | "linked" | "matched";
  readonly match_by: "login" | "number";
  readonly cut_domain: boolean;
  readonly domains: readonly string[];
  readonly passwords: "administrators_and_guests" | "everyone";
  readonly acr_values: string;
  readonly strong_acr: readonly string[];
  readonly strong_amr: readonly string[];
  readonly sign_out_there: boolean;
}

/** The terms as they held from an instant on. */
export interface TermsVersion {
  readonly version: number;
  readonly text: string;
  readonly at: number;
}

/** The newest fifty versions of an alliance's terms, the newest first. */
export interface TermsVersions {
  readonly versions: readonly TermsVersion[];
}

/** What browser one asks with, and what is asked of it here. */
export interface ThisDevice {
  readonly device: DeviceView | null;
  readonly is_asked: boolean;
  readonly consent: string;
  readonly version: number;
}

/** A thread: its first message and the newest replies, or those before a given one; and who has read how far. `confirmed`: whether the viewer has confirmed the first message. */
export interface Thread {
  readonly root: Message;
  readonly messages: readonly Message[];
  readonly people: readonly Person[];
  readonly read_n: number;
  readonly following: boolean;
  readonly rewinds: number;
  readonly has_before: boolean;
  readonly seq: number;
  readonly marks: readonly Mark[];
  readonly confirmed: boolean;
}

/** A thread one follows, for the list of threads. */
export interface ThreadCard {
  readonly root: Message;
  readonly room_id: string;
  readonly unread: number;
  readonly last: Message;
}

/** The threads one follows, the newest first. */
export interface Threads {
  readonly threads: readonly ThreadCard[];
  readonly people: readonly Person[];
  readonly next: string | null;
}

/** A time of day (時刻). */
export interface TimeOfDay {
  readonly kind: "time";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly step: 1 | 5 | 10 | 15 | 30 | 60;
}

/** A product; of none it is 1. */
export interface Times {
  readonly is: "times";
  readonly of: readonly (FixedAmount | NumberIn | CountIn | PriceOf | SumOfMembers | Plus | Times | Only | Within)[];
}

/** How those who hold a post did; `help`: people who are hurt or need help. */
export interface TitlePace {
  readonly title: string;
  readonly people: number;
  readonly done: number;
  readonly help: number;
}

/** What is asked, in what a screen needs to say it. */
export interface Told {
  readonly names: readonly string[];
  readonly people: number;
  readonly role: string | null;
  readonly bulk: string | null;
  readonly target: string | null;
  readonly issuer: string | null;
  readonly changes: readonly ToldChange[];
}

/** By whom an entry was told as urgent, when and why; how many it concerned, and how many have a device. */
export interface ToldAsUrgent {
  readonly by: Person;
  readonly at: number;
  readonly reason: string;
  readonly people: number;
  readonly reached: number;
}

/** A setting that is to change; null is empty. */
export interface ToldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Whom it was sent to, as it was called then; `people`: how many were named one by one. */
export interface ToldTo {
  readonly everybody: boolean;
  readonly guests: boolean;
  readonly departments: readonly string[];
  readonly titles: readonly string[];
  readonly affiliations: readonly string[];
  readonly people: number;
}

/** A message, and how much was answered to it that is new to the viewer. `unread`: the message is; `following`: its thread has a mark of the viewer's own; `last`: the newest answer. */
export interface Topic {
  readonly root: Message;
  readonly unread: boolean;
  readonly following: boolean;
  readonly answers: number;
  readonly last: Message | null;
}

/** What is new in some rooms, in the order asked. */
export interface Topics {
  readonly rooms: readonly RoomTopics[];
  readonly people: readonly Person[];
}

/** The first code of an authenticator app. */
export interface TotpConfirm {
  readonly sealed: string;
  readonly code: string;
}

/** A secret for an authenticator app: as text, as an address, as the squares of a QR code (rows of 0 and 1). `sealed` is given back with the first code; until then nothing is kept. */
export interface TotpOffer {
  readonly secret: string;
  readonly uri: string;
  readonly qr: readonly string[];
  readonly sealed: string;
}

/** An authenticator app as its member sees it. */
export interface TotpView {
  readonly added_at: number;
  readonly used_at: number | null;
}

/** The towns of an incident: the silent ones first, then those that confirmed least. */
export interface TownBoard {
  readonly towns: readonly TownRow[];
  readonly reported: number;
  readonly in_time: number;
  readonly may_ask: boolean;
  readonly may_write: boolean;
}

/** What a town says. `revision`: of what it changes; 0 for the first. */
export interface TownReport {
  readonly answers: Readonly<Record<string, boolean>>;
  readonly note?: string;
  readonly source?: string;
  readonly revision?: number;
}

/** A town on the board; `reported_at` null: it is silent. */
export interface TownRow {
  readonly number: number;
  readonly name: string;
  readonly asked_at: number;
  readonly due_at: number;
  readonly reported_at: number | null;
  readonly answers: Readonly<Record<string, boolean>>;
  readonly note: string;
  readonly source: string;
  readonly by: string;
  readonly revision: number;
}

/** A text in another language, and of which text it was made. */
export interface Translated {
  readonly of: string;
  readonly text: string;
}

/** The steps as far as they went; what comes after a failed one is not tried. */
export interface Trial {
  readonly issuer: string;
  readonly steps: readonly Tried[];
}

/** A step of the test: with the sentence of what did not hold, or null. */
export interface Tried {
  readonly step: "client" | "description" | "keys" | "redirect";
  readonly problem: string | null;
}

/** A job that was given up. What it was about is not shown: it may be a body's own. */
export interface Trouble {
  readonly id: string;
  readonly kind: string;
  readonly attempts: number;
  readonly error: string;
  readonly created_at: number;
  readonly failed_at: number;
}

/** A name with characters that the font of the sheets does not have; 〓 will stand there. */
export interface Unprintable {
  readonly member_id: string;
  readonly name: string;
  readonly characters: readonly string[];
}

/** A thread one follows in which replies are unread. */
export interface UnreadThread {
  readonly root_id: string;
  readonly unread: number;
}

/** The last time one of these was done to its end. */
export interface Upkeep {
  readonly kind: "anchor" | "backup" | "outlets" | "verify";
  readonly at: number;
  readonly is_good: boolean;
  readonly amount: number;
  readonly faults: number;
}

/** Why it cannot wait. */
export interface Urging {
  readonly reason: string;
}

/** Two states of a form and what differs between them; number 0 is the draft. */
export interface VersionComparison {
  readonly before: number;
  readonly after: number;
  readonly documents: readonly FormDocument[];
  readonly differences: readonly FormDifference[];
}

/** A published version. */
export interface VersionRow {
  readonly number: number;
  readonly published_at: number;
  readonly published_by: string;
  readonly digest: string;
  readonly earlier_until: number | null;
}

/** A published version, as it was and will be. */
export interface VersionView {
  readonly version: VersionRow;
  readonly document: FormDocument;
}

/** Where the body's video meetings are: an address with {key} for what is another in each; empty: nowhere. */
export interface VideoAddress {
  readonly address: string;
}

/** The address of one video meeting. */
export interface VideoMeeting {
  readonly address: string;
}

/** How many cases stand in a state now, since when the oldest does, and how many are late. */
export interface WaitingFigures {
  readonly state: "correcting" | "deciding" | "delivering" | "done" | "examining" | "received" | "refused" | "withdrawn";
  readonly cases: number;
  readonly oldest_at: number;
  readonly overdue: number;
}

/** Why nothing is to be paid (減免の理由). */
export interface Waiving {
  readonly reason: string;
  readonly revision: number;
}

/** The grades of a kind of warning, as the Agency says them. */
export interface WarningLadder {
  readonly kind: "ashfall" | "early_warning" | "earthquake" | "eruption" | "flood" | "heat" | "information" | "landslide" | "long_period" | "rain" | "record_rain" | "snow" | "storm" | "surge" | "tornado" | "trough" | "tsunami" | "typhoon" | "volcano" | "waves" | "weather";
  readonly grades: readonly string[];
}

/** A warning of a telegram that is for a rule's places, and fits one of its conditions. */
export interface WarningMatch {
  readonly kind: "ashfall" | "early_warning" | "earthquake" | "eruption" | "flood" | "heat" | "information" | "landslide" | "long_period" | "rain" | "record_rain" | "snow" | "storm" | "surge" | "tornado" | "trough" | "tsunami" | "typhoon" | "volcano" | "waves" | "weather";
  readonly name: string;
  readonly grade: number;
  readonly alert_level: number | null;
  readonly change: "continued" | "issued" | "lifted" | "lowered";
  readonly nearness: "here" | "nation" | "prefecture";
  readonly areas: readonly string[];
}

/** A kind of warning, and from which grade on (a rung of its ladder, from 1). */
export interface WarningWanted {
  readonly kind: "ashfall" | "early_warning" | "earthquake" | "eruption" | "flood" | "heat" | "information" | "landslide" | "long_period" | "rain" | "record_rain" | "snow" | "storm" | "surge" | "tornado" | "trough" | "tsunami" | "typhoon" | "volcano" | "waves" | "weather";
  readonly grade: number;
}

/** How many of those it would go to a way reaches. */
export interface WayReach {
  readonly way: "app" | "mail" | "phone" | "push" | "sms" | "voice";
  readonly people: number;
}

/** How much came in by one way. */
export interface WayTotal {
  readonly way: "card" | "elsewhere" | "transfer" | "window";
  readonly count: number;
  readonly received: number;
  readonly refunded: number;
}

/** A webhook as it should be from now on, and the revision it was made of; its address stays. */
export interface WebhookChange {
  readonly revision: number;
  readonly note?: string;
  readonly kinds: readonly ("case.messaged" | "case.moved" | "case.received")[];
  readonly is_on: boolean;
}

/** A system that is to be told. */
export interface WebhookNew {
  readonly url: string;
  readonly note?: string;
  readonly kinds: readonly ("case.messaged" | "case.moved" | "case.received")[];
}

/** A secret, shown this once. */
export interface WebhookSecret {
  readonly id: string;
  readonly secret: string;
  readonly webhooks: WebhooksView;
}

/** A system that is told, as an administrator sees it; never its secret. */
export interface WebhookView {
  readonly id: string;
  readonly url: string;
  readonly note: string;
  readonly kinds: readonly ("case.messaged" | "case.moved" | "case.received")[];
  readonly is_on: boolean;
  readonly gave_up_at: number | null;
  readonly revision: number;
  readonly deliveries: readonly DeliveryView[];
}

/** Every system that is told, and which hosts the operator lets one tell. */
export interface WebhooksView {
  readonly webhooks: readonly WebhookView[];
  readonly hosts: readonly string[];
}

/** Whether one wants the letter of the week about an alliance. */
export interface WeekLetter {
  readonly wanted: boolean;
}

/** Whether one gets the letter of the week; `possible`: mail is sent, and one has an address. */
export interface WeekLetterTold {
  readonly wanted: boolean;
  readonly possible: boolean;
}

/** Why an application is withdrawn, and whether its answers are erased at once. */
export interface Withdrawal {
  readonly reason?: string;
  readonly erases?: boolean;
}

/** A number kept within bounds: 上限額, 下限額. */
export interface Within {
  readonly is: "within";
  readonly of: FixedAmount | NumberIn | CountIn | PriceOf | SumOfMembers | Plus | Times | Only | Within;
  readonly least: number | null;
  readonly most: number | null;
}

/** In how many answers a word stands. */
export interface WordCount {
  readonly word: string;
  readonly answers: number;
}

/** What a message said from an instant on; null once erased. */
export interface Wording {
  readonly at: number;
  readonly text: string | null;
}

/** What is noted, or written to the applicant. */
export interface Writing {
  readonly text: string;
}

/** Yes or no (はい・いいえ). */
export interface YesNo {
  readonly kind: "yes_no";
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly show_if: Compare | Contains | Answered | Every | Some | Negation | null;
  readonly needs_care: boolean;
  readonly ask_again: boolean;
  readonly yes: string;
  readonly no: string;
}

/** What each kind of entry carries. */
export interface EntryBodies {
  readonly "access.refused": { readonly member_id: string | null; readonly act: string; readonly why: string; readonly face: string | null; readonly device: "pc" | "phone" | null; readonly address: string; readonly tries: number; readonly route: string | null; readonly host: string };
  readonly "alliance.agreement_answered": { readonly alliance_id: string; readonly agreement_id: string; readonly title: string; readonly organization: string; readonly agreed: boolean };
  readonly "alliance.agreement_proposed": { readonly alliance_id: string; readonly agreement_id: string; readonly title: string; readonly text: string; readonly organization: string; readonly bodies: readonly string[] };
  readonly "alliance.aid_asked": { readonly alliance_id: string; readonly request_id: string; readonly organization: string; readonly aid: "equipment" | "other" | "people" | "supplies"; readonly item: string; readonly quantity: number; readonly unit: string; readonly is_drill: boolean };
  readonly "alliance.aid_closed": { readonly alliance_id: string; readonly request_id: string; readonly organization: string; readonly item: string };
  readonly "alliance.aid_offered": { readonly alliance_id: string; readonly request_id: string; readonly offer_id: string; readonly organization: string; readonly item: string; readonly quantity: number; readonly unit: string };
  readonly "alliance.aid_received": { readonly alliance_id: string; readonly request_id: string; readonly offer_id: string; readonly organization: string; readonly item: string; readonly quantity: number; readonly unit: string };
  readonly "alliance.aid_withdrawn": { readonly alliance_id: string; readonly request_id: string; readonly offer_id: string; readonly organization: string; readonly item: string };
  readonly "alliance.body_moved": { readonly alliance_id: string; readonly alliance: string; readonly body_id: string; readonly organization: string; readonly step: string; readonly was: "asked" | "expelled" | "invited" | "joined" | "left" | "none" | "paused" | "suspended"; readonly becomes: "asked" | "expelled" | "invited" | "joined" | "left" | "none" | "paused" | "suspended"; readonly accepted: number | null; readonly reason: string };
  readonly "alliance.changed": { readonly alliance_id: string; readonly name?: string; readonly purpose?: string; readonly is_listed?: boolean; readonly terms?: string; readonly terms_version?: number; readonly welcome?: string; readonly opened_by?: "everybody" | "moderators" };
  readonly "alliance.ended": { readonly alliance_id: string; readonly alliance: string; readonly rooms: number };
  readonly "alliance.founded": { readonly alliance_id: string; readonly name: string; readonly purpose: string; readonly terms: string; readonly is_listed: boolean; readonly host_id: string; readonly organization: string; readonly welcome: string; readonly opened_by: "everybody" | "moderators" };
  readonly "alliance.hand_over_offered": { readonly alliance_id: string; readonly alliance: string; readonly body_id: string | null; readonly organization: string };
  readonly "alliance.host_changed": { readonly alliance_id: string; readonly alliance: string; readonly former_id: string; readonly body_id: string; readonly organization: string };
  readonly "alliance.limits_changed": { readonly alliance_id: string; readonly class_most: 1 | 2 | 3; readonly files: boolean; readonly passing_on: boolean; readonly guests: boolean };
  readonly "alliance.message_reported": { readonly alliance_id: string; readonly report_id: string; readonly room_id: string; readonly message_id: string };
  readonly "alliance.moderator_named": { readonly alliance_id: string; readonly alliance: string; readonly member_id: string };
  readonly "alliance.moderator_withdrawn": { readonly alliance_id: string; readonly alliance: string; readonly member_id: string };
  readonly "alliance.profile_changed": { readonly alliance_id: string };
  readonly "alliance.report_closed": { readonly alliance_id: string; readonly alliance: string; readonly report_id: string; readonly message_id: string; readonly step: string; readonly reason: string };
  readonly "alliance.room_opened": { readonly alliance_id: string; readonly room_id: string; readonly name: string; readonly theme: string; readonly style: "questions" | "talk" };
  readonly "alliance.room_pinned": { readonly alliance_id: string; readonly room_id: string; readonly pinned: boolean };
  readonly "alliance.sending_changed": { readonly alliance_id: string; readonly alliance: string; readonly sent: readonly Sent[]; readonly class_most: 1 | 2 | 3; readonly files: boolean; readonly passing_on: boolean; readonly guests: boolean; readonly figures: boolean };
  readonly "alliance.sent_no_more": { readonly alliance_id: string; readonly member_id: string; readonly rooms: number };
  readonly "alliance.welcome_read": { readonly alliance_id: string };
  readonly "anchor.made": { readonly no: number; readonly streams: number; readonly heads_root: string; readonly log_root: string; readonly key: string | null };
  readonly "anchor.not_written": { readonly no: number; readonly outlet: string; readonly error: string };
  readonly "anchor.refused": { readonly streams: number; readonly some: readonly string[] };
  readonly "anchor.stamped": { readonly no: number; readonly authority: string; readonly at: number };
  readonly "anchor.written": { readonly no: number; readonly outlet: string };
  readonly "announcement.confirmed": { readonly id: string };
  readonly "announcement.ended": { readonly id: string; readonly title: string; readonly confirmed: number; readonly people: number };
  readonly "announcement.posted": { readonly id: string; readonly title: string; readonly text: string; readonly importance: string; readonly departments: readonly string[]; readonly to_guests: boolean; readonly begins_at: number; readonly ends_at: number };
  readonly "announcements.changed": { readonly urgent: boolean };
  readonly "application.erased": { readonly reason: string };
  readonly "application.identified": { readonly level: string; readonly profile: string; readonly issuer: string; readonly certified: readonly string[]; readonly changed: readonly string[] };
  readonly "application.marked": { readonly marks: readonly string[] };
  readonly "application.moved_up": { readonly question: string; readonly place: string };
  readonly "application.noted": { readonly text: string };
  readonly "application.printed": { readonly questions: readonly string[] };
  readonly "application.reinstated": object;
  readonly "application.signed": { readonly digest: string; readonly profile: string; readonly issuer: string; readonly authority: string; readonly revocation: string; readonly listed_at: number; readonly verified_at: number; readonly is_kept: boolean };
  readonly "application.submitted": { readonly form: string; readonly version: number; readonly number: string; readonly digest: string };
  readonly "application.viewed": { readonly questions: readonly string[] };
  readonly "application.waits": { readonly question: string; readonly place: string; readonly turn: number };
  readonly "application.withdrawn": { readonly reason: string };
  readonly "attendance.ended": { readonly report: string; readonly ends_at: number };
  readonly "attendance.feed_dropped": object;
  readonly "attendance.feed_made": object;
  readonly "attendance.reported": { readonly report: string; readonly what: string; readonly begins_at: number; readonly ends_at: number };
  readonly "audit.exported": { readonly format: "csv" | "jsonl"; readonly upto: number; readonly person_id: string | null; readonly act: string | null; readonly first_on: string | null; readonly last_on: string | null };
  readonly "backup.made": { readonly rows: number; readonly faults: number };
  readonly "body.erased": { readonly seq: number };
  readonly "broadcast.call": { readonly member_id: string; readonly act: string; readonly note: string };
  readonly "broadcast.ended": { readonly id: string; readonly title: string; readonly people: number; readonly done: number };
  readonly "broadcast.reached": { readonly member_id: string; readonly step: string; readonly way: string; readonly choice: string | null };
  readonly "broadcast.sent": { readonly id: string; readonly title: string; readonly text: string; readonly asked: string; readonly is_urgent: boolean; readonly is_drill: boolean; readonly departments: readonly string[]; readonly people: number };
  readonly "broadcast.taken": { readonly form: string };
  readonly "broadcast.template_changed": { readonly id: string; readonly title: string; readonly act: string };
  readonly "broadcast.told": { readonly telling: number; readonly ways: readonly string[]; readonly waiting: number };
  readonly "broadcasts.changed": { readonly id: string; readonly title: string; readonly asked: string; readonly is_urgent: boolean; readonly is_drill: boolean; readonly is_open: boolean };
  readonly "case.annotated": { readonly fields: readonly string[]; readonly digest: string };
  readonly "case.approval_asked": { readonly proposed: string; readonly stages: readonly (readonly string[])[] };
  readonly "case.approved": { readonly stage: number; readonly instead_of: string | null };
  readonly "case.assigned": { readonly owner: string | null };
  readonly "case.corrected": { readonly questions: readonly string[]; readonly digest: string };
  readonly "case.correction_asked": { readonly questions: readonly string[]; readonly answer_by: string };
  readonly "case.correction_withdrawn": object;
  readonly "case.deliverable_fetched": { readonly deliverable: string };
  readonly "case.deliverable_withdrawn": { readonly deliverable: string };
  readonly "case.delivered": { readonly deliverable: string; readonly number: string; readonly digest: string; readonly until_on: string };
  readonly "case.disclosed": { readonly extent: string; readonly format: string };
  readonly "case.entered": { readonly how: string; readonly member: string };
  readonly "case.imported": { readonly number: string; readonly member: string };
  readonly "case.letter_ordered": { readonly deliverable: string; readonly number: string; readonly title: string; readonly template: string; readonly revision: number };
  readonly "case.messaged": { readonly message: string; readonly is_from_applicant: boolean; readonly digest: string };
  readonly "case.moved": { readonly before: string; readonly after: string; readonly reason: string };
  readonly "case.opinion_asked": { readonly opinion: string; readonly holder: string; readonly shown: readonly string[]; readonly answer_by: string; readonly digest: string };
  readonly "case.opinion_given": { readonly opinion: string; readonly digest: string };
  readonly "case.opinion_withdrawn": { readonly opinion: string };
  readonly "case.paper_asked": { readonly is_wanted: boolean };
  readonly "case.read_by_system": { readonly key: string; readonly note: string };
  readonly "case.returned": { readonly stage: number; readonly reason: string };
  readonly "case.seen_afterwards": { readonly stage: number };
  readonly "charge.asked": { readonly amount: number; readonly due_on: string };
  readonly "charge.opened": { readonly amount: number | null; readonly is_after: boolean };
  readonly "charge.waived": { readonly digest: string };
  readonly "circular.completed": { readonly version: number; readonly confirmed: number; readonly people: number };
  readonly "circular.confirmed": { readonly version: number; readonly member: string; readonly comment_digest: string };
  readonly "circular.deputised": { readonly version: number; readonly member: string; readonly deputy: string | null };
  readonly "circular.ended": { readonly confirmed: number; readonly people: number };
  readonly "circular.extended": { readonly due_on: string | null };
  readonly "circular.handed_over": { readonly owner: string };
  readonly "circular.passed_over": { readonly version: number; readonly members: readonly string[]; readonly reason: string };
  readonly "circular.printed": object;
  readonly "circular.reached": { readonly version: number; readonly position: number; readonly people: number };
  readonly "circular.reminded": { readonly people: number };
  readonly "circular.reworded": { readonly version: number; readonly stops: readonly (readonly string[])[]; readonly digest: string; readonly files: readonly string[]; readonly reason: string };
  readonly "circular.sent": { readonly manner: string; readonly stops: readonly (readonly string[])[]; readonly due_on: string | null; readonly room_class: number; readonly digest: string; readonly files: readonly string[] };
  readonly "circular.widened": { readonly version: number; readonly stops: readonly (readonly string[])[] };
  readonly "circular.withdrawn": { readonly reason: string };
  readonly "circulars.changed": object;
  readonly "confirmation.asked": { readonly id: string; readonly seq: number; readonly member_ids: readonly string[] | null; readonly due_at: number | null; readonly people: number };
  readonly "confirmation.ended": { readonly id: string };
  readonly "consent.asked": { readonly consent_id: string; readonly act: "bulk" | "factors" | "password" | "provider" | "role"; readonly subject_ids: readonly string[]; readonly told: Told; readonly reason: string; readonly expires_at: number };
  readonly "consent.failed": { readonly consent_id: string; readonly act: "bulk" | "factors" | "password" | "provider" | "role"; readonly asked_by: string; readonly why: string };
  readonly "consent.given": { readonly consent_id: string; readonly act: "bulk" | "factors" | "password" | "provider" | "role"; readonly asked_by: string };
  readonly "consent.refused": { readonly consent_id: string; readonly act: "bulk" | "factors" | "password" | "provider" | "role"; readonly asked_by: string };
  readonly "consent.used": { readonly consent_id: string; readonly act: "bulk" | "factors" | "password" | "provider" | "role"; readonly asked_by: string; readonly consented_by: string };
  readonly "consent.withdrawn": { readonly consent_id: string; readonly act: "bulk" | "factors" | "password" | "provider" | "role"; readonly asked_by: string };
  readonly "department.change_failed": { readonly id: string; readonly plan_id: string; readonly path: string; readonly faults: readonly string[] };
  readonly "department.change_planned": { readonly id: string; readonly plan_id: string; readonly path: string; readonly what: string; readonly after: string | null; readonly into_path: string | null; readonly effective_at: number };
  readonly "department.change_withdrawn": { readonly id: string; readonly plan_id: string; readonly path: string };
  readonly "department.closed": { readonly id: string; readonly name: string; readonly path: string };
  readonly "department.created": { readonly id: string; readonly name: string; readonly parent_id: string | null; readonly path: string };
  readonly "department.merged": { readonly id: string; readonly name: string; readonly path: string; readonly into_id: string; readonly into: string; readonly into_path: string; readonly people: number; readonly below: number };
  readonly "department.moved": { readonly id: string; readonly before: string | null; readonly parent_id: string | null; readonly path: string; readonly path_before: string };
  readonly "department.placed": { readonly id: string; readonly before: number; readonly position: number; readonly path: string };
  readonly "department.renamed": { readonly id: string; readonly before: string; readonly name: string; readonly path: string; readonly path_before: string };
  readonly "device.applied": { readonly device_id: string; readonly member_id: string; readonly device_name: string; readonly device: "pc" | "phone"; readonly owner: "private" | "public"; readonly consent: number };
  readonly "device.approved": { readonly device_id: string; readonly member_id: string; readonly device_name: string; readonly by_rule: boolean };
  readonly "device.cut_off": { readonly device_id: string; readonly member_id: string; readonly device_name: string; readonly reason: string; readonly sessions: number };
  readonly "device.lent_issued": { readonly numbers: readonly string[] };
  readonly "device.lent_withdrawn": { readonly number: string };
  readonly "device.lost": { readonly device_id: string; readonly member_id: string; readonly device_name: string; readonly sessions: number };
  readonly "device.refused": { readonly device_id: string; readonly member_id: string; readonly device_name: string; readonly reason: string };
  readonly "device.rules_changed": { readonly before: string; readonly after: string };
  readonly "device.wiped": { readonly device_id: string; readonly member_id: string; readonly device_name: string; readonly address: string };
  readonly "directory.renewed": { readonly people: number };
  readonly "emergency_contact.changed": { readonly is_given: boolean };
  readonly "emergency_contact.seen": { readonly member_id: string; readonly title: string };
  readonly "evidence.made": { readonly sha256: string; readonly entries: number; readonly faults: number };
  readonly "factor.added": { readonly member_id: string; readonly factor: "passkey" | "password" | "provider" | "provider_strong" | "recovery_code" | "totp"; readonly name: string | null };
  readonly "factor.blocked": { readonly member_id: string; readonly factor: "passkey" | "password" | "provider" | "provider_strong" | "recovery_code" | "totp"; readonly name: string; readonly expected_above: number; readonly shown: number };
  readonly "factor.codes_issued": { readonly member_id: string; readonly count: number };
  readonly "factor.refused": { readonly member_id: string; readonly factor: "passkey" | "password" | "provider" | "provider_strong" | "recovery_code" | "totp" };
  readonly "factor.removed": { readonly member_id: string; readonly factor: "passkey" | "password" | "provider" | "provider_strong" | "recovery_code" | "totp"; readonly name: string | null };
  readonly "factor.reset": { readonly member_id: string; readonly reason: string; readonly sessions: number; readonly second: string | null };
  readonly "factor.used": { readonly member_id: string; readonly session_id: string; readonly factor: "passkey" | "password" | "provider" | "provider_strong" | "recovery_code" | "totp" };
  readonly "figures.estimate_changed": { readonly message_seconds: number; readonly reading_seconds: number };
  readonly "figures.exported": { readonly sheet: string; readonly first_on: string; readonly last_on: string; readonly encoding: string };
  readonly "form.annotation_fields_changed": { readonly revision: number; readonly fields: readonly string[] };
  readonly "form.api_key_changed": { readonly key: string; readonly note: string; readonly reads: string; readonly what: "made" | "removed" };
  readonly "form.arrivals_announced": { readonly room: string | null };
  readonly "form.cases_exported": { readonly cases: number; readonly columns: number; readonly format: string };
  readonly "form.cases_imported": { readonly new: number; readonly known: number; readonly digest: string };
  readonly "form.changed": { readonly revision: number };
  readonly "form.closed": object;
  readonly "form.created": { readonly title: string; readonly department: string; readonly address: string };
  readonly "form.drawn": { readonly question: string; readonly seed: string; readonly capacities: Readonly<Record<string, number>>; readonly applied: Readonly<Record<string, number>>; readonly digest: string };
  readonly "form.exported": { readonly applications: number; readonly columns: number; readonly format: string };
  readonly "form.identity_terms_changed": { readonly revision: number; readonly level: string; readonly ways: readonly string[] };
  readonly "form.invitation_letters": { readonly people: number };
  readonly "form.invitation_withdrawn": { readonly invitation: string };
  readonly "form.invited": { readonly people: number };
  readonly "form.letter_template_changed": { readonly template: string; readonly revision: number; readonly is_removed: boolean };
  readonly "form.numbers_exported": { readonly people: number; readonly format: string };
  readonly "form.payment_terms_changed": { readonly revision: number; readonly fee: string | null; readonly ways: readonly string[] };
  readonly "form.procedure_changed": { readonly revision: number; readonly steps: readonly string[]; readonly approvers: number };
  readonly "form.publication_asked": { readonly revision: number; readonly digest: string };
  readonly "form.publication_dropped": object;
  readonly "form.published": { readonly number: number; readonly title: string; readonly digest: string; readonly asked_by: string | null };
  readonly "form.reopened": object;
  readonly "form.rules_changed": { readonly takes_two: boolean };
  readonly "form.shared": { readonly rights: Readonly<Record<string, readonly string[]>> };
  readonly "form.template_kept": { readonly template: string; readonly form: string; readonly title: string };
  readonly "form.template_removed": { readonly template: string; readonly title: string };
  readonly "form.template_shared": { readonly template: string; readonly title: string; readonly is_shared: boolean };
  readonly "form.terms_changed": { readonly before: Readonly<Record<string, string | number | null>>; readonly after: Readonly<Record<string, string | number | null>> };
  readonly "guest.admitted": { readonly invitation_id: string; readonly member_id: string; readonly name: string; readonly rooms: readonly string[]; readonly ends_on: string };
  readonly "guest.concerns_changed": object;
  readonly "guest.end_told": { readonly member_id: string; readonly name: string; readonly ends_on: string; readonly days: number };
  readonly "guest.ended": { readonly member_id: string; readonly name: string; readonly why: "by_staff" | "expired" | "no_room"; readonly sessions: number };
  readonly "guest.invitation_consented": { readonly invitation_id: string; readonly name: string };
  readonly "guest.invitation_declined": { readonly invitation_id: string; readonly name: string };
  readonly "guest.invitation_sent": { readonly invitation_id: string; readonly name: string; readonly mailed: boolean };
  readonly "guest.invitation_withdrawn": { readonly invitation_id: string; readonly name: string };
  readonly "guest.invited": { readonly invitation_id: string; readonly name: string; readonly body: string; readonly mail: string; readonly purpose: string; readonly ends_on: string; readonly sponsor_id: string; readonly rooms: readonly string[]; readonly awaits: "administrator" | "sponsor" | null; readonly history: "all" | "since_joining" };
  readonly "guest.link_refused": { readonly invitation_id: string; readonly name: string; readonly why: string; readonly address: string };
  readonly "guest.renewed": { readonly member_id: string; readonly name: string; readonly before: string; readonly ends_on: string };
  readonly "guest.reopened": { readonly invitation_id: string; readonly member_id: string; readonly name: string; readonly body: string; readonly mailed: boolean | null };
  readonly "guest.roomless": { readonly member_id: string; readonly name: string; readonly closes_on: string };
  readonly "guest.rules_changed": { readonly may_invite: "administrators" | "masters" | "staff"; readonly longest_days: number; readonly needs_consent: boolean };
  readonly "guest.sponsor_changed": { readonly member_id: string; readonly name: string; readonly before: string; readonly sponsor_id: string };
  readonly "guests.exported": { readonly count: number };
  readonly "handover.arrived": object;
  readonly "handover.handed": { readonly id: string; readonly name: string; readonly successor_id: string; readonly successor: string };
  readonly "handover.marked": { readonly message_id: string; readonly comment: string };
  readonly "handover.returned": { readonly id: string; readonly name: string };
  readonly "handover.seen": { readonly id: string };
  readonly "handover.unmarked": { readonly message_id: string };
  readonly "handover.written": { readonly note: string };
  readonly "hazard.rule_changed": { readonly id: string; readonly name: string; readonly room_id: string; readonly conditions: readonly (readonly [string, number])[]; readonly places: readonly string[]; readonly is_on: boolean; readonly acts: readonly string[]; readonly follows_drills: boolean };
  readonly "hazard.rule_deleted": { readonly id: string; readonly name: string };
  readonly "hazard.rule_made": { readonly id: string; readonly name: string; readonly room_id: string; readonly conditions: readonly (readonly [string, number])[]; readonly places: readonly string[]; readonly is_on: boolean; readonly acts: readonly string[]; readonly follows_drills: boolean };
  readonly "hazard.told": { readonly rule_id: string; readonly rule: string; readonly telegram_id: string; readonly title: string; readonly outcome: string; readonly room_id: string; readonly message_id: string | null; readonly why: string | null; readonly is_drill: boolean; readonly acts: readonly (readonly [string, string])[] };
  readonly "incident.changed": { readonly name: string; readonly incident_kind: string; readonly level: string };
  readonly "incident.chronology_moved": { readonly number: number; readonly status: string | null };
  readonly "incident.chronology_struck": { readonly number: number; readonly reason: string };
  readonly "incident.chronology_taken": { readonly form: string };
  readonly "incident.chronology_written": { readonly number: number; readonly is_change: boolean; readonly entry_kind: string; readonly status: string | null; readonly happened_at: number; readonly text: string; readonly source: string; readonly place: string; readonly latitude: number | null; readonly longitude: number | null; readonly damage: string | null; readonly severity: string | null; readonly responsible: string | null; readonly message: string | null; readonly files: readonly string[] };
  readonly "incident.ended": object;
  readonly "incident.opened": { readonly name: string; readonly incident_kind: string; readonly level: string; readonly is_drill: boolean; readonly begun_at: number; readonly rooms: readonly string[] };
  readonly "incident.people_added": { readonly member_ids: readonly string[] };
  readonly "incident.person_removed": { readonly member_id: string };
  readonly "incident.position_shared": { readonly until: number };
  readonly "incident.position_withdrawn": object;
  readonly "incident.reopened": object;
  readonly "incident.reviewed": { readonly text: string };
  readonly "incident.situation_issued": { readonly form: string; readonly number: number; readonly digest: string };
  readonly "incident.situation_taken": { readonly form: string; readonly number: number; readonly as_form: string };
  readonly "incident.town_reported": { readonly number: number; readonly town: string; readonly answers: Readonly<Record<string, boolean>>; readonly note: string; readonly source: string };
  readonly "incident.towns_asked": { readonly towns: readonly string[]; readonly is_shared: boolean };
  readonly "job.retried": { readonly job_id: string; readonly job_kind: string };
  readonly "master.named": { readonly member_id: string };
  readonly "master.withdrawn": { readonly member_id: string };
  readonly "meeting.changed": { readonly title: string; readonly begins_at: number; readonly place: string; readonly agenda: readonly string[] };
  readonly "meeting.dropped": object;
  readonly "meeting.ended": object;
  readonly "meeting.made": { readonly room: string; readonly title: string; readonly begins_at: number };
  readonly "meeting.minuted": { readonly note: string };
  readonly "meeting.page_shown": { readonly paper: string | null; readonly page: number };
  readonly "meeting.paper_added": { readonly paper: string; readonly file: string; readonly name: string };
  readonly "meeting.paper_dropped": { readonly paper: string };
  readonly "meeting.paper_opened": { readonly paper: string };
  readonly "meeting.paper_paged": { readonly paper: string; readonly pages: number };
  readonly "meeting.video_address_changed": { readonly before: string; readonly after: string };
  readonly "member.changed": { readonly id: string };
  readonly "member.created": { readonly id: string; readonly name: string; readonly member_kind: "guest" | "staff" };
  readonly "member.joined": { readonly member_id: string; readonly role: "master" | "member"; readonly from_n: number; readonly sees_from: number };
  readonly "member.left": { readonly member_id: string; readonly removed: boolean; readonly awaited: readonly string[] };
  readonly "member.roles_held": { readonly id: string; readonly name: string; readonly roles: readonly string[] };
  readonly "member.status_changed": { readonly id: string; readonly status: "active" | "left" | "suspended" };
  readonly "message.confirmed": { readonly id: string; readonly edited_at: number | null };
  readonly "message.edited": { readonly id: string; readonly text: string; readonly mentions: readonly Mention[] };
  readonly "message.hidden": { readonly id: string; readonly reason: string };
  readonly "message.pinned": { readonly id: string };
  readonly "message.posted": { readonly id: string; readonly n: number; readonly root_id: string | null; readonly text: string; readonly files: readonly FileView[]; readonly mentions: readonly Mention[]; readonly client_key: string; readonly stamp?: string };
  readonly "message.reminded": { readonly id: string; readonly people: number };
  readonly "message.removed": { readonly id: string; readonly redacts: readonly number[] };
  readonly "message.unpinned": { readonly id: string };
  readonly "message.urged": { readonly id: string; readonly reason: string; readonly people: number };
  readonly "muster.arrived": { readonly member_id: string; readonly place: string | null; readonly reported_by: string };
  readonly "muster.shift_changed": { readonly id: string; readonly act: string; readonly name: string; readonly place: string; readonly begins_at: number; readonly ends_at: number; readonly member_ids: readonly string[] };
  readonly "muster.stage_changed": { readonly id: string; readonly title: string; readonly act: string };
  readonly "note.begun": { readonly room: string; readonly title: string };
  readonly "note.changed": { readonly title: string; readonly is_front: boolean };
  readonly "note.dropped": object;
  readonly "note.written": { readonly n: number; readonly size: number; readonly digest: string };
  readonly "notifications.choice_changed": object;
  readonly "notifications.rules_changed": { readonly before: string; readonly after: string };
  readonly "notifications.urgent_told": { readonly stream: string; readonly seq: number; readonly reason: string; readonly people: number; readonly reached: number };
  readonly "oidc.connection_changed": { readonly issuer: string; readonly changes: readonly ({ readonly field: string; readonly before: string | null; readonly after: string | null })[]; readonly second: string | null };
  readonly "oidc.connection_tested": { readonly issuer: string; readonly failed: string | null };
  readonly "oidc.linked": { readonly id: string; readonly name: string; readonly issuer: string; readonly subject: string; readonly created: boolean };
  readonly "oidc.refused": { readonly reason: string; readonly member_id: string | null; readonly address: string; readonly tries: number };
  readonly "oidc.signed_out_there": { readonly member_id: string; readonly sessions: number };
  readonly "oidc.unlinked": { readonly id: string; readonly name: string; readonly issuer: string; readonly subject: string };
  readonly "operator.added": { readonly id: string; readonly name: string };
  readonly "operator.ended": { readonly id: string; readonly name: string; readonly sessions: number };
  readonly "organization.administrator_named": { readonly member_id: string; readonly name: string; readonly organization_id: string; readonly organization: string; readonly reason: string; readonly how: "added" | "issued" | "own" };
  readonly "organization.administrator_sought": { readonly id: string; readonly name: string; readonly reason: string };
  readonly "organization.books_exported": { readonly table: string; readonly begins_on: string; readonly ends_on: string; readonly rows: number };
  readonly "organization.created": { readonly id: string; readonly name: string; readonly code: string | null; readonly body_kind?: "association" | "hospital" | "installation" | "municipality" | "other" | "prefecture" };
  readonly "organization.identity_provider_changed": { readonly profile: string; readonly issuer: string; readonly is_on: boolean; readonly changed: readonly string[] };
  readonly "organization.noticed": { readonly notices: readonly ("accounts_full" | "accounts_near" | "bytes_full" | "bytes_near" | "faces_lost" | "guests_full" | "guests_near" | "read_only" | "record_drift" | "trial_ending" | "trial_over")[] };
  readonly "organization.payment_account_changed": { readonly provider: string; readonly is_on: boolean; readonly is_key_new: boolean; readonly is_hook_new: boolean };
  readonly "organization.reopened": { readonly id: string; readonly name: string };
  readonly "organization.settings_changed": { readonly changes: readonly Difference[] };
  readonly "organization.settlement_imported": { readonly lines: number; readonly new: number; readonly digest: string };
  readonly "organization.suspended": { readonly id: string; readonly name: string; readonly reason: string; readonly sessions: number };
  readonly "organization.terms_changed": { readonly id: string; readonly name: string; readonly changes: readonly Difference[] };
  readonly "organization.webhook_changed": { readonly webhook: string; readonly url: string; readonly what: "added" | "changed" | "gave_up" | "removed" | "secret"; readonly is_on: boolean; readonly kinds: readonly string[] };
  readonly "own_reminders.changed": { readonly told: boolean };
  readonly "password.changed": object;
  readonly "payment.begun": { readonly payment: string; readonly amount: number };
  readonly "payment.failed": { readonly payment: string; readonly way: string };
  readonly "payment.received": { readonly payment: string; readonly way: string; readonly amount: number };
  readonly "payment.refund_asked": { readonly payment: string; readonly refund: string; readonly amount: number };
  readonly "payment.refund_failed": { readonly payment: string; readonly refund: string };
  readonly "payment.refunded": { readonly payment: string; readonly refunded: number };
  readonly "person.added": { readonly id: string; readonly name: string; readonly login: string; readonly posts: string; readonly department_ids: readonly string[] };
  readonly "person.changed": { readonly id: string; readonly name: string; readonly changes: readonly Difference[] };
  readonly "person.deleted": { readonly id: string; readonly name: string; readonly factors: number; readonly devices: number; readonly erased: number; readonly rooms: number };
  readonly "person.left": { readonly id: string; readonly name: string; readonly sessions: number };
  readonly "person.password_issued": { readonly id: string; readonly name: string; readonly sessions: number };
  readonly "person.password_reset": { readonly id: string; readonly name: string; readonly sessions: number; readonly second: string | null };
  readonly "person.reopened": { readonly id: string; readonly name: string };
  readonly "person.suspended": { readonly id: string; readonly name: string; readonly sessions: number };
  readonly "phone.noted": { readonly id: string; readonly member_id: string; readonly outcome: "absent" | "message" | "reached" };
  readonly "phone.released": { readonly id: string; readonly member_id: string };
  readonly "phone.taken": { readonly id: string; readonly member_id: string };
  readonly "place.added": { readonly id: string; readonly title: string };
  readonly "place.drilled": { readonly state: string; readonly people: number | null; readonly groups: Readonly<Record<string, number>>; readonly needs: readonly (readonly [string, string])[]; readonly note: string };
  readonly "place.keepers_changed": { readonly id: string; readonly title: string; readonly member_ids: readonly string[] };
  readonly "place.listed": { readonly mode: string; readonly is_drill: boolean; readonly rows: number; readonly added: number; readonly changed: number; readonly reported: number; readonly closed: number };
  readonly "place.reported": { readonly state: string; readonly people: number | null; readonly groups: Readonly<Record<string, number>>; readonly needs: readonly (readonly [string, string])[]; readonly note: string };
  readonly "place.retired": { readonly id: string; readonly title: string };
  readonly "plan.changed": { readonly plan: "free" | "full" | "trial"; readonly changes: readonly Difference[] };
  readonly "planned.changed": { readonly refused: boolean };
  readonly "policy.changed": { readonly revision: number; readonly changes: readonly PolicyDifference[]; readonly undoes: number | null };
  readonly "poll.answered": { readonly choices: Readonly<Record<string, number>> };
  readonly "poll.closed": { readonly answered: number; readonly chosen: number | null };
  readonly "poll.made": { readonly room: string; readonly asks: string; readonly title: string; readonly options: readonly string[]; readonly is_secret: boolean };
  readonly "profile.changed": object;
  readonly "question.marked": { readonly id: string; readonly question: "open" | "solved" | null };
  readonly "question.reopened": { readonly id: string };
  readonly "question.solved": { readonly id: string; readonly answer_id: string | null };
  readonly "reaction.added": { readonly id: string; readonly emoji: string };
  readonly "reaction.removed": { readonly id: string; readonly emoji: string };
  readonly "reading.rules_changed": { readonly before: "author" | "members" | "nobody"; readonly after: "author" | "members" | "nobody" };
  readonly "records.asked": { readonly request_id: string; readonly reason: string; readonly room_ids: readonly string[]; readonly person_ids: readonly string[]; readonly first_at: number; readonly last_at: number };
  readonly "records.consented": { readonly request_id: string; readonly asked_by: string; readonly ends_at: number };
  readonly "records.exported": { readonly request_id: string; readonly reason: string; readonly format: string };
  readonly "records.refused": { readonly request_id: string; readonly asked_by: string };
  readonly "records.rules_changed": { readonly hours: number; readonly tell: "afterwards" | "at_once" };
  readonly "records.told": { readonly request_id: string; readonly room_id: string };
  readonly "records.viewed": { readonly request_id: string; readonly reason: string; readonly room_ids: readonly string[]; readonly messages: number; readonly first_at: number | null; readonly last_at: number | null };
  readonly "records.withdrawn": { readonly request_id: string; readonly asked_by: string };
  readonly "role.given": { readonly id: string; readonly name: string; readonly role: "administrator" | "auditor"; readonly second: string | null };
  readonly "role.taken": { readonly id: string; readonly name: string; readonly role: "administrator" | "auditor" };
  readonly "room.archived": object;
  readonly "room.archived_by_administrator": { readonly room_id: string; readonly room: string; readonly archived: boolean };
  readonly "room.changed": { readonly name?: string; readonly purpose?: string; readonly open?: boolean; readonly history?: "all" | "since_joining"; readonly department_id?: string | null; readonly department_below?: boolean; readonly stamps?: boolean; readonly reactions?: boolean; readonly writers?: "all" | "masters" | "replies"; readonly icon?: string | null; readonly hue?: number | null };
  readonly "room.created": { readonly name: string | null; readonly room_kind: "direct" | "group"; readonly purpose: string; readonly open: boolean; readonly history: "all" | "since_joining"; readonly room_class: 1 | 2 | 3; readonly alliance_id?: string; readonly style?: "questions" | "talk"; readonly writers?: "all" | "masters" | "replies" };
  readonly "room.entered": { readonly room_id: string; readonly opens: { readonly stream: string; readonly seq: number } };
  readonly "room.exited": { readonly room_id: string; readonly closes: string };
  readonly "room.kept": { readonly room_id: string; readonly favourite?: boolean; readonly notify?: "all" | "mentions" | "none"; readonly section?: string | null; readonly hide_quiet?: boolean };
  readonly "room.made_for_department": { readonly room_id: string; readonly room: string; readonly department_id: string; readonly path: string; readonly member_id: string };
  readonly "room.master_appointed": { readonly room_id: string; readonly room: string; readonly member_id: string };
  readonly "room.my_numbers_allowed": { readonly room_id: string; readonly room: string; readonly allowed: boolean };
  readonly "room.reclassified": { readonly before: 1 | 2 | 3; readonly room_class: 1 | 2 | 3 };
  readonly "room.unarchived": object;
  readonly "room.widened": { readonly room_id: string; readonly name: string; readonly how: "class_lowered" | "department_brought_in" | "department_merged" | "department_moved" | "guest_brought_in" | "history_opened" | "opened" | "unarchived"; readonly before: string | null; readonly after: string | null; readonly member_id: string | null; readonly people: number | null };
  readonly "roster.exported": { readonly encoding: "cp932" | "utf-8"; readonly people: number; readonly lossy: number };
  readonly "roster.imported": { readonly digest: string; readonly encoding: "cp932" | "utf-8"; readonly lines: number; readonly departments: number; readonly created: number; readonly changed: number; readonly moved: number; readonly suspended: number; readonly reopened: number; readonly left: number };
  readonly "selfaudit.drift_found": { readonly check: string; readonly stream: string; readonly detail: string };
  readonly "selfaudit.drift_gone": { readonly check: string; readonly stream: string };
  readonly "session.ended": { readonly session_id: string };
  readonly "session.named": { readonly session_id: string; readonly name: string | null };
  readonly "session.opened": { readonly session_id: string; readonly face: string; readonly device: string; readonly factors: readonly ("passkey" | "password" | "provider" | "provider_strong" | "recovery_code" | "totp")[] };
  readonly "settings.changed": { readonly settings: Settings };
  readonly "sheets.printed": { readonly people: number };
  readonly "sign_in.accepted": { readonly member_id: string; readonly session_id: string; readonly face: string; readonly device: string; readonly address: string; readonly factors: readonly ("passkey" | "password" | "provider" | "provider_strong" | "recovery_code" | "totp")[] };
  readonly "sign_in.ended": { readonly member_id: string; readonly session_id: string; readonly why: "account_closed" | "by_administrator" | "by_provider" | "device_stopped" | "new_password" | "passkey_cloned" | "revoked" | "signed_out" };
  readonly "sign_in.exported": { readonly people: number };
  readonly "sign_in.refused": { readonly member_id: string | null; readonly address: string; readonly tries: number; readonly paused_until: number | null };
  readonly "sign_in.rules_changed": { readonly changes: readonly Difference[]; readonly demands: readonly ({ readonly whom: string; readonly face: string; readonly before: "any" | "none" | "passkey"; readonly after: "any" | "none" | "passkey" })[] };
  readonly "stamp.added": { readonly id: string; readonly words: string };
  readonly "stamp.withdrawn": { readonly id: string; readonly words: string };
  readonly "stamps.arranged": { readonly stamp_ids: readonly string[] };
  readonly "supply.asked": { readonly supply_kind: string; readonly what: string; readonly amount: string; readonly note: string; readonly place: string | null; readonly is_drill: boolean };
  readonly "supply.moved": { readonly state: string; readonly helper: string | null };
  readonly "supply.offered": { readonly organization: string; readonly text: string; readonly is_withdrawn: boolean };
  readonly "supply.opened": { readonly alliance: string | null };
  readonly "task.changed": { readonly title: string; readonly doers: readonly string[]; readonly due_on: string | null; readonly repeat: string };
  readonly "task.dropped": object;
  readonly "task.finished": { readonly has_note: boolean };
  readonly "task.given": { readonly id: string; readonly name: string; readonly task: "audit" | "departments" | "devices" | "emergency" | "figures" | "guests" | "organization" | "people" | "policy" | "rooms" | "sign_in" | "transfers"; readonly department_id: string | null; readonly department: string | null };
  readonly "task.made": { readonly title: string; readonly doers: readonly string[]; readonly due_on: string | null; readonly repeat: string; readonly room: string | null; readonly message: string | null; readonly before: string | null };
  readonly "task.reminded": { readonly is_overdue: boolean };
  readonly "task.reopened": object;
  readonly "task.widened": { readonly id: string; readonly name: string; readonly task: "audit" | "departments" | "devices" | "emergency" | "figures" | "guests" | "organization" | "people" | "policy" | "rooms" | "sign_in" | "transfers"; readonly department_id: string | null; readonly by_department_id: string; readonly by_department: string };
  readonly "task.withdrawn": { readonly id: string; readonly name: string; readonly task: "audit" | "departments" | "devices" | "emergency" | "figures" | "guests" | "organization" | "people" | "policy" | "rooms" | "sign_in" | "transfers"; readonly department_id: string | null; readonly department: string | null };
  readonly "tasks.changed": object;
  readonly "transfer.carried_out": { readonly id: string; readonly name: string; readonly moves: number; readonly entered: number; readonly exited: number; readonly masters: number };
  readonly "transfer.changed": { readonly id: string; readonly name: string; readonly effective_at: number; readonly moves: number };
  readonly "transfer.discarded": { readonly id: string; readonly name: string };
  readonly "transfer.exported": { readonly id: string; readonly name: string; readonly moves: number };
  readonly "transfer.failed": { readonly id: string; readonly name: string; readonly faults: readonly string[] };
  readonly "transfer.prepared": { readonly id: string; readonly name: string; readonly effective_at: number };
  readonly "transfer.set": { readonly id: string; readonly name: string; readonly effective_at: number; readonly moves: number };
  readonly "transfer.undone": { readonly id: string; readonly name: string; readonly moves: number; readonly kept: number };
  readonly "transfer.withdrawn": { readonly id: string; readonly name: string };
}

export type EntryFrame = {
  [K in keyof EntryBodies]: {
    readonly t: "entry";
    readonly s: string;
    readonly q: number;
    readonly k: K;
    readonly at: number;
    readonly by: string | null;
    readonly b: EntryBodies[K];
  };
}[keyof EntryBodies];

export type ServerFrame =
  | EntryFrame
  | { readonly t: "welcome"; readonly connection: string; readonly heartbeat_s: number; readonly server: string; readonly rules: number }
  | { readonly t: "refetch"; readonly s: string; readonly q: number }
  | { readonly t: "closed"; readonly s: string }
  | { readonly t: "marks"; readonly s: string; readonly marks: readonly (readonly [string, number, number])[]; readonly root: string | null }
  | { readonly t: "mine"; readonly room: string; readonly root: string | null; readonly n: number; readonly rewinds: number }
  | { readonly t: "typing"; readonly s: string; readonly member_id: string }
  | { readonly t: "bye"; readonly code: "lagged" | "restarting" | "resume" | "signed_out"; readonly after_ms: number }
  | { readonly t: "current" }
  | { readonly t: "pong" };

export type ClientFrame =
  | { readonly t: "hello"; readonly vector: Readonly<Record<string, number>>; readonly look?: string | null }
  | { readonly t: "look"; readonly room: string | null }
  | { readonly t: "typing"; readonly room: string }
  | { readonly t: "active"; readonly here?: boolean }
  | { readonly t: "ping" };
