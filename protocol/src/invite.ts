import { roomName, type RoomName } from "./ids.ts";
import { TfxError } from "./tfx-error.ts";

/**
 * An invitation: where the room is, its name, and for a sealed room the secret of 32 random bytes in
 * base64url. As a link: `https://host/r/amber-otter-lake#k=…`; the part behind `#` never reaches a
 * server (RFC 9110 §7.1).
 */
export interface Invite {
  /** Origin of the signalling server, such as `https://call.example`. */
  readonly server: string;
  readonly room: RoomName;
  readonly secret?: string;
}

const secretPattern = /^[\w-]{43}$/;

/** The link of an invitation. */
export const formatInvite = (invite: Invite): string => {
  const path = `${invite.server}/r/${invite.room}`;
  return invite.secret === undefined ? path : `${path}#k=${invite.secret}`;
};

/**
 * Reads what a person pasted or typed: a link, or a room's name on the given server. A typed name is
 * made lower-case and its blanks become hyphens.
 *
 * @throws {TfxError} invite/invalid
 */
export const parseInvite = (text: string, defaultServer: string): Invite => {
  const trimmed = text.trim();
  if (trimmed.length > 2_048) throw new TfxError("invite/invalid");
  return /^https?:\/\//i.test(trimmed) ? parseLink(trimmed) : parseTypedName(trimmed, defaultServer);
};

const parseTypedName = (text: string, server: string): Invite => {
  const room = roomName.safeParse(text.toLowerCase().replaceAll(/[\s_]+/g, "-"));
  if (!room.success) throw new TfxError("invite/invalid");
  return { server, room: room.data };
};

const parseLink = (text: string): Invite => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const segments = url?.pathname.split("/") ?? [];
  if (url === undefined || url.username !== "" || segments.length !== 3 || segments[1] !== "r") throw new TfxError("invite/invalid");
  const room = roomName.safeParse(segments[2]);
  const secret = new URLSearchParams(url.hash.slice(1)).get("k") ?? undefined;
  if (!room.success || (secret !== undefined && !secretPattern.test(secret))) throw new TfxError("invite/invalid");
  return { server: url.origin, room: room.data, ...(secret === undefined ? {} : { secret }) };
};
