import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import { profile, roomName, TfxError, type IceServer, type InstanceId, type RoomName } from "@tfx/protocol";
import { SpareConnection } from "./link/raw-connection.ts";
import { createLocalMedia, type LocalMedia } from "./media/local-media.ts";
import { randomId } from "./random-id.ts";
import { JoinedRoom, previewRoom, type Room, type RoomPreview } from "./room.ts";
import { deriveRoomSeal, openRoomSeal, type RoomSeal } from "./signalling/room-seal.ts";
import { openSeat } from "./signalling/seat.ts";
import { SignallingLink } from "./signalling/signalling-link.ts";

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
  readonly secret?: string | undefined;
}

/**
 * One person's presence: local media, and at most one room at a time. The connection to the server
 * opens when the session is made, so that a later join is quick.
 */
export interface Session extends AsyncDisposable {
  readonly state: ReadonlySignal<SessionState>;
  readonly room: ReadonlySignal<Room | undefined>;
  readonly media: LocalMedia;
  /** Why the last call ended without the person's own leaving, such as `room/removed`. */
  readonly problem: ReadonlySignal<TfxError | undefined>;
  /**
   * Looks through the door: who is inside and whether one could enter.
   * @throws {TfxError} invite/invalid, room/secret-needed, room/secret-wrong, server/unreachable,
   * server/timeout, rate/limited
   */
  peek(address: RoomAddress & { signal?: AbortSignal }): Promise<RoomPreview>;
  /**
   * Enters a room; whoever is inside gets a link from here. What `media` has on is sent.
   * @throws {TfxError} room/full, room/locked, room/secret-needed, room/secret-wrong, room/removed,
   * server/unreachable, server/timeout, server/busy, protocol/version, invite/invalid
   */
  join(options: RoomAddress & { name: string; signal?: AbortSignal }): Promise<Room>;
  /** Leaves the room; the session can join again. Local media stays as it is. */
  leave(): Promise<void>;
}

/** Makes a session: connects to the server, captures nothing yet. */
export const createSession = (options: SessionOptions): Session => new LiveSession(options);

class LiveSession implements Session {
  readonly media = createLocalMedia();
  readonly state;
  readonly #options: SessionOptions;
  readonly #link: SignallingLink;
  readonly #phase = signal<"idle" | "joining" | "joined" | "leaving" | "ended">("idle");
  readonly #room = signal<JoinedRoom | undefined>(undefined);
  readonly #problem = signal<TfxError | undefined>(undefined);
  readonly #seals = new Map<string, Promise<RoomSeal>>();
  readonly #spare = new SpareConnection({ initiator: true });

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#link = new SignallingLink(options.server);
    this.state = computed<SessionState>(() => {
      const phase = this.#phase.value;
      return phase === "joined" && this.#room.value?.reachable.value === false ? "reconnecting" : phase;
    });
  }

  get room(): ReadonlySignal<Room | undefined> {
    return this.#room;
  }

  get problem(): ReadonlySignal<TfxError | undefined> {
    return this.#problem;
  }

  async peek({ signal: abort, ...address }: RoomAddress & { signal?: AbortSignal }): Promise<RoomPreview> {
    const { name, seal } = await this.#open(address);
    const answer = await this.#link.call("room.peek", { room: name, access: seal.access }, { signal: abort });
    // Whoever looks through the door is about to enter.
    if (this.#phase.value === "idle" && answer.exists) void this.#spare.prepare(this.media.sending.peek());
    return previewRoom(seal, answer);
  }

  async join({ name, signal: abort, ...address }: RoomAddress & { name: string; signal?: AbortSignal }): Promise<Room> {
    if (this.#phase.value !== "idle") throw new TfxError("session/ended");
    this.#phase.value = "joining";
    try {
      const room = await this.#enter(address, name, abort);
      await room.invited();
      if (this.#phase.peek() !== "joining" || abort?.aborted === true) {
        await room.leave();
        throw new TfxError("session/ended");
      }
      this.#problem.value = undefined;
      this.#room.value = room;
      this.#phase.value = "joined";
      this.#watchEnd(room);
      return room;
    } catch (error) {
      if (this.#phase.value === "joining") this.#phase.value = "idle";
      throw error;
    }
  }

  async leave(): Promise<void> {
    const room = this.#room.value;
    if (room === undefined) return;
    this.#phase.value = "leaving";
    this.#room.value = undefined;
    await room.leave();
    if (this.#phase.value === "leaving") this.#phase.value = "idle";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.media[Symbol.dispose]();
    await this.leave();
    this.#phase.value = "ended";
    this.#spare[Symbol.dispose]();
    this.#link[Symbol.dispose]();
  }

  async #enter(address: RoomAddress, name: string, abort: AbortSignal | undefined): Promise<JoinedRoom> {
    const { iceServers, iceTransportPolicy = "all", resumeStore: store } = this.#options;
    const { name: room, seal } = await this.#open(address);
    const instance = randomId() as InstanceId;
    const person = profile.safeParse({ name });
    if (!person.success) throw new TfxError("protocol/invalid", { call: "join", path: "name" });
    const seat = await openSeat({ link: this.#link, seal, room, instance, profile: person.data, store }, { signal: abort });
    return new JoinedRoom({
      name: room,
      link: this.#link,
      seat,
      seal,
      tracks: this.media.sending,
      screen: this.media.screen,
      iceServers,
      iceTransportPolicy,
      spare: this.#spare,
    });
  }

  /** The seal is derived once for each address: the lobby's look and the join share it. */
  async #open({ room, secret }: RoomAddress): Promise<{ name: RoomName; seal: RoomSeal }> {
    const name = roomName.safeParse(room);
    if (!name.success) throw new TfxError("invite/invalid");
    if (secret === undefined) return { name: name.data, seal: openRoomSeal };
    const key = `${room}#${secret}`;
    const seal = this.#seals.get(key) ?? deriveRoomSeal({ room, secret });
    this.#seals.set(key, seal);
    return { name: name.data, seal: await seal };
  }

  #watchEnd(room: JoinedRoom): void {
    const stop = effect(() => {
      const problem = room.ended.value;
      if (problem === undefined) return;
      queueMicrotask(() => stop());
      if (this.#room.peek() !== room) return;
      room.close();
      this.#room.value = undefined;
      this.#problem.value = problem;
      this.#phase.value = "idle";
    });
  }
}
