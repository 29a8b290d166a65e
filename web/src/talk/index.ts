/** The door of the talk: one pane, which the shell places and tells where to stand. */
export { TalkPane } from "./TalkPane";
