import type { ReadonlySignal } from "@preact/signals-core";
import type { ParticipantId, RoomFacts, RoomName } from "@tfx/protocol";
import type { Participant } from "./participant.ts";
import type { Topic, TopicOptions } from "./channel/topic.ts";

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

/** A room that this session is in. */
export interface Room {
  readonly name: RoomName;
  /** Signals and names are encrypted with the link's secret; the server reads neither. */
  readonly sealed: boolean;
  /** The own participant id. */
  readonly self: ParticipantId;
  /** The others, longest present first. */
  readonly participants: ReadonlySignal<readonly Participant[]>;
  readonly facts: ReadonlySignal<RoomFacts>;
  readonly host: HostActions;
  /** Whether one's own hand is up; the others see it, late joiners too. */
  readonly hand: ReadonlySignal<boolean> & { raise(up: boolean): void };
  /** Messages to and from the others, checked by a schema; see {@link Topic}. */
  topic<T>(options: TopicOptions<T>): Topic<T>;
}
