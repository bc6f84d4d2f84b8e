import type { ParticipantId } from "@tfx/protocol";
import { sameBytes } from "./bytes.ts";

/**
 * Which key signs for whom. A key that came over a participant's own link is theirs; of those who left
 * before, the first key that an entry brings is taken, and nobody can bring another.
 */
export class KeyRing {
  readonly #announced = new Map<ParticipantId, readonly Uint8Array[]>();
  readonly #claimed = new Map<ParticipantId, Uint8Array>();

  /** A participant told its key over its own link; a page that could not keep the last one has another. */
  announce(participant: ParticipantId, key: Uint8Array): void {
    if (this.#announced.get(participant)?.some((known) => sameBytes(known, key)) === true) return;
    this.#announced.set(participant, [...(this.#announced.get(participant) ?? []).slice(-3), key]);
  }

  /** Whether an entry that says it is theirs may be signed with this key. */
  accepts(participant: ParticipantId, key: Uint8Array): boolean {
    const announced = this.#announced.get(participant);
    if (announced !== undefined) return announced.some((known) => sameBytes(known, key));
    const claimed = this.#claimed.get(participant);
    return claimed === undefined || sameBytes(claimed, key);
  }

  /** A verified entry of somebody who may have left came with this key. */
  claim(participant: ParticipantId, key: Uint8Array): void {
    if (!this.#claimed.has(participant)) this.#claimed.set(participant, key);
  }
}
