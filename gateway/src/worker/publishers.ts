import { randomBytes } from "node:crypto";
import type { BeginOutcome, EndReason, PublisherFigures, StreamPlace } from "../processes/worker-calls.ts";
import { createStallMeter } from "../processes/stall-meter.ts";
import { openPublisher, type Publisher, type PublisherOptions } from "../protocols/webrtc/open-publisher.ts";
import { restartFragment } from "../protocols/whip/sdp-fragment.ts";
import type { LiveStream, Publication } from "../stream/live-stream.ts";
import type { AudioFormat, MediaFrame, VideoFormat } from "../stream/media-frame.ts";
import { createRateMeter, type RateMeter } from "./rate-meter.ts";
import type { StreamHolder, StreamHolders } from "./stream-holders.ts";

/** One WHIP session: a publisher of one stream. */
export interface PublishSession {
  readonly id: string;
  readonly stream: string;
  readonly publisher: Publisher;
  /** Restarts ICE; answers our new credentials and the new name of the ICE session (RFC 9725 §4.3.1). */
  restart(credentials: { readonly ufrag: string; readonly pwd: string }): Promise<{ readonly etag: string; readonly fragment: string }>;
}

/** Who publishes now. */
export interface Publishers {
  /** Begins a session, unless somebody else publishes under that name. Its owner takes its place back. */
  begin(offer: Offer): Promise<BeginOutcome>;
  find(id: string): PublishSession | undefined;
  end(id: string, reason: EndReason): Promise<void>;
  /** Figures of everybody; to be asked at even intervals. */
  measure(elapsedMs: number): readonly PublisherFigures[];
  close(): Promise<void>;
}

/** What publishers stand on. */
export interface PublishersOptions extends PublisherOptions {
  readonly open: (place: StreamPlace) => LiveStream;
  readonly holders: StreamHolders;
  /** Nothing at all for this long, and a publisher is gone. */
  readonly silentMs: number;
  readonly onEnded: (session: { readonly id: string; readonly stream: string; readonly reason: EndReason }) => void;
}

type Offer = StreamPlace & { readonly sdp: string; readonly owner: string };

/** Key pictures are asked for this often: segments end with one. */
const keyEveryMs = 2_000;
/** The time that a publisher has to connect. */
const connectMs = 10_000;
const watchEveryMs = 250;

interface Live extends RateMeter {
  readonly session: PublishSession;
  readonly owner: string;
  readonly isDead: () => boolean;
  readonly end: () => Promise<void>;
}

const createTag = (): string => `"${randomBytes(8).toString("hex")}"`;

/** What a publisher is told to until it is let in: an offer that is refused must not end who publishes now. */
const createLateSink = () => {
  let publication: Publication | undefined;
  let waiting: ((one: Publication) => void)[] = [];
  const tell = (say: (one: Publication) => void): void => {
    if (publication === undefined) waiting.push(say);
    else say(publication);
  };
  return {
    sink: {
      onVideoFormat: (format: VideoFormat) => tell((one) => one.onVideoFormat(format)),
      onAudioFormat: (format: AudioFormat) => tell((one) => one.onAudioFormat(format)),
      onFrame: (frame: MediaFrame) => publication?.onFrame(frame),
    },
    begin(begun: Publication): void {
      publication = begun;
      for (const say of waiting) say(begun);
      waiting = [];
    },
    end: () => publication?.end(),
  };
};

const openSession = async (offer: Offer, options: PublishersOptions, onLost: (id: string) => void): Promise<Live> => {
  const id = randomBytes(16).toString("base64url");
  const { silentMs } = options;
  let signMs = performance.now() + connectMs;
  let opened: Publisher | undefined;
  const late = createLateSink();
  const publisher = await openPublisher(offer.sdp, options, {
    ...late.sink,
    onSign: () => void (signMs = performance.now()),
    onConnected: () => opened?.requestKey(),
    onLost: () => onLost(id),
  });
  opened = publisher;
  late.begin(options.open(offer).begin(publisher.kinds, { requestKey: () => publisher.requestKey() }));
  const stalled = createStallMeter(watchEveryMs);
  const watch = (): void => {
    signMs += stalled();
    if (performance.now() - signMs > silentMs) onLost(id);
  };
  const timers = [setInterval(() => publisher.requestKey(), keyEveryMs), setInterval(watch, watchEveryMs)];
  const session: PublishSession = {
    id,
    stream: offer.stream,
    publisher,
    restart: async (credentials) => ({ fragment: restartFragment(await publisher.restart(credentials)), etag: createTag() }),
  };
  return {
    session,
    owner: offer.owner,
    ...createRateMeter(offer.stream, () => publisher.figures, options.maxBitsPerSecond),
    isDead: () => performance.now() - signMs > silentMs,
    async end() {
      for (const timer of timers) clearInterval(timer);
      late.end();
      await publisher.close();
    },
  };
};

/** Makes the publishers of a process. */
export const createPublishers = (options: PublishersOptions): Publishers => {
  const { holders } = options;
  const byId = new Map<string, Live & { readonly holder: StreamHolder }>();
  const opening = new Set<string>();
  const end = async (id: string, reason: EndReason): Promise<void> => {
    const live = byId.get(id);
    if (live === undefined) return;
    byId.delete(id);
    holders.release(live.holder);
    options.onEnded({ id, stream: live.session.stream, reason });
    await live.end();
  };
  const begin = async (offer: Offer): Promise<BeginOutcome> => {
    const { stream, owner } = offer;
    const live = await openSession(offer, options, (id) => void end(id, "lost"));
    const { id, publisher } = live.session;
    const holder: StreamHolder = { stream, owner, isDead: () => live.isDead(), replace: () => end(id, "replaced") };
    byId.set(id, { ...live, holder });
    await holders.hold(holder);
    return { kind: "begun", session: { id, etag: createTag(), answer: publisher.answer } };
  };
  return {
    async begin(offer) {
      if (!holders.mayTake(offer.stream, offer.owner) || opening.has(offer.stream)) return { kind: "taken" };
      opening.add(offer.stream);
      try {
        return await begin(offer);
      } catch (error) {
        // Whatever the library finds wrong with an offer, it is the offer that is wrong.
        return { kind: "refused", why: error instanceof Error ? error.message : String(error) };
      } finally {
        opening.delete(offer.stream);
      }
    },
    find: (id) => byId.get(id)?.session,
    end,
    measure(elapsedMs) {
      const all = [...byId.values()];
      const figures = all.map((live) => live.measure(elapsedMs));
      for (const live of all) if (live.isTooFast()) void end(live.session.id, "too-fast");
      return figures;
    },
    close: async () => void (await Promise.all([...byId.keys()].map((id) => end(id, "shutdown")))),
  };
};
