import * as Y from "yjs";
import { isInvalid, isNew, isPast, type StateVerdict } from "./state-verdict.ts";

/**
 * A Yjs document kept for a widget, whether it runs here or not. Its size is that of all of it as one
 * update; it is measured only when the sum of what came in says that it could be past the limit.
 */
export class SharedDocument {
  readonly #doc = new Y.Doc();
  #measured = 0;
  #since = 0;

  /** At most this many bytes long. */
  get bytes(): number {
    return this.#measured + this.#since;
  }

  /** Adds an update that leaves the document within the limit. */
  apply(update: Uint8Array, maxBytes: number): StateVerdict {
    if (!isUpdate(update)) return isInvalid;
    if (!this.#fits(update.length, maxBytes)) return isPast(maxBytes);
    try {
      Y.applyUpdate(this.#doc, update);
    } catch {
      // It could be read but not put in: made to harm, and the same to us as bytes that are no update.
      return isInvalid;
    }
    this.#since += update.length;
    return isNew;
  }

  /** All of it, or what is missing at a state vector; undefined when the vector is none. */
  encode(vector?: Uint8Array): Uint8Array | undefined {
    try {
      return Y.encodeStateAsUpdate(this.#doc, vector);
    } catch {
      // The vector came from another participant, and is none.
      return undefined;
    }
  }

  vector(): Uint8Array {
    return Y.encodeStateVector(this.#doc);
  }

  /** Finds out how long it is; edits that took something away have made it shorter than their sum. */
  measure(): void {
    if (this.#since === 0) return;
    this.#measured = Y.encodeStateAsUpdate(this.#doc).length;
    this.#since = 0;
  }

  /** Frees what Yjs holds. */
  destroy(): void {
    this.#doc.destroy();
  }

  #fits(more: number, maxBytes: number): boolean {
    if (this.bytes + more <= maxBytes) return true;
    if (more > maxBytes) return false;
    this.measure();
    return this.bytes + more <= maxBytes;
  }
}

/** An update that adds nothing is this long. */
const emptyUpdate = 2;

/** Whether an update says anything. */
export const saysSomething = (update: Uint8Array): boolean => update.length > emptyUpdate;

const isUpdate = (bytes: Uint8Array): boolean => {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    // Yjs has no other way to ask.
    return false;
  }
};
