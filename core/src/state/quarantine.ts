import type { ParticipantId } from "@tfx/protocol";
import { createEmitter } from "../emitter.ts";

/** Why somebody was shut out: too much, what cannot be read, or another's name on an entry. */
export type QuarantineReason = "quota" | "invalid" | "forged";

/** Somebody was shut out of an instance for as long as it runs. */
export interface Quarantined {
  readonly participant: ParticipantId;
  readonly instance: string;
  readonly reason: QuarantineReason;
}

/**
 * Who is not listened to any more, for which instance. To drop single updates would fork a document, and
 * to go on would reward whoever sends the most.
 */
export class Quarantine {
  readonly #held = new Set<string>();
  readonly #events = createEmitter<{ readonly quarantined: Quarantined }>();
  readonly on = this.#events.on;

  holds(participant: ParticipantId, instance: string): boolean {
    return this.#held.has(`${participant} ${instance}`);
  }

  put(body: Quarantined): void {
    if (this.holds(body.participant, body.instance)) return;
    this.#held.add(`${body.participant} ${body.instance}`);
    this.#events.emit("quarantined", body);
  }
}
