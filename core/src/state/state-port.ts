import type { Room } from "../room.ts";

/** What the state of a room needs of the room. */
export type StateRoom = Pick<Room, "self" | "topic"> & {
  readonly facts: { peek(): Pick<ReturnType<Room["facts"]["peek"]>, "host"> };
  /** Longest present first. */
  readonly participants: {
    readonly value: readonly Pick<ReturnType<Room["participants"]["peek"]>[number], "id">[];
    peek(): readonly Pick<ReturnType<Room["participants"]["peek"]>[number], "id">[];
  };
};

/**
 * Keeps the state of one room through a reload of the page: one item, for this participant and room alone.
 * `sessionStorage` or IndexedDB are fit; the private key of the log's entries is in it.
 */
export interface StateStore {
  load(): Promise<Uint8Array | undefined>;
  save(bytes: Uint8Array): Promise<void>;
}
