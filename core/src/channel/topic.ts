import type { LaneName, ParticipantId } from "@tfx/protocol";

/** Checks a value that came from another participant; a zod schema fits. */
export interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** What a topic carries and how. */
export interface TopicOptions<T> {
  /** Dotted lower-case name; names that begin with `tfx.` belong to the project. */
  readonly name: string;
  readonly schema: Schema<T>;
  /**
   * `control`: reliable, ordered, small. `bulk`: reliable, large, yields to control and to sound.
   * `live`: may be lost or overtaken, for what is stale a moment later.
   */
  readonly lane: LaneName;
  /** Largest encoded message in bytes; the lane's own limit when not given. */
  readonly maxBytes?: number;
}

/** One received message. `from` is the link it came over: nobody can claim another's. */
export interface TopicMessage<T> {
  readonly from: ParticipantId;
  readonly value: T;
}

/** Options of a send. */
export interface TopicSendOptions {
  /** Only to these; otherwise to everybody in the room. */
  readonly to?: readonly ParticipantId[];
  /** Ends the waiting; what is already on its way still arrives. */
  readonly signal?: AbortSignal;
}

/**
 * Schema-checked messages between participants. What does not fit the schema is dropped and counted.
 * Values are whatever MessagePack carries: plain objects, arrays, texts, numbers, `Uint8Array`.
 */
export interface Topic<T> {
  readonly name: string;
  /**
   * Resolves when each receiver has the whole message (control, bulk) or when it was handed to the
   * network (live). A receiver who leaves meanwhile is not waited for.
   * @throws {TfxError} topic/too-large, topic/invalid
   */
  send(value: T, options?: TopicSendOptions): Promise<void>;
  /** Calls the listener for each message; returns the undo. */
  on(listener: (message: TopicMessage<T>) => void, options?: { signal?: AbortSignal }): () => void;
}
