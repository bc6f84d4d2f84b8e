import { bridgeTimes } from "@tfx/protocol/widgets";

/** Notices a guest that hangs: asks now and then, and counts what goes unanswered. */
export interface Heartbeat {
  /** Takes an answer; one that was never asked for counts for nothing. */
  handlePong(id: number): void;
}

/** Starts asking, until the signal aborts. */
export const startHeartbeat = ({
  ping,
  onMissed,
  signal,
}: {
  ping: (id: number) => void;
  onMissed: () => void;
  signal: AbortSignal;
}): Heartbeat => {
  let count = 0;
  let answered = 0;
  const beat = (): void => {
    if (count - answered >= bridgeTimes.missedPings) return onMissed();
    count += 1;
    ping(count);
  };
  // The first follows at once what there is at the start: the guest mounts when it comes.
  beat();
  const timer = setInterval(beat, bridgeTimes.pingEvery);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  return {
    handlePong(id) {
      if (id <= count) answered = Math.max(answered, id);
    },
  };
};
