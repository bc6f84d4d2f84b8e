import type { MediaPath } from "./media-path.ts";
import type { PublicationPorts } from "./publication-ports.ts";
import type { Interruption } from "./publish-problem.ts";
import type { WhipSession } from "./whip-session.ts";

/** What is followed, and who hears of it. */
export interface FollowOptions {
  readonly path: MediaPath;
  readonly ports: Pick<PublicationPorts, "wait">;
  /** Ends the following. */
  readonly end: AbortSignal;
  /** Media go through, or no longer do and are being mended. */
  readonly onFlowing: (flowing: boolean) => void;
}

const connectMs = 12_000;
/** A path that is interrupted for less comes back by itself. */
const interruptedMs = 1_500;

/** Follows a session from its beginning to its end, mending its path by ICE restarts; answers what ended it. */
export const followSession = (session: WhipSession, { path, ports, end, onFlowing }: FollowOptions): Promise<Interruption> =>
  new Promise((resolve) => {
    const over = new AbortController();
    let chore = new AbortController();
    let hasConnected = false;
    const settle = (interruption: Interruption): void => {
      over.abort();
      chore.abort();
      resolve(interruption);
    };
    const lateAfter = async (ms: number, { signal }: AbortController): Promise<void> => {
      await ports.wait(ms, signal);
      if (!signal.aborted) settle({ why: hasConnected ? "lost" : "no-path" });
    };
    const mend = async (controller: AbortController): Promise<void> => {
      const { signal } = controller;
      if (path.state === "interrupted") await ports.wait(interruptedMs, signal);
      if (signal.aborted) return;
      // Whatever a restart meets, publishing anew is the other way.
      const isMended = await session.restart().catch(() => false);
      if (signal.aborted) return;
      if (isMended) await lateAfter(connectMs, controller);
      else settle({ why: "lost" });
    };
    let isMending = false;
    const handle = (): void => {
      if (over.signal.aborted || path.state === "connecting") return;
      if (path.state === "connected") {
        chore.abort();
        [isMending, hasConnected] = [false, true];
        return onFlowing(true);
      }
      if (!hasConnected) return path.state === "failed" ? settle({ why: "no-path" }) : undefined;
      if (isMending) return;
      [isMending, chore] = [true, new AbortController()];
      onFlowing(false);
      void mend(chore);
    };
    path.onState(handle);
    session.onEnded((reason) => settle(reason === "gone" ? { why: "lost" } : { why: "ended", reason }));
    end.addEventListener("abort", () => settle({ why: "lost" }), { once: true, signal: over.signal });
    if (path.state === "connecting") void lateAfter(connectMs, chore);
    else handle();
  });
