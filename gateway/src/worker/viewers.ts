import { randomBytes } from "node:crypto";
import { createStallMeter } from "../processes/stall-meter.ts";
import { openViewer, type Viewer } from "../protocols/webrtc/open-viewer.ts";
import type { PeerAddress } from "../protocols/webrtc/create-peer.ts";
import { restartFragment } from "../protocols/whip/sdp-fragment.ts";
import type { LiveStream } from "../stream/live-stream.ts";
import { createFanOut, type FanOut } from "../outputs/fan-out.ts";

/** One WHEP session: a viewer of one stream. */
export interface ViewSession {
  readonly id: string;
  readonly stream: string;
  readonly viewer: Viewer;
  /** Restarts ICE; answers our new credentials and the new name of the ICE session (RFC 9725 §4.3.1). */
  restart(credentials: { readonly ufrag: string; readonly pwd: string }): Promise<{ readonly etag: string; readonly fragment: string }>;
}

/** What became of a viewer's offer. */
export type ViewOutcome =
  | { readonly kind: "begun"; readonly session: { readonly id: string; readonly etag: string; readonly answer: string } }
  /** Nobody publishes. */
  | { readonly kind: "not-live" }
  | { readonly kind: "refused"; readonly why: string };

/** Who watches over WebRTC. */
export interface Viewers {
  begin(offer: { readonly sdp: string; readonly stream: string; readonly live: LiveStream | undefined }): Promise<ViewOutcome>;
  find(id: string): ViewSession | undefined;
  end(id: string): Promise<void>;
  /** Ends all viewers of a stream that is over. */
  endStream(stream: string): Promise<void>;
  close(): Promise<void>;
}

/** What viewers stand on. */
export interface ViewersOptions {
  readonly address: PeerAddress;
  readonly onEnded: (id: string) => void;
}

const watchEveryMs = 250;
/** Viewers report every second, and check twice in five; nothing at all for this long, and one is gone. */
const silentMs = 2_400;
/** Browsers that only hear report every five seconds. */
const silentSoundMs = 5_500;
/** The time that a viewer has to connect. */
const connectMs = 10_000;
/** A stream in which pictures are lost by many asks its publisher no more often than this. */
const keyEveryMs = 500;

interface Live {
  readonly session: ViewSession;
  readonly end: () => Promise<void>;
}

const createTag = (): string => `"${randomBytes(8).toString("hex")}"`;

/** Calls back once no sign of life came for too long. */
const watch = (viewer: Viewer, silence: number, onLost: () => void): (() => void) => {
  let signs = 0;
  let deadlineMs = performance.now() + connectMs;
  const stalled = createStallMeter(watchEveryMs);
  const timer = setInterval(() => {
    const nowMs = performance.now();
    deadlineMs += stalled();
    if (viewer.isConnected && viewer.signs !== signs) {
      signs = viewer.signs;
      deadlineMs = nowMs + silence;
    } else if (nowMs > deadlineMs) onLost();
  }, watchEveryMs);
  return () => clearInterval(timer);
};

/** Asks a stream for key pictures, not too often; a request that comes too early is made later. */
const createKeyRequests = (live: LiveStream) => {
  let timer: NodeJS.Timeout | undefined;
  let askedAtMs = -Infinity;
  return (): void => {
    if (timer !== undefined) return;
    const waitMs = askedAtMs + keyEveryMs - performance.now();
    const ask = (): void => {
      timer = undefined;
      askedAtMs = performance.now();
      live.source.requestKey();
    };
    if (waitMs <= 0) ask();
    else timer = setTimeout(ask, waitMs);
  };
};

/** Makes the viewers of a process. */
export const createViewers = ({ address, onEnded }: ViewersOptions): Viewers => {
  const byId = new Map<string, Live>();
  const fanOuts = new WeakMap<LiveStream, { readonly fanOut: FanOut; readonly requestKey: () => void }>();
  const fanOutOf = (live: LiveStream) => {
    const found = fanOuts.get(live) ?? { fanOut: createFanOut(live.source), requestKey: createKeyRequests(live) };
    fanOuts.set(live, found);
    return found;
  };
  const end = async (id: string): Promise<void> => {
    const live = byId.get(id);
    if (live === undefined) return;
    byId.delete(id);
    onEnded(id);
    await live.end();
  };
  const open = async (sdp: string, stream: string, live: LiveStream): Promise<ViewOutcome> => {
    const id = randomBytes(16).toString("base64url");
    const { fanOut, requestKey } = fanOutOf(live);
    const viewer = await openViewer(sdp, address, { onConnected: requestKey, onKeyWanted: requestKey, onLost: () => void end(id) });
    const leave = fanOut.add(viewer);
    const unwatch = watch(viewer, /^m=video /m.test(sdp) ? silentMs : silentSoundMs, () => void end(id));
    const session: ViewSession = {
      id,
      stream,
      viewer,
      restart: async (credentials) => ({ fragment: restartFragment(await viewer.restart(credentials)), etag: createTag() }),
    };
    byId.set(id, {
      session,
      async end() {
        unwatch();
        leave();
        await viewer.close();
      },
    });
    return { kind: "begun", session: { id, etag: createTag(), answer: viewer.answer } };
  };
  return {
    async begin({ sdp, stream, live }) {
      if (live === undefined || !live.isLive || live.source.format === undefined) return { kind: "not-live" };
      try {
        return await open(sdp, stream, live);
      } catch (error) {
        // Whatever the library finds wrong with an offer, it is the offer that is wrong.
        return { kind: "refused", why: error instanceof Error ? error.message : String(error) };
      }
    },
    find: (id) => byId.get(id)?.session,
    end,
    async endStream(stream) {
      const ids = [...byId].filter(([, { session }]) => session.stream === stream).map(([id]) => id);
      await Promise.all(ids.map((id) => end(id)));
    },
    close: async () => void (await Promise.all([...byId.keys()].map((id) => end(id)))),
  };
};
