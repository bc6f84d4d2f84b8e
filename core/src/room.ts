import { signal, type ReadonlySignal } from "@preact/signals-core";
import {
  profile,
  type TfxError,
  type CallResult,
  type IceServer,
  type ParticipantId,
  type RoomFacts,
  type RoomName,
  type TrackSource,
} from "@tfx/protocol";
import type { Topic, TopicOptions } from "./channel/topic.ts";
import type { SpareConnection } from "./link/raw-connection.ts";
import { eachAnnounced, type Announced, type Announcement } from "./consent.ts";
import type { ScreenShare } from "./media/screen-share.ts";
import { Mesh } from "./mesh.ts";
import type { Participant } from "./participant.ts";
import type { RoomSeal } from "./signalling/room-seal.ts";
import type { Seat } from "./signalling/seat.ts";
import { SignalExchange } from "./signalling/signal-exchange.ts";
import type { SignallingLink } from "./signalling/signalling-link.ts";

/** What can be seen of a room without entering. */
export interface RoomPreview {
  /** Nobody is inside yet: whoever joins first becomes its host. */
  readonly empty: boolean;
  readonly locked: boolean;
  readonly full: boolean;
  /** Names of those inside, longest present first. */
  readonly names: readonly string[];
}

/** What only the host may do; the server enforces it. Each call rejects with `room/not-host` otherwise. */
export interface HostActions {
  /** Lets nobody else in, or opens the room again. */
  lock(locked: boolean): Promise<void>;
  /** Removes a participant, who cannot resume. */
  remove(participant: ParticipantId): Promise<void>;
  /** Ends the call for everybody. */
  end(): Promise<void>;
}

/** One's own raised hand; the others see it, late joiners too. */
export interface OwnHand {
  readonly raised: ReadonlySignal<boolean>;
  raise(up: boolean): void;
}

/** What one says oneself of recording and broadcasting; the others see it, late joiners too. */
export interface OwnConsent extends Announced<ReadonlySignal<boolean>> {
  readonly leftOut: ReadonlySignal<boolean>;
  /** Shows everybody that the call is recorded or broadcast from here, that the recording is paused, or that it no longer is. */
  announce(what: Announcement, on: boolean): void;
  /** Asks everybody who records or broadcasts to leave one out, or allows it again. */
  leaveOut(leftOut: boolean): void;
}

const createOwnConsent = (): OwnConsent => {
  const own = eachAnnounced(() => signal(false));
  const leftOut = signal(false);
  return { ...own, leftOut, announce: (what, on) => void (own[what].value = on), leaveOut: (on) => void (leftOut.value = on) };
};

/** A room that this session is in. */
export interface Room {
  readonly name: RoomName;
  /** Signals and names are encrypted with the link's secret; the server reads neither. */
  readonly sealed: boolean;
  /** The own participant id. */
  readonly self: ParticipantId;
  /** When one joined first, by the server's clock, as {@link Participant.joinedAt} of the others; in milliseconds since 1970. */
  readonly joinedAt: number;
  /** The others, longest present first. */
  readonly participants: ReadonlySignal<readonly Participant[]>;
  readonly facts: ReadonlySignal<RoomFacts>;
  readonly host: HostActions;
  readonly hand: OwnHand;
  readonly consent: OwnConsent;
  /**
   * A place for a broadcast on the deployment's gateway. A server that knows of none makes up a name all the same.
   * `renew`: the token of a place one has, for another token that ends later.
   * @throws {TfxError} room/not-joined, rate/limited, server/unreachable, server/timeout, protocol/unknown-call, and
   * protocol/invalid for a token that cannot be renewed
   */
  broadcastGrant(renew?: string): Promise<CallResult<"broadcast.grant">>;
  /**
   * Messages to and from the others, checked by a schema; see {@link Topic}. Callers of one name share it.
   * @throws {TfxError} topic/invalid when the name is open on another lane
   */
  topic<T>(options: TopicOptions<T>): Topic<T>;
}

/** What a joined room is made from. */
export interface JoinedRoomOptions {
  readonly name: RoomName;
  readonly link: SignallingLink;
  readonly seat: Seat;
  readonly seal: RoomSeal;
  readonly tracks: ReadonlySignal<ReadonlyMap<TrackSource, MediaStreamTrack>>;
  readonly screen: Pick<ScreenShare, "facts" | "content">;
  readonly iceServers: readonly IceServer[] | undefined;
  readonly iceTransportPolicy: "all" | "relay";
  readonly spare: SpareConnection;
}

const inviteWaitMs = 150;

/** The room with everything that lives and ends with it. */
export class JoinedRoom implements Room {
  readonly name: RoomName;
  readonly sealed: boolean;
  readonly self: ParticipantId;
  readonly joinedAt: number;
  readonly host: HostActions;
  readonly hand: OwnHand;
  readonly consent = createOwnConsent();
  readonly #seat: Seat;
  readonly #exchange: SignalExchange;
  readonly #mesh: Mesh;
  readonly #link: SignallingLink;

  constructor(options: JoinedRoomOptions) {
    const { name, link, seat, seal } = options;
    const raised = signal(false);
    this.name = name;
    this.sealed = seal.access.mode === "sealed";
    this.self = seat.participant;
    this.joinedAt = seat.joinedAt;
    this.#seat = seat;
    this.#link = link;
    this.#exchange = new SignalExchange({ link, seat, seal });
    this.#mesh = new Mesh({ ...options, exchange: this.#exchange, hand: raised, consent: this.consent });
    this.hand = { raised, raise: (up) => (raised.value = up) };
    this.host = {
      lock: async (locked) => void (await link.call("room.lock", { locked })),
      remove: async (participant) => void (await link.call("room.remove", { participant })),
      end: async () => void (await link.call("room.end", {})),
    };
  }

  get participants(): ReadonlySignal<readonly Participant[]> {
    return this.#mesh.participants;
  }

  get facts(): ReadonlySignal<RoomFacts> {
    return this.#seat.facts;
  }

  /** The server is within reach. */
  get reachable(): ReadonlySignal<boolean> {
    return this.#seat.seated;
  }

  /** Why the seat was lost for good. */
  get ended(): ReadonlySignal<TfxError | undefined> {
    return this.#seat.ended;
  }

  /**
   * Resolves once everybody who was inside has an offer and a way to us, at the latest in a moment: to
   * draw the call any earlier would only hold them up.
   */
  async invited(): Promise<void> {
    const waiting = new Set(this.#seat.roster.peek().keys());
    if (waiting.size === 0) return;
    await new Promise<void>((resolve) => {
      const settle = () => {
        unlisten();
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(settle, inviteWaitMs);
      const unlisten = this.#exchange.on("sent", ({ to, type }) => {
        if (type === "candidate") waiting.delete(to.participant);
        if (waiting.size === 0) settle();
      });
    });
  }

  broadcastGrant(renew?: string): Promise<CallResult<"broadcast.grant">> {
    return this.#link.call("broadcast.grant", { renew }, { repeats: 2 });
  }

  topic<T>(options: TopicOptions<T>): Topic<T> {
    return this.#mesh.hub.topic(options);
  }

  /** Ends every link, then gives the seat up. */
  async leave(): Promise<void> {
    this.#closeLinks();
    await this.#seat.leave();
  }

  /** Ends everything without a word to the server. */
  close(): void {
    this.#closeLinks();
    this.#seat[Symbol.dispose]();
  }

  #closeLinks(): void {
    this.#mesh[Symbol.dispose]();
    this.#exchange[Symbol.dispose]();
  }
}

/** Opens the profiles of a look through the door. */
export const previewRoom = async (seal: RoomSeal, answer: CallResult<"room.peek">): Promise<RoomPreview> => {
  const names = await Promise.all(
    answer.roster.map(async ({ instance, profile: payload }) => {
      try {
        return profile.parse(JSON.parse(await seal.openProfile(instance, payload))).name;
      } catch {
        // A profile that cannot be opened names nobody.
        return "";
      }
    }),
  );
  return { empty: !answer.exists, locked: answer.locked, full: answer.full, names: names.filter((name) => name !== "") };
};
