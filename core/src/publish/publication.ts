import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { followSession } from "./follow-session.ts";
import type { MediaPath, SendOptions } from "./media-path.ts";
import { browserPorts, type PublicationPorts } from "./publication-ports.ts";
import type { Interruption, PublishProblem } from "./publish-problem.ts";
import { digestPublishStats, type PublishCounters, type PublishStats } from "./publish-stats.ts";
import { isTokenOver, planRetry } from "./retry-plan.ts";
import { createRequester } from "./whip-requests.ts";
import { openWhipSession } from "./whip-session.ts";

/** Where a broadcast stands. `paused`: it is live, and the person has a break; `idle`: it was ended. */
export type PublicationState = "idle" | "connecting" | "live" | "reconnecting" | "paused" | "failed";

/** What is published, and where. */
export interface PublicationOptions extends SendOptions {
  /** Address of the WHIP endpoint. */
  readonly endpoint: string;
  /** Bearer token (RFC 6750); without one, none is sent. */
  readonly token?: string | undefined;
  /**
   * Another token for the same stream, asked for when the server takes the last one no more: tokens end. Undefined
   * when there is none to be had; one that rejects is asked again.
   */
  readonly renewToken?: ((last: string | undefined) => Promise<string | undefined>) | undefined;
  /** Used where the server names none. */
  readonly iceServers?: readonly RTCIceServer[] | undefined;
  readonly ports?: Partial<PublicationPorts> | undefined;
}

/** A broadcast, from `createPublication` to `close`. */
export interface Publication {
  readonly state: ReadonlySignal<PublicationState>;
  /** Why it is not live: the last reason while it is tried again, the final one in `failed`. */
  readonly problem: ReadonlySignal<PublishProblem | undefined>;
  /** Once a second while it is live. */
  readonly stats: ReadonlySignal<PublishStats | undefined>;
  /** Says that what is sent from now on is a break. */
  setPaused(paused: boolean): void;
  /** Ends it, on the server too. May be called twice. */
  close(): Promise<void>;
}

/** What was live for less counts as another attempt in vain. */
const steadyMs = 5_000;
const statsMs = 1_000;

type Phase = Exclude<PublicationState, "paused">;

const createFacts = () => {
  const phase = signal<Phase>("connecting");
  const paused = signal(false);
  const problem = signal<PublishProblem | undefined>(undefined);
  const stats = signal<PublishStats | undefined>(undefined);
  return { phase, paused, problem, stats };
};
type Facts = ReturnType<typeof createFacts>;

const followStats = async (path: MediaPath, { stats }: Facts, { ports, until }: { ports: PublicationPorts; until: AbortSignal }) => {
  let counters: PublishCounters | undefined;
  while (!until.aborted) {
    const report = await path.stats();
    const digest = digestPublishStats(report as ReadonlyMap<string, never>, counters);
    if (until.aborted) break;
    // The first has no difference to tell.
    if (counters !== undefined) stats.value = digest.stats;
    ({ counters } = digest);
    await ports.wait(statsMs, until);
  }
  stats.value = undefined;
};

interface Attempt {
  readonly options: PublicationOptions;
  readonly token: string | undefined;
  readonly ports: PublicationPorts;
  readonly facts: Facts;
  /** The end of the publication. */
  readonly end: AbortSignal;
}

/** One session, from its offer to its end; answers why it ended, and how long media went through. */
const publishOnce = async ({ options, token, ports, facts, end }: Attempt): Promise<{ interruption: Interruption; liveMs: number }> => {
  const over = new AbortController();
  const life = AbortSignal.any([end, over.signal]);
  const path = ports.openPath(options);
  const requester = createRequester({ ask: ports.ask, token, signal: life });
  let liveSince: number | undefined;
  const onFlowing = (flowing: boolean): void => {
    facts.phase.value = flowing ? "live" : "reconnecting";
    if (!flowing || liveSince !== undefined) return;
    facts.problem.value = undefined;
    liveSince = ports.nowMs();
    // A report that cannot be had is of a connection that is over.
    followStats(path, facts, { ports, until: life }).catch(() => (facts.stats.value = undefined));
  };
  try {
    const opened = await openWhipSession({ ...options, requester, path, iceServers: options.iceServers ?? [], signal: life });
    if ("why" in opened) return { interruption: opened, liveMs: 0 };
    const forget = ports.listen("pagehide", () => void opened.close());
    const interruption = await followSession(opened, { path, ports, end, onFlowing });
    forget();
    // A session that the server ended is not there any more.
    if (interruption.why !== "ended") await opened.close();
    return { interruption, liveMs: liveSince === undefined ? 0 : ports.nowMs() - liveSince };
  } finally {
    over.abort();
    path.close();
  }
};

/** The tokens of one publication, one after the other. */
const createTokens = ({ token: first, renewToken }: PublicationOptions) => {
  let token = first;
  /** One that was never let in is not renewed again: it would be refused as well. */
  let isNew = false;
  return {
    get current() {
      return token;
    },
    /** What came of it with this token; answers what now stands in the way, or undefined where another one may do. */
    async handle(interruption: Interruption, wasLive: boolean): Promise<Interruption | undefined> {
      if (wasLive) isNew = false;
      if (renewToken === undefined || isNew || !isTokenOver(interruption)) return interruption;
      try {
        const next = await renewToken(token);
        if (next === undefined) return interruption;
        [token, isNew] = [next, true];
        return undefined;
      } catch {
        // Who gives out tokens is not there at the moment; it is asked again.
        return { why: "unreachable" };
      }
    },
  };
};

/** Publishes again and again until it is ended, or there is no point in it. */
const keepPublishing = async (attempt: Omit<Attempt, "token">): Promise<void> => {
  const { options, ports, facts, end } = attempt;
  const tokens = createTokens(options);
  let attempts = 0;
  let wasLive = false;
  while (!end.aborted) {
    const { interruption: met, liveMs } = await publishOnce({ ...attempt, token: tokens.current });
    if (end.aborted) return;
    wasLive ||= liveMs > 0;
    const interruption = await tokens.handle(met, liveMs > 0);
    if (end.aborted) return;
    if (interruption === undefined) {
      facts.phase.value = wasLive ? "reconnecting" : "connecting";
      continue;
    }
    attempts = liveMs >= steadyMs ? 1 : attempts + 1;
    const plan = planRetry({ interruption, attempts, wasLive, luck: ports.luck() });
    if ("giveUp" in plan) {
      facts.problem.value = plan.giveUp;
      facts.phase.value = "failed";
      return;
    }
    facts.problem.value = plan.problem;
    facts.phase.value = wasLive ? "reconnecting" : "connecting";
    const early = new AbortController();
    const forget = ports.listen("online", () => early.abort());
    await ports.wait(plan.delayMs, AbortSignal.any([end, early.signal]));
    forget();
  }
};

/**
 * Publishes a stream to a WHIP server (RFC 9725) and keeps it there: paths are mended by ICE restarts,
 * sessions that are lost begin again, ever later. Whoever calls it owns the stream, and closes what it gets.
 */
export const createPublication = (options: PublicationOptions): Publication => {
  const facts = createFacts();
  const life = new AbortController();
  const ports = { ...browserPorts, ...options.ports };
  const running = keepPublishing({ options, ports, facts, end: life.signal });
  running.catch(() => {
    facts.problem.value = { reason: "malformed" };
    facts.phase.value = "failed";
  });
  return {
    state: computed(() => (facts.phase.value === "live" && facts.paused.value ? "paused" : facts.phase.value)),
    problem: facts.problem,
    stats: facts.stats,
    setPaused: (paused) => void (facts.paused.value = paused),
    async close() {
      life.abort();
      facts.phase.value = "idle";
      // Why it failed was said.
      await running.catch(() => undefined);
    },
  };
};
