import { batch, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import {
  limits,
  TfxError,
  type CallResult,
  type ErrorCode,
  type IceServer,
  type InstanceId,
  type ParticipantId,
  type Profile,
  type RoomFacts,
  type RoomName,
} from "@tfx/protocol";
import { iceRefreshDelayMs } from "./ice-refresh.ts";
import type { RoomSeal } from "./room-seal.ts";
import { reconcile, rosterFrom, withEntry, withoutParticipant, type Roster } from "./roster.ts";
import type { SignallingLink } from "./signalling-link.ts";

/** Where a token is kept for the next page load of the same tab. */
export type TokenStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What taking a seat needs. */
export interface SeatOptions {
  readonly link: SignallingLink;
  readonly seal: RoomSeal;
  readonly room: RoomName;
  readonly instance: InstanceId;
  readonly profile: Profile;
  readonly store?: TokenStore | undefined;
}

type Joined = CallResult<"room.join">;

/** What a failed resume may say without the seat being lost. */
const passing = new Set<ErrorCode>(["server/unreachable", "server/timeout", "server/closing", "server/busy", "rate/limited"]);
const retryDelayMs = 1_500;
const joinRepeats = 4;

/**
 * Takes a seat in a room.
 * @throws {TfxError} whatever `room.join` answers; server/unreachable, server/timeout
 */
export const openSeat = async (options: SeatOptions, { signal: abort }: { signal?: AbortSignal | undefined } = {}): Promise<Seat> => {
  const key = tokenKey(options.room);
  const token = options.store?.getItem(key) ?? undefined;
  try {
    return new Seat(options, await callJoin(options, token, abort));
  } catch (error) {
    // The token of an earlier page may belong to a former room of this name.
    if (token === undefined || !(error instanceof TfxError) || error.code !== "room/secret-wrong") throw error;
    options.store?.removeItem(key);
    return new Seat(options, await callJoin(options, undefined, abort));
  }
};

/** A place in a room: kept through dropped sockets and restarts of the server, until left or ended. */
export class Seat implements Disposable {
  readonly participant: ParticipantId;
  readonly instance: InstanceId;
  /** Server time of the first join. */
  readonly joinedAt: number;
  readonly #options: SeatOptions;
  readonly #roster;
  readonly #facts;
  readonly #iceServers;
  readonly #seated = signal(true);
  readonly #ended = signal<TfxError | undefined>(undefined);
  readonly #life = new AbortController();
  #token: string;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #settleTimer: ReturnType<typeof setTimeout> | undefined;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;

  /** Made by {@link openSeat} from the answer to the first join. */
  constructor(options: SeatOptions, first: Joined) {
    this.participant = first.participant;
    this.instance = options.instance;
    this.joinedAt = first.joinedAt;
    this.#options = options;
    this.#roster = signal<Roster>(rosterFrom(first.roster));
    this.#facts = signal(first.facts);
    this.#iceServers = signal<readonly IceServer[]>(first.iceServers);
    this.#token = first.resume;
    this.#keepToken(first.resume);
    this.#seated.value = options.link.connected.value;
    this.#listen();
    this.#life.signal.addEventListener("abort", this.#keepIceServersFresh(), { once: true });
  }

  get roster(): ReadonlySignal<Roster> {
    return this.#roster;
  }

  get facts(): ReadonlySignal<RoomFacts> {
    return this.#facts;
  }

  get iceServers(): ReadonlySignal<readonly IceServer[]> {
    return this.#iceServers;
  }

  /** False while the server is out of reach; the seat is taken again by itself. */
  get seated(): ReadonlySignal<boolean> {
    return this.#seated;
  }

  /** Why the seat was lost for good. */
  get ended(): ReadonlySignal<TfxError | undefined> {
    return this.#ended;
  }

  /** Gives the seat up; the others see it at once when the server is within reach. */
  async leave(): Promise<void> {
    if (this.#life.signal.aborted) return;
    const wasSeated = this.#seated.value;
    this.#finish();
    if (wasSeated) await this.#options.link.call("room.leave", {});
  }

  [Symbol.dispose](): void {
    this.#finish();
  }

  #listen(): void {
    const { link } = this.#options;
    const alive = { signal: this.#life.signal };
    link.on("disconnected", () => (this.#seated.value = false), alive);
    link.on("connected", () => void this.#resume(), alive);
    link.on("participant.changed", (entry) => (this.#roster.value = withEntry(this.#roster.value, entry)), alive);
    link.on("participant.left", ({ participant }) => (this.#roster.value = withoutParticipant(this.#roster.value, participant)), alive);
    link.on("session.ended", (wire) => this.#finish(TfxError.fromWire(wire)), alive);
    link.on(
      "room.changed",
      ({ facts, resume }) => {
        this.#keepToken(resume);
        this.#facts.value = facts;
      },
      alive,
    );
  }

  async #resume(): Promise<void> {
    clearTimeout(this.#retryTimer);
    try {
      const joined = await callJoin(this.#options, this.#token, this.#life.signal);
      if (joined.participant === this.participant) this.#takeAgain(joined);
      else this.#finish(new TfxError("session/ended"));
    } catch (cause) {
      if (this.#life.signal.aborted) return;
      const error = TfxError.from(cause);
      if (passing.has(error.code)) this.#retryTimer = setTimeout(() => void this.#resume(), retryDelayMs);
      else this.#finish(error);
    }
  }

  #takeAgain(joined: Joined): void {
    const { roster, missing } = reconcile(this.#roster.value, joined.roster, { settling: joined.settlesInMs > 0 });
    batch(() => {
      this.#roster.value = roster;
      this.#facts.value = joined.facts;
      this.#iceServers.value = joined.iceServers;
      this.#seated.value = true;
    });
    this.#keepToken(joined.resume);
    clearTimeout(this.#settleTimer);
    if (missing.length > 0) this.#settleTimer = setTimeout(() => this.#dropMissing(missing), joined.settlesInMs);
  }

  /** Asks again before TURN credentials expire; a resume brings new ones too. */
  #keepIceServersFresh(): () => void {
    const stop = effect(() => {
      clearTimeout(this.#refreshTimer);
      const delayMs = iceRefreshDelayMs(this.#iceServers.value, Date.now());
      if (delayMs !== undefined && this.#seated.value) this.#refreshTimer = setTimeout(() => void this.#refreshIceServers(), delayMs);
    });
    return () => {
      stop();
      clearTimeout(this.#refreshTimer);
    };
  }

  async #refreshIceServers(): Promise<void> {
    try {
      const { iceServers } = await this.#options.link.call("ice.servers", {}, { signal: this.#life.signal });
      this.#iceServers.value = iceServers;
    } catch (error) {
      // The former ones are used until the next resume, or the next try.
      if (!this.#life.signal.aborted && error instanceof TfxError) this.#iceServers.value = [...this.#iceServers.peek()];
    }
  }

  #dropMissing(missing: readonly ParticipantId[]): void {
    const still = missing.filter((participant) => this.#roster.value.get(participant)?.away === true);
    this.#roster.value = still.reduce(withoutParticipant, this.#roster.value);
  }

  #keepToken(token: string): void {
    this.#token = token;
    this.#options.store?.setItem(tokenKey(this.#options.room), token);
  }

  #finish(why?: TfxError): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#settleTimer);
    this.#options.store?.removeItem(tokenKey(this.#options.room));
    batch(() => {
      this.#seated.value = false;
      this.#ended.value = why;
    });
  }
}

const tokenKey = (room: RoomName): string => `tfx.resume.${room}`;

const callJoin = async (options: SeatOptions, resume: string | undefined, abort: AbortSignal | undefined): Promise<Joined> => {
  const { link, seal, room, instance } = options;
  const profile = await seal.sealProfile(instance, JSON.stringify(options.profile));
  const params = { protocol: limits.protocolVersion, room, access: seal.access, instance, profile };
  // A seat whose answer was lost is given up by the server, which hears nothing more from it.
  return link.call("room.join", resume === undefined ? params : { ...params, resume }, { signal: abort, repeats: joinRepeats });
};
