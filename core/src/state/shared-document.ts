import * as Y from "yjs";
import { stateLimits } from "./state-limits.ts";
import { isInvalid, isNew, isPast, type StateVerdict } from "./state-verdict.ts";

/**
 * A Yjs document kept for a widget, whether it runs here or not. Its size is that of all of it as one
 * update; it is measured only when the sum of what came in says that it could be past the limit.
 */
export class SharedDocument {
  readonly #doc = new Y.Doc();
  #measured = 0;
  #since = 0;
  #meanwhile = 0;

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
    return this.#isWaiting() ? isPast(stateLimits.waiting.bytes) : isNew;
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

  /**
   * Whether too much waits for what came before it. Yjs puts together all that waits with each update, so that
   * updates with a gap before them would cost more and more: a few thousand keep a page busy for seconds.
   */
  #isWaiting(): boolean {
    const waiting = this.#doc.store.pendingStructs?.update.length ?? 0;
    this.#meanwhile = waiting === 0 ? 0 : this.#meanwhile + 1;
    return waiting > stateLimits.waiting.bytes || this.#meanwhile > stateLimits.waiting.updates;
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
