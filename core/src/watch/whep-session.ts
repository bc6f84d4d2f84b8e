import { signal, type ReadonlySignal, type Signal } from "@preact/signals-core";
import type { MediaPath } from "../publish/media-path.ts";
import type { Interruption } from "../publish/publish-problem.ts";
import { createRequester } from "../publish/whip-requests.ts";
import { openWhipSession, type WhipSession } from "../publish/whip-session.ts";
import type { FetchPort } from "../whip/resource.ts";
import { openReceivingPath, type ReceivingPath } from "./receiving-path.ts";
import { digestWatch, type WatchCounters, type WatchFigures } from "./watch-figures.ts";

/** What is watched over WHEP (draft-ietf-wish-whep-03), and how. */
export interface WhepOptions {
  /** Address of the endpoint. */
  readonly endpoint: string;
  readonly token?: string | undefined;
  /** What is wanted; picture and sound unless said otherwise. */
  readonly kinds?: readonly ("audio" | "video")[] | undefined;
  /** How long a path through the network is looked for, in milliseconds. */
  readonly connectMs?: number | undefined;
  readonly signal: AbortSignal;
  readonly ask?: FetchPort | undefined;
  readonly openPath?: ((kinds: readonly ("audio" | "video")[]) => ReceivingPath) | undefined;
}

/** One connection over which a broadcast arrives. Devices are never asked for. */
export interface WhepSession {
  readonly stream: MediaStream;
  /** `interrupted`: the network was lost, and a new path is looked for. `ended` is final. */
  readonly state: ReadonlySignal<"playing" | "interrupted" | "ended">;
  /** Renewed each second. */
  readonly figures: ReadonlySignal<WatchFigures | undefined>;
  /** Tells the server, closes the connection. May be called twice. */
  close(): void;
}

/** What became of the wish to watch. */
export type WhepOutcome =
  | { readonly kind: "playing"; readonly session: WhepSession }
  /** Nobody publishes it at the moment, or there is no room for one more; ask again later. */
  | { readonly kind: "not-live" | "busy"; readonly retryAfterMs: number | undefined }
  /** A token is missing or wrong. */
  | { readonly kind: "not-allowed" }
  /** The network lets no WebRTC through. */
  | { readonly kind: "no-path" }
  /** The server did not answer at all. */
  | { readonly kind: "unreachable" }
  /** This browser or this server cannot do it. */
  | { readonly kind: "unsupported" };

const usualConnectMs = 4_000;
/** How long a lost connection is mended before it is given up. */
const mendMs = 8_000;
const figuresMs = 1_000;

const refusedBy = (interruption: Interruption): WhepOutcome => {
  if (interruption.why === "unreachable") return { kind: "unreachable" };
  if (interruption.why !== "answered") return { kind: "unsupported" };
  const { status, retryAfterMs } = interruption;
  if (status === 404 || status === 409) return { kind: "not-live", retryAfterMs };
  if (status === 429 || status >= 500) return { kind: "busy", retryAfterMs };
  return { kind: status === 401 || status === 403 ? "not-allowed" : "unsupported" };
};

/** Resolves to whether there is a path before the time is over. */
const untilConnected = (path: MediaPath, withinMs: number, until: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (isConnected: boolean): void => {
      clearTimeout(timer);
      resolve(isConnected);
    };
    const timer = setTimeout(() => settle(false), withinMs);
    until.addEventListener("abort", () => settle(false), { once: true });
    path.onState((state) => {
      if (state === "connected") settle(true);
    });
    if (path.state === "connected") settle(true);
  });

const readFigures = (path: MediaPath, figures: Signal<WatchFigures | undefined>): (() => void) => {
  let counters: WatchCounters | undefined;
  const read = async (): Promise<void> => {
    const digest = digestWatch(await path.stats(), counters, performance.now());
    counters = digest.counters;
    figures.value = digest.figures;
  };
  // A connection that closes meanwhile has no figures.
  const timer = setInterval(() => void read().catch(() => undefined), figuresMs);
  return () => clearInterval(timer);
};

interface Begun extends ReceivingPath {
  readonly session: WhipSession;
  readonly life: AbortController;
}

/** Ends it on the server and here; nobody waits for the answer. */
const closeBoth = ({ path, session, life }: Begun): void => {
  life.abort();
  path.close();
  void session.close();
};

/** Looks after a connection that plays: mends it when the network was lost, and says when it is over. */
const keepSession = (begun: Begun, until: AbortSignal): WhepSession => {
  const { path, session, stream } = begun;
  const state = signal<"playing" | "interrupted" | "ended">("playing");
  const figures = signal<WatchFigures | undefined>(undefined);
  const stopFigures = readFigures(path, figures);
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  const close = (): void => {
    if (state.peek() === "ended") return;
    state.value = "ended";
    clearTimeout(giveUp);
    stopFigures();
    until.removeEventListener("abort", close);
    closeBoth(begun);
  };
  const mend = async (): Promise<void> => {
    // A server that does not know the session any more has to be asked anew.
    if (!(await session.restart().catch(() => false))) close();
  };
  const look = (now: MediaPath["state"]): void => {
    if (state.peek() === "ended") return;
    if (now === "connected") {
      clearTimeout(giveUp);
      giveUp = undefined;
      state.value = "playing";
    }
    if ((now !== "interrupted" && now !== "failed") || giveUp !== undefined) return;
    state.value = "interrupted";
    giveUp = setTimeout(close, mendMs);
    void mend();
  };
  path.onState(look);
  session.onEnded(close);
  until.addEventListener("abort", close, { once: true });
  look(path.state);
  return { stream, state, figures, close };
};

/**
 * Watches a broadcast over WHEP. Resolves when pictures and sound can arrive, or with the reason why they cannot; a
 * session that plays is the caller's to close, or ends with `signal`.
 *
 * @throws the reason of `signal` when it is aborted before.
 */
export const openWhep = async (options: WhepOptions): Promise<WhepOutcome> => {
  const { endpoint, token, kinds = ["video", "audio"], connectMs = usualConnectMs, signal: until } = options;
  const { ask = (url, request) => fetch(url, request), openPath = openReceivingPath } = options;
  if (options.openPath === undefined && !("RTCPeerConnection" in globalThis)) return { kind: "unsupported" };
  const life = new AbortController();
  const together = AbortSignal.any([until, life.signal]);
  const receiving = openPath(kinds);
  const requester = createRequester({ ask, token, signal: together });
  const session = await openWhipSession({ endpoint, requester, path: receiving.path, iceServers: [], signal: together });
  if ("why" in session) {
    life.abort();
    receiving.path.close();
    until.throwIfAborted();
    return refusedBy(session);
  }
  const begun = { ...receiving, session, life };
  if (await untilConnected(receiving.path, connectMs, until)) return { kind: "playing", session: keepSession(begun, until) };
  closeBoth(begun);
  until.throwIfAborted();
  return { kind: "no-path" };
};
