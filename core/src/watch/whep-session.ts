import { signal, type ReadonlySignal, type Signal } from "@preact/signals-core";
import { deleteSession, postOffer, type OfferOutcome, type RequestOptions } from "../whip/resource.ts";
import { createTrickle, type Trickle } from "../whip/trickle.ts";
import { digestWatch, type WatchCounters, type WatchFigures } from "./watch-figures.ts";

/** What is watched over WHEP (draft-ietf-wish-whep-03), and how. */
export interface WhepOptions extends RequestOptions {
  /** Address of the endpoint. */
  readonly endpoint: string;
  /** What is wanted; picture and sound unless said otherwise. */
  readonly kinds?: readonly ("audio" | "video")[] | undefined;
  /** How long a path through the network is looked for, in milliseconds. */
  readonly connectMs?: number | undefined;
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

const outcomeOf = (offered: Exclude<OfferOutcome, { readonly kind: "created" }>): WhepOutcome => {
  if (offered.kind === "unreachable") return { kind: "unreachable" };
  const { status, retryAfterMs } = offered;
  if (status === 404 || status === 409) return { kind: "not-live", retryAfterMs };
  if (status === 429 || status >= 500) return { kind: "busy", retryAfterMs };
  return { kind: status === 401 || status === 403 ? "not-allowed" : "unsupported" };
};

/** Stereo is decoded only where it is asked for (RFC 7587 §7.1). */
const withStereo = (sdp: string): string => sdp.replaceAll(/^(a=fmtp:\d+ .*useinbandfec=1)(?!.*stereo)/gm, "$1;stereo=1");

/** Resolves to whether there is a path before the time is over. */
const untilConnected = (connection: RTCPeerConnection, withinMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (isConnected: boolean): void => {
      clearTimeout(timer);
      connection.removeEventListener("connectionstatechange", look);
      resolve(isConnected);
    };
    const look = (): void => {
      if (connection.connectionState === "connected") settle(true);
      if (connection.connectionState === "closed") settle(false);
    };
    const timer = setTimeout(() => settle(false), withinMs);
    connection.addEventListener("connectionstatechange", look);
    look();
  });

const readFigures = (connection: RTCPeerConnection, figures: Signal<WatchFigures | undefined>): (() => void) => {
  let counters: WatchCounters | undefined;
  const read = async (): Promise<void> => {
    const report = await connection.getStats();
    const digest = digestWatch(report, counters, performance.now());
    counters = digest.counters;
    figures.value = digest.figures;
  };
  // A connection that closes meanwhile has no figures.
  const timer = setInterval(() => void read().catch(() => undefined), figuresMs);
  return () => clearInterval(timer);
};

interface Parts {
  readonly connection: RTCPeerConnection;
  readonly trickle: Trickle;
  readonly stream: MediaStream;
  readonly options: WhepOptions;
}

/** Ends the session on the server and here; nobody waits for the answer. */
const closeBoth = ({ connection, trickle, options }: Parts): void => {
  connection.close();
  const { resource } = trickle;
  if (resource !== undefined) void deleteSession(resource, { token: options.token, fetch: options.fetch });
};

/** Looks after a connection that plays: mends it when the network was lost, and says when it is over. */
const keepSession = (parts: Parts): WhepSession => {
  const { connection, trickle, stream, options } = parts;
  const state = signal<"playing" | "interrupted" | "ended">("playing");
  const figures = signal<WatchFigures | undefined>(undefined);
  const stopFigures = readFigures(connection, figures);
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  const close = (): void => {
    if (state.peek() === "ended") return;
    state.value = "ended";
    clearTimeout(giveUp);
    stopFigures();
    options.signal?.removeEventListener("abort", close);
    connection.removeEventListener("connectionstatechange", look);
    closeBoth(parts);
  };
  const mend = async (): Promise<void> => {
    const outcome = await trickle.restart();
    if (outcome === "gone") close();
  };
  const look = (): void => {
    const now = connection.connectionState;
    if (now === "connected") {
      clearTimeout(giveUp);
      giveUp = undefined;
      state.value = "playing";
    }
    if ((now !== "disconnected" && now !== "failed") || giveUp !== undefined) return;
    state.value = "interrupted";
    giveUp = setTimeout(close, mendMs);
    // A restart that cannot be made leaves the clock to end it.
    mend().catch(() => undefined);
  };
  connection.addEventListener("connectionstatechange", look);
  options.signal?.addEventListener("abort", close, { once: true });
  look();
  return { stream, state, figures, close };
};

/** Takes the answer and looks for a path; servers that were named with it help when there is no direct one. */
const connect = async (
  { connection, trickle, options }: Parts,
  created: Extract<OfferOutcome, { readonly kind: "created" }>,
): Promise<boolean> => {
  const { connectMs = usualConnectMs } = options;
  const { answer, resource, iceServers } = created;
  await connection.setRemoteDescription({ type: "answer", sdp: answer });
  trickle.start(resource, answer);
  if (iceServers.length === 0) return untilConnected(connection, connectMs);
  connection.setConfiguration({ ...connection.getConfiguration(), iceServers: [...iceServers] });
  if (await untilConnected(connection, connectMs / 2)) return true;
  // Only a restart gathers candidates of servers that became known later (W3C webrtc §4.4.1.6).
  await trickle.restart();
  return untilConnected(connection, connectMs / 2);
};

/** A connection that offers to receive. */
const prepare = (options: WhepOptions): Parts => {
  const connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  const stream = new MediaStream();
  connection.addEventListener("track", ({ track }) => stream.addTrack(track));
  for (const kind of options.kinds ?? ["video", "audio"]) connection.addTransceiver(kind, { direction: "recvonly" });
  return { connection, stream, options, trickle: createTrickle(connection, options) };
};

/**
 * Watches a broadcast over WHEP. Resolves when pictures and sound can arrive, or with the reason why they cannot; a
 * session that plays is the caller's to close, or ends with `signal`.
 *
 * @throws the reason of `signal` when it is aborted before.
 */
export const openWhep = async (options: WhepOptions): Promise<WhepOutcome> => {
  if (!("RTCPeerConnection" in globalThis)) return { kind: "unsupported" };
  const parts = prepare(options);
  const { connection } = parts;
  try {
    const offer = await connection.createOffer();
    await connection.setLocalDescription({ type: "offer", sdp: withStereo(offer.sdp ?? "") });
    const offered = await postOffer(options.endpoint, connection.localDescription?.sdp ?? "", options);
    if (offered.kind !== "created") {
      connection.close();
      return outcomeOf(offered);
    }
    const isConnected = await connect(parts, offered).catch(() => false);
    options.signal?.throwIfAborted();
    if (isConnected) return { kind: "playing", session: keepSession(parts) };
    closeBoth(parts);
    return { kind: "no-path" };
  } catch (error) {
    closeBoth(parts);
    throw error;
  }
};
