"""The manifest of hazards: warnings of the Meteorological Agency, and what a body does with them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import kairan.hazards.model
from kairan.core.concern import Concern, Parts, tables_in
from kairan.core.kit.jobs import Jobs
from kairan.core.words import Refusal
from kairan.emergency.broadcasts.model import BroadcastAudience
from kairan.emergency.maps.model import HAZARD_AREAS
from kairan.hazards.demo import demo
from kairan.hazards.feed import feeds_named
from kairan.hazards.folder import FolderWatch
from kairan.hazards.http import HazardSources, console, drop
from kairan.hazards.in_force import areas_in_force
from kairan.hazards.jobs import register_jobs
from kairan.hazards.model import HazardRuleWanted, RuleAct, WarningWanted, feed_entry_table, feed_table
from kairan.talk.model import RoomId


def provides(parts: Parts) -> dict[str, object]:
    """Give by which ways telegrams come."""
    settings = parts.settings
    sources = HazardSources(
        folder=settings.hazard_folder,
        drop_key=_key(settings.hazard_drop_key_file),
        feeds=feeds_named(settings.hazard_feeds),
    )
    return {"hazard_sources": sources, "hazard_folder": FolderWatch(parts.store, settings.hazard_folder)}


def _key(file: str) -> str:
    if not file:
        return ""
    try:
        key = Path(file).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        raise Refusal(
            f"電文の受け口の鍵を読めません: {error}", f"The key for telegrams cannot be read: {error}"
        ) from error
    if not key:
        raise Refusal(f"電文の受け口の鍵が空です: {file}", f"The key for telegrams is empty: {file}")
    return key


@asynccontextmanager
async def lifespan(given: Mapping[str, object]) -> AsyncIterator[None]:
    """Look into the folder for as long as the server runs."""
    watch = given["hazard_folder"]
    if not isinstance(watch, FolderWatch):  # pragma: no cover
        raise TypeError(watch)
    async with watch:
        yield


def jobs(jobs: Jobs, parts: Parts) -> None:
    """Act by rules, ask feeds, forget what is old."""
    register_jobs(jobs, parts.store, feeds_named(parts.settings.hazard_feeds))


CONCERN = Concern(
    package="kairan.hazards",
    tables=tables_in(kairan.hazards.model),
    passing=(feed_table, feed_entry_table),
    routers=(drop, console),
    provides=provides,
    lifespan=lifespan,
    jobs=jobs,
    extensions=(HAZARD_AREAS.by(areas_in_force),),
    examples=(
        HazardRuleWanted(
            name="大雨と地震",
            conditions=[WarningWanted("rain", 2), WarningWanted("landslide", 2), WarningWanted("earthquake", 4)],
            places=["172049"],
            room_id=RoomId("0s3kq1w8d2hxa"),
            acts=[RuleAct(act="safety", to=BroadcastAudience(everybody=True))],
            follows_drills=True,
        ),
    ),
    tags={"Hazards": "Warnings of the Meteorological Agency, and what a body's rules do with them."},
    demo=demo,
    settings=("hazard_folder", "hazard_drop_key_file", "hazard_feeds"),
)
