"""From a roster and a body to a plan: who is who, what changes, and which lines cannot be taken.

A plan changes nothing and reads one moment. Who is who: by staff number where the line has one that the body knows,
otherwise by login.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from kairan.administration.entries import Difference
from kairan.administration.powers import is_large_share
from kairan.administration.problems import AccountOfPowers
from kairan.core.kit.database import Db
from kairan.core.kit.problems import Problem
from kairan.core.kit.spreadsheet import GETA
from kairan.core.viewer import Viewer
from kairan.people import has_role, normal_login, path_of_names, require_task
from kairan.people.model import MemberStatus
from kairan.roster.body import Holding, Standing, Tree, by_number, people_of, told_posts
from kairan.roster.cells import alike, composed
from kairan.roster.columns import HEADINGS, STATES, Column, hiragana
from kairan.roster.decoding import carried
from kairan.roster.faults import (
    GetaMark,
    LastOne,
    LoginHeld,
    LoginMissing,
    LoginTwice,
    NewButLeft,
    NotStaff,
    NumberHeld,
    Oneself,
    PowersOneByOne,
    ZerosLost,
)
from kairan.roster.identity import is_somebody_else
from kairan.roster.model import Deed, FaultyCell, Kept, Missing, Plan, Planned, Separators, Step, fingerprint_of
from kairan.roster.notices import Noted, NoticeTold, told_notices
from kairan.roster.reading import Fault, Roster, Row

_DEEDS: dict[MemberStatus, Deed] = {"active": "reopen", "suspended": "suspend", "left": "leave"}
_FIELDS: tuple[Column, ...] = ("number", "login", "name", "kana", "mail", "extension")


class Prepared(msgspec.Struct, frozen=True):
    """A plan with what is needed to carry it out."""

    plan: Plan
    steps: list[Step]
    tree: Tree


def plan_import(db: Db, viewer: Viewer, roster: Roster, missing: Missing, separators: Separators = "read") -> Plan:
    """Say what an import would do; nothing is changed. Problems: RoleNeeded."""
    return prepare(db, viewer, roster, missing, separators).plan


def prepare(db: Db, viewer: Viewer, roster: Roster, missing: Missing, separators: Separators = "read") -> Prepared:
    """Plan an import. Problems: RoleNeeded."""
    require_task(viewer, "people")
    require_task(viewer, "departments")
    return _Planner(db, viewer, roster, missing, separators).prepared()


class _Planner:
    def __init__(self, db: Db, viewer: Viewer, roster: Roster, missing: Missing, separators: Separators) -> None:
        self.viewer = viewer
        self.roster = roster
        self.missing = missing
        self.is_administrator = has_role(viewer, "administrator")
        self.people = people_of(db, viewer.organization_id)
        self.tree = Tree.of(db, viewer.organization_id, divide=separators == "read", former=True)
        self.noted = Noted()
        self.faults = list(roster.faults)
        self._by_number = by_number(self.people)
        self._by_login = {normal_login(one.login): one for one in self.people}
        self._without_zeros = {one.number.lstrip("0"): one for one in self.people if one.number}

    def prepared(self) -> Prepared:
        """Match, compare, and look at the whole."""
        # A roster is in the order of the body; who also works elsewhere must not put that place ahead of its turn.
        main = [self._has_added(row, "department", [row.main]) for row in self.roster.rows]
        others = [self._has_added(row, "concurrent", [path for path, _ in row.others]) for row in self.roster.rows]
        rows = [row for row, *sound in zip(self.roster.rows, main, others, strict=True) if all(sound)]
        pairs = self._without_doubles([(row, found) for row in rows for found in self._match(row)])
        steps = [step for row, found in pairs for step in self._step(row, found)]
        seen = {found.id for _, found in pairs if found is not None}
        absent = [one for one in self.people if one.kind == "staff" and one.status == "active" and one.id not in seen]
        stopped, kept = self._stopped(absent, steps)
        self._find_holders(pairs)
        everybody = [*steps, *stopped]
        people = [step.planned for step in everybody if step.planned.deeds]
        departments = [path_of_names(self.tree.path(place)) for place in self.tree.created]
        stopping = sum(
            step.status in {"suspended", "left"} and step.planned.member_id is not None for step in everybody
        )
        plan = Plan(
            fingerprint=fingerprint_of(self.roster.digest, self.missing, departments, people),
            encoding=self.roster.encoding,
            lines=self.roster.lines,
            unknown_columns=self.roster.unknown,
            missing_columns=[HEADINGS[column] for column in self.roster.missing],
            departments=departments,
            people=people,
            unchanged=sum(not step.planned.deeds for step in steps),
            absent=len(absent),
            asleep=sum(found is not None and found.status != "active" and row.status is None for row, found in pairs),
            kept=kept,
            notices=self._notices(),
            powers=self._powers(everybody),
            faults=[self._told(fault) for fault in sorted(self.faults, key=lambda fault: fault.line)],
            stopping=stopping,
            is_large=is_large_share(sum(one.status == "active" for one in self.people), stopping),
        )
        return Prepared(plan, [step for step in everybody if step.planned.deeds], self.tree)

    def _notices(self) -> list[NoticeTold]:
        found = [*self.roster.notices, *self.tree.noted.notices(), *self.noted.notices()]
        return told_notices(found, self.viewer.language)

    def _powers(self, steps: Sequence[Step]) -> int:
        stopped = {step.planned.member_id for step in steps if step.status in {"suspended", "left"}}
        return sum(one.has_powers for one in self.people if one.id in stopped)

    def _told(self, fault: Fault) -> FaultyCell:
        return FaultyCell(
            line=fault.line,
            column=None if fault.column is None else HEADINGS[fault.column],
            value=fault.value,
            code=fault.problem.code,
            reason=fault.problem.sentence(self.viewer.language),
        )

    def _fault(self, row: Row, column: Column | None, value: str, problem: Problem) -> None:
        self.faults.append(Fault(row.line, column, value[:80], problem))

    # -- who is who ---------------------------------------------------------------------------------------------

    def _match(self, row: Row) -> Iterator[Standing | None]:
        """Yield who is meant, None for somebody new; nothing where it cannot be told."""
        found = None if row.number is None else self._by_number.get(row.number)
        if found is None and row.login is not None:
            found = self._by_login.get(row.login)
            if found is not None and row.number is not None and found.number is not None:
                self._fault(row, "login", row.login, self._login_held(row.number, found))
                return
        if found is not None and found.kind != "staff":
            self._fault(row, "login", row.login or "", NotStaff())
        elif found is not None or self._may_be_new(row):
            yield found

    def _login_held(self, number: str, holder: Standing) -> Problem:
        if holder.number is not None and holder.number.lstrip("0") == number.lstrip("0"):
            return ZerosLost(number=holder.number)
        return LoginHeld(name=holder.name, number=holder.number or "－")

    def _may_be_new(self, row: Row) -> bool:
        """Whether somebody unknown can be created; without a column of logins the number is the login."""
        alike = self._without_zeros.get(row.number.lstrip("0")) if row.number else None
        if alike is not None and alike.number is not None and alike.number != row.number:
            self._fault(row, "number", row.number or "", ZerosLost(number=alike.number))
        elif row.login is None and "login" in row.given:
            self._fault(row, "login", "", LoginMissing())
        elif row.status == "left":
            self._fault(row, "status", STATES["left"], NewButLeft())
        else:
            return True
        return False

    def _without_doubles(self, pairs: list[tuple[Row, Standing | None]]) -> list[tuple[Row, Standing | None]]:
        """Refuse a second line for one person: the one by number, the other by login."""
        first: dict[str, int] = {}
        kept = []
        for row, found in pairs:
            if found is not None and first.setdefault(found.id, row.line) != row.line:
                self._fault(row, "login", row.login or row.number or "", LoginTwice(line=first[found.id]))
            else:
                kept.append((row, found))
        return kept

    # -- what changes -------------------------------------------------------------------------------------------

    def _has_added(self, row: Row, column: Column, paths: Sequence[tuple[str, ...]]) -> bool:
        """Put whole paths into the tree first: what a single name means must not depend on the order of the lines."""
        known = len(self.faults)
        for path in paths:
            if len(self.tree.meant(path)) > 1:
                try:
                    self.tree.add_path(path)
                except Problem as problem:
                    self._fault(row, column, "/".join(path), problem)
        return len(self.faults) == known

    def _step(self, row: Row, before: Standing | None) -> Iterator[Step]:
        known = len(self.faults)
        values = self._values(row, before)
        posts = self._posts(row, before)
        status = self._status(row, before)
        if len(self.faults) > known:
            return
        if before is None:
            yield self._creation(row, values, posts or (), status)
            return
        if is_somebody_else(before, row):
            self.noted.note("renamed", f"{row.number}: {before.name}→{row.name}")
        moves = posts is not None and posts != before.posts
        changes = [*_differences(before, values), *self._moves(before, posts)]
        deeds: list[Deed] = ["change"] if values else []
        deeds += ["move"] if moves else []
        deeds += [] if status is None else [_DEEDS[status]]
        if deeds and before.has_powers and not self.is_administrator:
            self._fault(row, "name", before.name, AccountOfPowers())
            return
        if before.has_powers and (status is not None or "login" in values):
            self._fault(row, "name", before.name, PowersOneByOne())
            return
        planned = Planned(
            line=row.line,
            member_id=before.id,
            deeds=deeds,
            name=values.get("name", before.name),
            number=values.get("number", before.number),
            login=values.get("login", before.login),
            posts=told_posts(self.tree, before.posts if posts is None else posts),
            changes=changes,
        )
        yield Step(planned=planned, values=values, posts=posts if moves else None, status=status)

    def _creation(
        self, row: Row, values: dict[str, Any], posts: tuple[Holding, ...], status: MemberStatus | None
    ) -> Step:
        planned = Planned(
            line=row.line,
            member_id=None,
            deeds=["create"] if status != "suspended" else ["create", "suspend"],
            name=values["name"],
            number=values.get("number"),
            login=values["login"],
            posts=told_posts(self.tree, posts),
            changes=[],
        )
        return Step(planned=planned, values=values, posts=posts, status=status or "active")

    def _values(self, row: Row, before: Standing | None) -> dict[str, Any]:
        """Return the fields that are to change, all of them for somebody new."""
        wanted: dict[str, Any] = {field: getattr(row, field) for field in _FIELDS if field in row.given}
        if before is None:
            wanted["login"] = wanted.get("login") or normal_login(row.number or "") or None
            changed = wanted
        else:
            if not wanted.get("login"):
                wanted.pop("login", None)  # a login is changed, never taken away
            changed = {
                field: value for field, value in wanted.items() if not self._same(field, getattr(before, field), value)
            }
        changed = {field: None if value is None else composed(value) for field, value in changed.items()}
        for field, value in changed.items():
            if value is not None and GETA in value:
                self._fault(row, field, value, GetaMark())  # type: ignore[arg-type]
        return changed

    def _same(self, field: str, before: str | None, after: str | None) -> bool:
        """Whether a cell says what is stored; what an encoding could not carry has not changed."""
        if before == after:
            return True
        if before is None or after is None:
            return False
        if alike(before) == alike(after):
            return True  # another machine wrote the marks apart
        if (field == "kana" and hiragana(before) == after) or (field == "login" and normal_login(before) == after):
            return True
        is_lossy = self.roster.encoding == "cp932" or GETA in after
        return is_lossy and (
            carried(before).strip() == after or (field == "kana" and hiragana(carried(before)) == after)
        )

    def _posts(self, row: Row, before: Standing | None) -> tuple[Holding, ...] | None:
        """Return the posts a line wants, None where it says nothing of them."""
        held = () if before is None else self.tree.still_held(before, row.status)
        if not row.given & {"department", "post", "concurrent"}:
            return None if before is None or held == before.posts else held
        main, others = held[:1], held[1:]
        if "department" in row.given:
            main = self._main(row, held)
            others = others if main else ()  # no post without a main one
        elif "post" in row.given and main:
            main = (self._holding(main[0].place, row.title, held),)
        if "concurrent" in row.given:
            others = tuple(self._resolved(row, "concurrent", row.others, held))
        wanted = tuple({post.place: post for post in reversed((*main, *others))}.values())[::-1]
        # The order of concurrent posts is that of the tree, not of the file.
        return held if wanted[:1] == held[:1] and {*wanted} == {*held} else wanted

    def _main(self, row: Row, held: tuple[Holding, ...]) -> tuple[Holding, ...]:
        if not row.main:
            return ()
        (found,) = tuple(self._resolved(row, "department", ((row.main, row.title),), held)) or (None,)
        if found is None:
            return ()
        if "post" not in row.given:
            titles = {post.place: post.title for post in held}
            return (Holding(found.place, titles.get(found.place, "")),)
        return (found,)

    def _resolved(
        self, row: Row, column: Column, posts: Sequence[tuple[tuple[str, ...], str]], held: tuple[Holding, ...]
    ) -> Iterator[Holding]:
        paths = {self.tree.path(post.place): post.place for post in held}
        alikes = {tuple(map(alike, path)): place for path, place in paths.items()}
        alikes |= {tuple(alike(carried(name).strip()) for name in path): place for path, place in paths.items()}
        for path, title in posts:
            held_place = paths.get(path) or alikes.get(tuple(map(alike, path)))
            if GETA in "".join(path) + title and held_place is None:
                self._fault(row, column, "/".join(path), GetaMark())
                continue
            try:
                yield self._holding(held_place or self.tree.place_of(path), title, held)
            except Problem as problem:
                self._fault(row, column, "/".join(path), problem)

    def _holding(self, place: str, title: str, held: tuple[Holding, ...]) -> Holding:
        before = next((post.title for post in held if post.place == place), None)
        return Holding(place, before if before is not None and self._same("post", before, title) else composed(title))

    def _moves(self, before: Standing, posts: tuple[Holding, ...] | None) -> Iterator[Difference]:
        if posts is not None and posts != before.posts:
            told = told_posts(self.tree, before.posts) or None, told_posts(self.tree, posts) or None
            yield Difference("posts", *told, before_ids=[post.place for post in before.posts])

    def _status(self, row: Row, before: Standing | None) -> MemberStatus | None:
        """Return the state where it changes; never one's own."""
        if row.status is None or (before is not None and row.status == before.status):
            return None
        if before is not None and before.id == self.viewer.member_id and row.status != "active":
            self._fault(row, "status", STATES[row.status], Oneself())
            return None
        return row.status

    # -- the whole ----------------------------------------------------------------------------------------------

    def _stopped(self, absent: Sequence[Standing], steps: Sequence[Step]) -> tuple[list[Step], list[Kept]]:
        """Suspend who is missing, where that was chosen; somebody must remain who can administer the body."""
        # While lines are faulty, whoever stands in them would seem to be missing.
        chosen = list(absent) if self.missing == "suspend" and not self.faults else []
        kept = [Kept(one.id, one.name, "oneself") for one in chosen if one.id == self.viewer.member_id]
        chosen = [one for one in chosen if one.id != self.viewer.member_id]
        kept += [Kept(one.id, one.name, "powers") for one in chosen if one.has_powers]
        chosen = [one for one in chosen if not one.has_powers]
        stopping = {step.planned.member_id for step in steps if step.status in {"suspended", "left"}}
        administrators = [one for one in self.people if one.is_administrator]
        if not [one for one in administrators if one.id not in stopping]:
            self._refuse_last(administrators, steps)
        elif all(one in chosen for one in administrators if one.id not in stopping):
            kept += [Kept(one.id, one.name, "last_administrator") for one in chosen if one.is_administrator]
            chosen = [one for one in chosen if not one.is_administrator]
        return [self._stop(one) for one in chosen], kept

    def _refuse_last(self, administrators: Sequence[Standing], steps: Sequence[Step]) -> None:
        ids = {one.id for one in administrators}
        for row, step in ((step.planned.line, step) for step in steps):
            if row is not None and step.planned.member_id in ids and step.status is not None:
                self.faults.append(Fault(row, "status", STATES[step.status], LastOne()))

    def _stop(self, one: Standing) -> Step:
        planned = Planned(
            line=None,
            member_id=one.id,
            deeds=["suspend"],
            name=one.name,
            number=one.number,
            login=one.login,
            posts=told_posts(self.tree, one.posts),
            changes=[],
        )
        return Step(planned=planned, values={}, posts=None, status="suspended")

    def _find_holders(self, pairs: Sequence[tuple[Row, Standing | None]]) -> None:
        """Refuse numbers and logins that would belong to two people once everything is done."""
        matched = {found.id for _, found in pairs if found is not None}
        others = [one for one in self.people if one.id not in matched]
        numbers = by_number(others)
        logins: dict[str, Standing | Row] = {normal_login(one.login): one for one in others}
        for row, found in pairs:
            number = row.number if "number" in row.given or found is None else found.number
            if number is not None and number in numbers:
                self._fault(row, "number", number, NumberHeld(name=numbers[number].name))
            login = normal_login(row.login or (found.login if found is not None else row.number) or "")
            holder = logins.setdefault(login, row)
            if holder is not row:
                column: Column = "login" if "login" in row.given else "number"
                self._fault(row, column, login, LoginHeld(name=holder.name, number=holder.number or "－"))


def _differences(before: Standing, values: dict[str, Any]) -> Iterator[Difference]:
    for field, value in values.items():
        yield Difference(field, getattr(before, field) or None, value or None)
