"""Tasks (タスク): who does what until when; made from a message or by themselves, repeated, done with a note."""
