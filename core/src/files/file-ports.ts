import type { ParticipantId } from "@tfx/protocol";
import type { Room } from "../room.ts";

/** What the exchange of files needs of a room. */
export type FileRoom = Pick<Room, "topic"> & {
  readonly participants: {
    readonly value: readonly FilePeer[];
    peek(): readonly FilePeer[];
  };
};

/** Somebody files come from or go to. */
export type FilePeer = { readonly id: ParticipantId } & Pick<ReturnType<Room["participants"]["peek"]>[number], "link">;

/** Where a file is written, in order; calls never overlap. */
export interface FileSink {
  /** Resolves when the bytes are put away, and not before: that is what keeps the memory flat. */
  write(bytes: Uint8Array): Promise<void>;
  /** The file is whole. */
  close(): Promise<void>;
  /** What was written is of no use; may follow a close that was overtaken by a cancel. */
  abort(): Promise<void>;
}
