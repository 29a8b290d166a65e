/**
 * One family of line icons, drawn on a grid of 20 px with a line of 1.5 px and round ends.
 * An icon says nothing to a reader of the screen: the word beside it, or the button's name, does.
 */
import type { ReactNode } from "react";

interface IconProps {
  size?: number;
  className?: string | undefined;
}

const icon =
  (drawing: ReactNode, filled = false) =>
  ({ size = 20, className }: IconProps): ReactNode => (
    <svg
      aria-hidden="true"
      className={className}
      fill={filled ? "currentColor" : "none"}
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={1.5}
      viewBox="0 0 20 20"
      width={size}
    >
      {drawing}
    </svg>
  );

const path = (...lines: string[]) => lines.map((d) => <path d={d} key={d} />);

// Places
export const TalkIcon = icon(
  path(
    "M3 5.5A2.5 2.5 0 0 1 5.5 3h9A2.5 2.5 0 0 1 17 5.5v6a2.5 2.5 0 0 1-2.5 2.5H9l-3.6 3v-3A2.4 2.4 0 0 1 3 11.5z",
    "M6.5 7h7M6.5 10h4.5",
  ),
);
export const UnreadIcon = icon(
  <>
    {path(
      "M11.5 3h-6A2.5 2.5 0 0 0 3 5.5v6A2.4 2.4 0 0 0 5.4 14v3L9 14h5.5a2.5 2.5 0 0 0 2.5-2.5V9",
      "M6.5 9.5h5",
    )}
    <circle cx="15.5" cy="4.5" fill="currentColor" r="2.2" stroke="none" />
  </>,
);
export const DirectoryIcon = icon(
  <>
    {path(
      "M5.5 2.5h9a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-9a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1z",
      "M2.5 6.5h3M2.5 13.5h3",
    )}
    <circle cx="10.5" cy="8" r="1.8" />
    {path("M7.6 13.6c.3-1.7 1.5-2.6 2.9-2.6s2.6.9 2.9 2.6")}
  </>,
);
export const VideoIcon = icon(path("M3 5.5h9.5v9H3zM12.5 9l4.5-2.5v7L12.5 11"));
export const PollIcon = icon(path("M4 16.5V11M10 16.5V3.5M16 16.5V8"));
export const NoteIcon = icon(path("M5 3h7l3 3v11H5zM12 3v3h3M7.5 9.5h5M7.5 12.5h5"));
export const SearchIcon = icon(
  <>
    <circle cx="8.75" cy="8.75" r="5.25" />
    {path("m12.7 12.7 4.3 4.3")}
  </>,
);
export const MoreIcon = icon(
  <>
    <circle cx="4.5" cy="10" fill="currentColor" r="1.1" />
    <circle cx="10" cy="10" fill="currentColor" r="1.1" />
    <circle cx="15.5" cy="10" fill="currentColor" r="1.1" />
  </>,
);
export const SettingsIcon = icon(
  <>
    {path("M3 5.5h6M13 5.5h4M3 10h2M9 10h8M3 14.5h8M15 14.5h2")}
    <circle cx="11" cy="5.5" r="2" />
    <circle cx="7" cy="10" r="2" />
    <circle cx="13" cy="14.5" r="2" />
  </>,
);
export const ConsoleIcon = icon(
  path("M4 5h5M13 5h3M4 10h2M10 10h6M4 15h7M15 15h1", "M11 3.5v3M8 8.5v3M13 13.5v3"),
);
export const BuildingIcon = icon(
  path(
    "M4 17V4.5A1.5 1.5 0 0 1 5.5 3h6A1.5 1.5 0 0 1 13 4.5V17M13 8h2a1 1 0 0 1 1 1v8M2.5 17h15M7 6.5h3M7 9.75h3M7 13h3",
  ),
);

// Movement
export const TransferIcon = icon(path("M3.5 7h12M12 3.5 15.5 7 12 10.5M16.5 13h-12M8 9.5 4.5 13 8 16.5"));
export const PlusIcon = icon(path("M10 4v12M4 10h12"));
export const CloseIcon = icon(path("m5 5 10 10M15 5 5 15"));
export const BackIcon = icon(path("M12.5 4.5 7 10l5.5 5.5"));
export const ForwardIcon = icon(path("M7.5 4.5 13 10l-5.5 5.5"));
export const DownIcon = icon(path("m5 7.5 5 5 5-5"));
export const UpIcon = icon(path("m5 12.5 5-5 5 5"));
export const ToNewestIcon = icon(path("M10 3.5v10M5.5 9.5 10 14l4.5-4.5M5 17h10"));
export const CheckIcon = icon(path("m4 10.5 4 4 8-9"));
export const ExternalIcon = icon(
  path("M11.5 3.5h5v5M16 4l-7 7M8.5 4.5h-3a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2v-3"),
);
export const RefreshIcon = icon(
  path("M16.5 8.5A6.8 6.8 0 0 0 4.4 6.2M3.5 11.5a6.8 6.8 0 0 0 12.1 2.3M4 2.8v3.7h3.7M16 17.2v-3.7h-3.7"),
);

// Rooms and people
export const StarIcon = icon(path("m10 2.8 2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7z"));
export const StarFilledIcon = icon(
  path("m10 2.8 2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7z"),
  true,
);
export const PersonIcon = icon(
  <>
    <circle cx="10" cy="6.75" r="3.25" />
    {path("M3.8 17c.5-3.4 3-5.2 6.2-5.2s5.7 1.8 6.2 5.2")}
  </>,
);
export const PeopleIcon = icon(
  <>
    <circle cx="7.5" cy="7" r="2.75" />
    {path(
      "M2.3 16.2c.4-2.9 2.5-4.5 5.2-4.5s4.8 1.6 5.2 4.5",
      "M12.5 4.5a2.75 2.75 0 0 1 0 5M14.6 12.3c1.7.6 2.8 2 3.1 3.9",
    )}
  </>,
);
export const AddPersonIcon = icon(
  <>
    <circle cx="8" cy="7" r="3" />
    {path("M2.5 16.5c.4-3.1 2.6-4.8 5.5-4.8 1.4 0 2.6.4 3.6 1.1M15 11.5v5M12.5 14h5")}
  </>,
);
export const LockIcon = icon(
  path(
    "M5.5 9h9a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z",
    "M7 9V6.5a3 3 0 0 1 6 0V9M10 12.2v1.8",
  ),
);
export const DoorIcon = icon(
  path("M5 17V4.2a1 1 0 0 1 1.2-1l5 1.1a1 1 0 0 1 .8 1V17M12 6h2.5a.5.5 0 0 1 .5.5V17M3 17h14M9.2 10.5v.6"),
);
export const HashIcon = icon(path("M8 3.5 6.5 16.5M13.5 3.5 12 16.5M3.8 7.5h13M3.2 12.5h13"));
export const AtIcon = icon(
  <>
    <circle cx="10" cy="10" r="3" />
    {path("M13 7v4.2a2 2 0 0 0 4 0V10a7 7 0 1 0-2.8 5.6")}
  </>,
);
export const BellIcon = icon(
  path(
    "M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.8 5-1.8 6.2h12.6c0-1.2-1.8-2.2-1.8-6.2A4.5 4.5 0 0 0 10 3zM8.3 16.5a1.9 1.9 0 0 0 3.4 0",
  ),
);
export const BellOffIcon = icon(
  path(
    "M6 5.5a4.4 4.4 0 0 0-.5 2c0 4-1.8 5-1.8 6.2h10.1M8 3.5a4.5 4.5 0 0 1 6.5 4c0 1.4.2 2.5.6 3.3M8.3 16.5a1.9 1.9 0 0 0 3.4 0M3.5 3l13 14",
  ),
);
export const ArchiveIcon = icon(
  path(
    "M3.5 3.5h13a.5.5 0 0 1 .5.5v2.5a.5.5 0 0 1-.5.5h-13a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5zM4.2 7v8a1.5 1.5 0 0 0 1.5 1.5h8.6a1.5 1.5 0 0 0 1.5-1.5V7M8 10.2h4",
  ),
);
export const LeaveIcon = icon(
  path("M11.5 3.5h-6a1.5 1.5 0 0 0-1.5 1.5v10a1.5 1.5 0 0 0 1.5 1.5h6M8.5 10H17M14 6.8 17.2 10 14 13.2"),
);
export const MasterIcon = icon(
  path("M10 2.8 15.8 5v4.6c0 3.6-2.4 6.2-5.8 7.6-3.4-1.4-5.8-4-5.8-7.6V5z", "m7.5 9.8 1.8 1.8 3.2-3.4"),
);
export const DevicesIcon = icon(
  path(
    "M10.5 14.5H4a1.2 1.2 0 0 1-1.2-1.2V5A1.2 1.2 0 0 1 4 3.8h11A1.2 1.2 0 0 1 16.2 5v1.5M6.5 16.8h4M8.5 14.5v2.3",
    "M13.8 8.8h2.6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2.6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM14.7 14.9h.8",
  ),
);
export const CalendarIcon = icon(
  path(
    "M4.5 4.5h11a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1zM3.5 8.5h13M7 2.8v3.2M13 2.8v3.2",
  ),
);
export const FilterIcon = icon(path("M3.5 5.5h13M6 10h8M8.5 14.5h3"));

// Messages
export const SendIcon = icon(path("M3.2 3.8 17 10 3.2 16.2l1.9-6.2zM5.1 10H10.5"));
export const AttachIcon = icon(
  path(
    "m15.8 9.2-5.9 5.9a3.6 3.6 0 0 1-5.1-5.1l6.3-6.3a2.4 2.4 0 0 1 3.4 3.4l-6.1 6.1a1.2 1.2 0 0 1-1.7-1.7l5.5-5.5",
  ),
);
export const CameraIcon = icon(
  <>
    {path("M3.5 6h2.7l1.3-2h5l1.3 2h2.7a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z")}
    <circle cx="10" cy="10.75" r="2.75" />
  </>,
);
export const ImageIcon = icon(
  <>
    {path(
      "M4 3.5h12a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1z",
      "m3.2 14.5 4-4 3 3 2.5-2.5 4.1 4.1",
    )}
    <circle cx="13" cy="7.2" r="1.2" />
  </>,
);
export const CircularIcon = icon(
  path(
    "M6 2.8h8a1 1 0 0 1 1 1v6M5 9V3.8a1 1 0 0 1 1-1M8 6.2h4",
    "M4.2 14.5a6 3 0 1 0 1.6-3.4M3.8 9.9l2 1.3-1.1 2.1",
  ),
);
export const TaskIcon = icon(
  path(
    "M4 3.5h12a.5.5 0 0 1 .5.5v12a.5.5 0 0 1-.5.5H4a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5z",
    "m6.8 10.2 2.2 2.2 4.2-4.6",
  ),
);
export const CounterIcon = icon(
  path(
    "M3 11.5h14M4.5 11.5v5h11v-5M10 3.2a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4M6.5 11.3c.4-2 1.7-3 3.5-3s3.1 1 3.5 3",
  ),
);
export const FormIcon = icon(
  path(
    "M5 2.8h10a1 1 0 0 1 1 1v12.4a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V3.8a1 1 0 0 1 1-1z",
    "M7 6.8h6M7 10h6",
    "m7 13.6 1 1 1.8-2M12 13.4h1",
  ),
);
export const UndoIcon = icon(path("M7.5 4.5 3.5 8.5l4 4M4 8.5h7.5a4.5 4.5 0 0 1 0 9H8"));
export const RedoIcon = icon(path("m12.5 4.5 4 4-4 4M16 8.5H8.5a4.5 4.5 0 0 0 0 9H12"));
export const GripIcon = icon(path("M7.5 5v.1M7.5 10v.1M7.5 15v.1M12.5 5v.1M12.5 10v.1M12.5 15v.1"));
export const FiguresIcon = icon(path("M3.5 16.5h13M6 16.5v-5M10 16.5v-9M14 16.5V4"));
export const FileIcon = icon(
  path("M11.5 2.5H6a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V6zM11.5 2.5V6H15M7.5 10h5M7.5 13h5"),
);
export const FilesIcon = icon(
  path(
    "M12.5 2.5H8a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V6zM12.5 2.5V6H16M4 6.5v10a1 1 0 0 0 1 1h7",
  ),
);
export const LocationIcon = icon(
  <>
    {path("M10 17.5c3.2-3.3 5-5.9 5-8.5a5 5 0 0 0-10 0c0 2.6 1.8 5.2 5 8.5z")}
    <circle cx="10" cy="8.8" r="1.8" />
  </>,
);
export const SmileIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    {path("M7 12c.7 1.1 1.7 1.7 3 1.7s2.3-.6 3-1.7M7.5 7.8v.2M12.5 7.8v.2")}
  </>,
);
export const PlaceIcon = icon(
  path("M10 17.5s5-5 5-9a5 5 0 0 0-10 0c0 4 5 9 5 9zM10 10.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5"),
);
export const PinIcon = icon(path("M7 3h6M8 3v5l-2.5 3v1h9v-1L12 8V3M10 12v5"));
export const QuestionIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    {path("M7.8 8a2.2 2.2 0 1 1 3.3 1.9c-.8.4-1.1.9-1.1 1.7M10 13.9v.1")}
  </>,
);
export const StampIcon = icon(
  path(
    "M7.5 3.5a2.5 2.5 0 0 1 5 0c0 2-1 3-1 5.5h3a2 2 0 0 1 2 2v2.5h-13V11a2 2 0 0 1 2-2h3c0-2.5-1-3.5-1-5.5z",
    "M3.5 16.5h13",
  ),
);
export const AddReactionIcon = icon(
  path(
    "M11.5 3.2A7 7 0 1 0 16.8 8.5M6.8 12c.7 1.1 1.7 1.7 3 1.7s2.3-.6 3-1.7M7.3 8v.2M12 8v.2M15.5 2v5M13 4.5h5",
  ),
);
export const ReplyIcon = icon(path("M8 4.5 3.5 9 8 13.5M4 9h7.5a5 5 0 0 1 5 5v1.5"));
export const ThreadIcon = icon(path("M3 4.5h14M3 8.5h9M6.5 12v2a1.5 1.5 0 0 0 1.5 1.5h9M11 12h6"));
export const QuoteIcon = icon(path("M4 4v12M8 6h8M8 10h8M8 14h5"));
export const CodeIcon = icon(path("m7 6-4 4 4 4M13 6l4 4-4 4"));
export const EditIcon = icon(path("m12.7 4.3 3 3L7 16H4v-3zM11 6l3 3"));
export const TrashIcon = icon(
  path(
    "M3.5 5.5h13M8 5.5V3.5h4v2M5.2 5.5l.6 10.2a1 1 0 0 0 1 .9h6.4a1 1 0 0 0 1-.9l.6-10.2M8.5 9v4.5M11.5 9v4.5",
  ),
);
export const LinkIcon = icon(
  path(
    "M8.5 11.5a3.2 3.2 0 0 0 4.6 0l2.8-2.8a3.2 3.2 0 0 0-4.6-4.6l-1 1M11.5 8.5a3.2 3.2 0 0 0-4.6 0l-2.8 2.8a3.2 3.2 0 0 0 4.6 4.6l1-1",
  ),
);
export const CopyIcon = icon(
  path(
    "M8 7h7.5a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM13 7V4.5a1 1 0 0 0-1-1H4.5a1 1 0 0 0-1 1V12a1 1 0 0 0 1 1H7",
  ),
);
export const DownloadIcon = icon(path("M10 3v9.5M6 9l4 4 4-4M4 16.5h12"));
export const UploadIcon = icon(path("M10 13V3.5M6 7.5l4-4 4 4M4 16.5h12"));
export const ConfirmIcon = icon(
  path("M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5", "m6.75 10.25 2.25 2.25 4.5-4.75"),
);
export const ReadersIcon = icon(path("m2.5 10.8 3.2 3.2 6.8-8M9.5 13.2l.9.8 7.1-8"));
export const MarkReadIcon = icon(
  path(
    "M3 5.5A2.5 2.5 0 0 1 5.5 3h9A2.5 2.5 0 0 1 17 5.5v6a2.5 2.5 0 0 1-2.5 2.5H9l-3.6 3v-3A2.4 2.4 0 0 1 3 11.5zM7 8.7l2.2 2.2 3.8-4.2",
  ),
);

// States and the rest
export const InfoIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    {path("M10 9.2v4.3M10 6.5v.1")}
  </>,
);
export const WarningIcon = icon(path("M10 3.2 17.5 16.3h-15zM10 8v4M10 14.2v.1"));
export const DoneIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    {path("m6.8 10.3 2.2 2.2 4.2-4.8")}
  </>,
);
export const ClockIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    {path("M10 6v4.3l2.7 1.7")}
  </>,
);
export const OfflineIcon = icon(
  path("M3 3l14 14M7.3 6A5 5 0 0 1 14.6 9a3.5 3.5 0 0 1 2.2 5.6M13.5 16H6a3.5 3.5 0 0 1-.9-6.9"),
);
export const KeyboardIcon = icon(
  path(
    "M3.5 5h13a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM5.5 8v.1M8.5 8v.1M11.5 8v.1M14.5 8v.1M7 12h6",
  ),
);
export const EyeIcon = icon(
  <>
    {path("M2.5 10c1.6-3.2 4.3-5 7.5-5s5.9 1.8 7.5 5c-1.6 3.2-4.3 5-7.5 5s-5.9-1.8-7.5-5z")}
    <circle cx="10" cy="10" r="2.25" />
  </>,
);
export const EyeOffIcon = icon(
  path(
    "M5 5.8A9.5 9.5 0 0 0 2.5 10c1.6 3.2 4.3 5 7.5 5 1.2 0 2.3-.2 3.3-.7M8 5.2c.6-.1 1.3-.2 2-.2 3.2 0 5.9 1.8 7.5 5a9.6 9.6 0 0 1-1.7 2.5M8.3 8.4a2.25 2.25 0 0 0 3.2 3.2M3.5 3.5l13 13",
  ),
);
export const GlobeIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    {path("M3 10h14M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7z")}
  </>,
);

export const PrintIcon = icon(
  path(
    "M6 7V3h8v4",
    "M6 14H4.5A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7h11A1.5 1.5 0 0 1 17 8.5v4a1.5 1.5 0 0 1-1.5 1.5H14",
    "M6 12h8v5H6z",
  ),
);
