import { effect } from "@preact/signals-core";
import type { ParticipantId } from "@tfx/protocol";
import type { StateRoom } from "./state-port.ts";

/**
 * Resolves once a participant can be sent to. Its first messages may be here before it counts as arrived,
 * and an answer would go nowhere. Resolves too when the state of the room ends.
 */
export const untilPresent = (room: StateRoom, participant: ParticipantId, life: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const stop = effect(() => {
      if (room.participants.value.some(({ id }) => id === participant) || life.aborted) settle();
    });
    function settle(): void {
      resolve();
      queueMicrotask(() => stop());
    }
    life.addEventListener("abort", settle, { once: true });
  });
