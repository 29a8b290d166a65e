"""What the realtime part counts, for /metrics. Counted per batch, never per frame and reader."""

from prometheus_client import Counter, Gauge, Histogram

READERS = Gauge("kairan_readers", "Open realtime connections", ["transport"])
STREAMS = Gauge("kairan_streams_followed", "Streams this node follows for its readers")
ENTRIES = Counter("kairan_entries_delivered", "Entries handed to the readers of a followed stream")
FRAMES_OUT = Counter("kairan_frames_out", "Frames written to readers")
LAGGED = Counter("kairan_readers_lagged", "Readers ended because they did not keep up")
HERDED = Counter("kairan_readers_herded", "Readers asked to come back later because too many came at once")
REFUSED = Counter("kairan_clients_refused", "Connections ended for what the client sent", ["code"])
CATCH_UPS = Counter("kairan_catch_ups", "Streams that a resuming reader continued", ["outcome"])
RESUME_SECONDS = Histogram(
    "kairan_resume_seconds",
    "From hello to current",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
HOLES = Counter("kairan_holes_filled", "Holes in a stream that were filled from the database")
BUS_OUT = Counter("kairan_bus_published", "Announcements published to other nodes")
BUS_DROPPED = Counter("kairan_bus_dropped", "Announcements not published: the bus was away or its queue full")
BUS_RECONNECTS = Counter("kairan_bus_reconnects", "Times the bus connection was made anew")
