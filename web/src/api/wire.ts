/**
 * What travels between server and client, in one place: the objects of the HTTP interface, the entries of
 * the streams, the frames of the live connection.
 */
export type * from "../model/entries";
export type * from "../model/types";
