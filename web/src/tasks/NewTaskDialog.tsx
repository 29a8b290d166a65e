import type { Id } from "../model/types";
import { TaskDialog } from "./TaskDialog";

interface NewTaskDialogProps {
  roomId: Id;
  messageId: Id;
  title: string;
  onClose: () => void;
}

/** A task that is made from a message. */
export default function NewTaskDialog({ roomId, messageId, title, onClose }: NewTaskDialogProps) {
  return <TaskDialog first={{ title, roomId, messageId }} onClose={onClose} onDone={onClose} task={null} />;
}
