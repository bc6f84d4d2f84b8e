import type { ReadonlySignal } from "@preact/signals-core";
import type { IceServer, TfxError } from "@tfx/protocol";
import type { LocalMedia } from "./media/local-media.ts";
import type { Room, RoomPreview } from "./room.ts";

/** Where a session stands. `reconnecting`: the server is out of reach while the call itself goes on. */
export type SessionState = "idle" | "joining" | "joined" | "reconnecting" | "leaving" | "ended";

/** What a session needs to know before it can start. */
export interface SessionOptions {
  /** Origin of the signalling server, such as `https://call.example`. */
  readonly server: string;
  /** Used instead of the STUN and TURN servers that the server names. `[]` gives direct paths only. */
  readonly iceServers?: readonly IceServer[];
  /** `relay` forces every path through TURN (W3C WebRTC §4.2.2). */
  readonly iceTransportPolicy?: "all" | "relay";
  /** Where the token that resumes a seat after a reload is kept; nothing is kept without it. */
  readonly resumeStore?: ResumeStore;
}

/** Keeps one short text a room for as long as the page's tab lives; `sessionStorage` fits. */
export type ResumeStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Which room to enter: its name and, for a sealed room, the secret of its link. */
export interface RoomAddress {
  readonly room: string;
  readonly secret?: string;
}

/**
 * One person's presence: local media, and at most one room at a time. The connection to the server
 * opens when the session is made, so that a later join is quick.
 */
export interface Session extends AsyncDisposable {
  readonly state: ReadonlySignal<SessionState>;
  readonly room: ReadonlySignal<Room | undefined>;
  readonly media: LocalMedia;
  /** Why the session ended without the person's own leaving, such as `room/removed`. */
  readonly problem: ReadonlySignal<TfxError | undefined>;
  /**
   * Looks through the door: who is inside and whether one could enter.
   * @throws {TfxError} room/secret-needed, room/secret-wrong, server/unreachable, server/timeout, rate/limited
   */
  peek(address: RoomAddress & { signal?: AbortSignal }): Promise<RoomPreview>;
  /**
   * Enters a room; whoever is inside gets a link from here. The tracks that `media` has on are sent.
   * @throws {TfxError} room/full, room/locked, room/secret-needed, room/secret-wrong, room/removed,
   * server/unreachable, server/timeout, server/busy, protocol/version, invite/invalid
   */
  join(options: RoomAddress & { name: string; signal?: AbortSignal }): Promise<Room>;
  /** Leaves the room; the session can join again. Local media stays as it is. */
  leave(): Promise<void>;
}
