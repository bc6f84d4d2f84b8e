import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { signatureHeader, signHook } from "./sign-hook.ts";

/** What others are told of. */
export type HookEvent =
  | { readonly type: "stream.started"; readonly stream: string }
  | { readonly type: "stream.stopped"; readonly stream: string; readonly reason: string; readonly peakViewers: number }
  | { readonly type: "viewers.changed"; readonly stream: string; readonly viewers: number };

/** Tells other servers what happens here. */
export interface Hooks {
  send(event: HookEvent): void;
  readonly delivered: number;
  readonly givenUp: number;
  /** Gives what is under way a moment, then stops. */
  close(): Promise<void>;
}

/** Whom hooks go to. */
export interface HooksOptions {
  readonly urls: readonly string[];
  readonly secret: string;
  readonly onGivenUp: (url: string, event: HookEvent, why: string) => void;
  /** Waits between attempts, in milliseconds. */
  readonly waitsMs?: readonly number[];
  readonly nowMs?: () => number;
}

const answerMs = 5_000;
const closeMs = 1_000;
/** Events that wait for a receiver that is away; older ones are given up. */
const mostWaiting = 1_000;

interface LaneOptions extends HooksOptions {
  readonly count: { delivered: number; givenUp: number };
  readonly signal: AbortSignal;
}

/** Posts once; answers what went wrong. */
const post = async (url: string, body: string, { secret, nowMs = Date.now, signal }: LaneOptions): Promise<string | undefined> => {
  try {
    const headers = { "content-type": "application/json", [signatureHeader]: signHook(secret, body, Math.floor(nowMs() / 1_000)) };
    const { ok, status } = await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
    });
    return ok ? undefined : `It answers ${status}.`;
  } catch (error) {
    // A receiver that cannot be reached is tried again, as one that answers with an error.
    return error instanceof Error ? error.message : String(error);
  }
};

/** The way to one receiver: events arrive in the order in which they happened. */
const createLane = (url: string, options: LaneOptions) => {
  const { waitsMs = [500, 2_000, 8_000, 30_000], onGivenUp, count, signal } = options;
  const waiting: HookEvent[] = [];
  let working: Promise<void> | undefined;
  const giveUp = (event: HookEvent, why: string): void => {
    count.givenUp += 1;
    onGivenUp(url, event, why);
  };
  const deliver = async (event: HookEvent): Promise<void> => {
    const body = JSON.stringify({ id: randomUUID(), at: new Date((options.nowMs ?? Date.now)()).toISOString(), ...event });
    let why: string | undefined;
    for (const waitMs of [0, ...waitsMs]) {
      if (waitMs > 0) await delay(waitMs, undefined, { signal });
      why = await post(url, body, options);
      if (why === undefined) return void (count.delivered += 1);
    }
    giveUp(event, why ?? "");
  };
  const work = async (): Promise<void> => {
    for (let event = waiting.shift(); event !== undefined && !signal.aborted; event = waiting.shift()) {
      const now = event;
      await deliver(now).catch(() => giveUp(now, "The gateway stops."));
    }
    working = undefined;
  };
  return {
    push(event: HookEvent): void {
      waiting.push(event);
      if (waiting.length > mostWaiting) giveUp(waiting.shift() ?? event, "Too many wait.");
      working ??= work();
    },
    idle: (): Promise<void> => working ?? Promise.resolve(),
  };
};

/** Makes the hooks of a gateway. */
export const createHooks = (options: HooksOptions): Hooks => {
  const stop = new AbortController();
  const count = { delivered: 0, givenUp: 0 };
  const lanes = options.urls.map((url) => createLane(url, { ...options, count, signal: stop.signal }));
  return {
    send(event) {
      for (const lane of lanes) lane.push(event);
    },
    get delivered() {
      return count.delivered;
    },
    get givenUp() {
      return count.givenUp;
    },
    async close() {
      await Promise.race([Promise.all(lanes.map((lane) => lane.idle())), delay(closeMs, undefined, { ref: false })]);
      stop.abort();
    },
  };
};
