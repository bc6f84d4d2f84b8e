import { TfxError, type ParticipantId } from "@tfx/protocol";
import type { LogEntry, PlainValue } from "@tfx/protocol/widgets";
import { decodeUpdate, encodeStateAsUpdate, mergeUpdates, Doc } from "yjs";

/** Something that happened to the shared state. */
export type Change =
  | { readonly t: "value"; readonly key: string; readonly value: PlainValue; readonly clock: number; readonly by: ParticipantId }
  | { readonly t: "entry"; readonly log: string; readonly entry: LogEntry & { readonly clock: number } }
  | { readonly t: "doc"; readonly doc: string; readonly update: Uint8Array };

/** One person's copy of the shared state; those without the widget keep one too. */
export interface Replica {
  /** Takes a change of anybody; false when it changes nothing, as it is old. */
  apply(change: Change): boolean;
  /** All of it as changes, for a late joiner. */
  changes(): Change[];
  /** All of a document as one update. */
  doc(name: string): Uint8Array;
  /** Later than everything seen. */
  nextClock(): number;
}

const emptyUpdate = encodeStateAsUpdate(new Doc());

/** A document with one more update. @throws {TfxError} state/invalid */
export const mergeInto = (document: Uint8Array, update: Uint8Array): Uint8Array => {
  try {
    decodeUpdate(update);
    return mergeUpdates([document, update]);
  } catch (error) {
    throw new TfxError("state/invalid", {}, { cause: error });
  }
};

export const createReplica = (): Replica => {
  const values = new Map<string, Extract<Change, { t: "value" }>>();
  const entries = new Map<string, Extract<Change, { t: "entry" }>>();
  const docs = new Map<string, Uint8Array>();
  let clock = 0;

  const doc = (name: string): Uint8Array => docs.get(name) ?? emptyUpdate;
  return {
    doc,
    nextClock: () => clock + 1,
    apply(change) {
      if (change.t === "doc") {
        docs.set(change.doc, mergeInto(doc(change.doc), change.update));
        return true;
      }
      if (change.t === "entry") {
        clock = Math.max(clock, change.entry.clock);
        if (entries.has(change.entry.id)) return false;
        entries.set(change.entry.id, change);
        return true;
      }
      clock = Math.max(clock, change.clock);
      const last = values.get(change.key);
      if (last && (last.clock > change.clock || (last.clock === change.clock && last.by >= change.by))) return false;
      values.set(change.key, change);
      return true;
    },
    changes: () => [...values.values(), ...entries.values(), ...[...docs].map(([doc, update]) => ({ t: "doc", doc, update }) as const)],
  };
};
