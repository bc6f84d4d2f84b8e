import type { ParticipantId } from "@tfx/protocol";
import type { StateOperation } from "@tfx/protocol/widgets";
import { stateLimits } from "./state-limits.ts";

type Edit = Extract<StateOperation, { op: "document" }>;

/**
 * Edits of documents that reach a newcomer before the documents do. Put in at once, thousands of them would wait in
 * Yjs for what came before, at a cost that grows with each, and an honest fast writer would look like an attacker.
 */
export class HeldEdits {
  readonly #edits: { readonly from: ParticipantId; readonly edit: Edit }[] = [];
  readonly #bytes = new Map<ParticipantId, number>();

  /** Whether it is held; false once its writer has had a fair share. */
  hold(from: ParticipantId, edit: Edit): boolean {
    const bytes = (this.#bytes.get(from) ?? 0) + edit.update.length;
    if (bytes > stateLimits.share) return false;
    this.#bytes.set(from, bytes);
    this.#edits.push({ from, edit });
    return true;
  }

  /** In the order in which they came. */
  list(): readonly { readonly from: ParticipantId; readonly edit: Edit }[] {
    return this.#edits;
  }
}
