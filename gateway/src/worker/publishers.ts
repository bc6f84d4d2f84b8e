import { randomBytes } from "node:crypto";
import type { BeginOutcome, EndReason, PublisherFigures, StreamPlace } from "../processes/worker-calls.ts";
import { openPublisher, type Publisher, type PublisherOptions } from "../protocols/webrtc/open-publisher.ts";
import { restartFragment } from "../protocols/whip/sdp-fragment.ts";
import type { LiveStream } from "../stream/live-stream.ts";

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
  /** Begins a session, unless somebody else publishes under that name. The same token takes its place back. */
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
  readonly onEnded: (session: { readonly id: string; readonly stream: string; readonly reason: EndReason }) => void;
}

type Offer = StreamPlace & { readonly sdp: string; readonly token: string };

/** Key pictures are asked for this often: segments end with one. */
const keyEveryMs = 2_000;
/** Nothing at all for this long, and a publisher is gone. */
const silentMs = 2_500;
/** The time that a publisher has to connect. */
const connectMs = 10_000;
const watchEveryMs = 250;
/** So many measurements in a row above one and a half of what is allowed: the publisher does not listen. */
const excess = { measurements: 6, factor: 1.5 } as const;

interface Live {
  readonly session: PublishSession;
  readonly token: string;
  readonly isDead: () => boolean;
  readonly measure: (elapsedMs: number) => PublisherFigures;
  /** It sends far more than it may, in spite of what it was told. */
  readonly isTooFast: () => boolean;
  readonly end: () => Promise<void>;
}

const createTag = (): string => `"${randomBytes(8).toString("hex")}"`;

const createMeter = (stream: string, publisher: Publisher, maxBitsPerSecond: number) => {
  let before = 0;
  let tooFast = 0;
  return {
    measure(elapsedMs: number): PublisherFigures {
      const { figures } = publisher;
      const bitsPerSecond = Math.round(((figures.receivedBytes - before) * 8_000) / Math.max(elapsedMs, 1));
      before = figures.receivedBytes;
      tooFast = bitsPerSecond > maxBitsPerSecond * excess.factor ? tooFast + 1 : 0;
      return { stream, ...figures, bitsPerSecond };
    },
    isTooFast: () => tooFast >= excess.measurements,
  };
};

const openSession = async (offer: Offer, options: PublishersOptions, onLost: (id: string) => void): Promise<Live> => {
  const id = randomBytes(16).toString("base64url");
  let signMs = performance.now() + connectMs;
  let endPublication = (): void => undefined;
  let opened: Publisher | undefined;
  const publisher = await openPublisher(offer.sdp, options, (kinds) => {
    const publication = options.open(offer).begin(kinds, { requestKey: () => opened?.requestKey() });
    endPublication = () => publication.end();
    return {
      ...publication,
      onSign: () => void (signMs = performance.now()),
      onConnected: () => opened?.requestKey(),
      onLost: () => onLost(id),
    };
  }).catch((error: unknown) => {
    endPublication();
    throw error;
  });
  opened = publisher;
  const timers = [
    setInterval(() => publisher.requestKey(), keyEveryMs),
    setInterval(() => performance.now() - signMs > silentMs && onLost(id), watchEveryMs),
  ];
  const session: PublishSession = {
    id,
    stream: offer.stream,
    publisher,
    restart: async (credentials) => ({ fragment: restartFragment(await publisher.restart(credentials)), etag: createTag() }),
  };
  return {
    session,
    token: offer.token,
    ...createMeter(offer.stream, publisher, options.maxBitsPerSecond),
    isDead: () => performance.now() - signMs > silentMs,
    async end() {
      for (const timer of timers) clearInterval(timer);
      endPublication();
      await publisher.close();
    },
  };
};

/** Makes the publishers of a process. */
export const createPublishers = (options: PublishersOptions): Publishers => {
  const byId = new Map<string, Live>();
  const opening = new Set<string>();
  const end = async (id: string, reason: EndReason): Promise<void> => {
    const live = byId.get(id);
    if (live === undefined) return;
    byId.delete(id);
    options.onEnded({ id, stream: live.session.stream, reason });
    await live.end();
  };
  const begin = async (offer: Offer, before: Live | undefined): Promise<BeginOutcome> => {
    const live = await openSession(offer, options, (id) => void end(id, "lost"));
    const { id, publisher } = live.session;
    byId.set(id, live);
    if (before !== undefined) await end(before.session.id, "replaced");
    return { kind: "begun", session: { id, etag: createTag(), answer: publisher.answer } };
  };
  return {
    async begin(offer) {
      const before = [...byId.values()].find(({ session }) => session.stream === offer.stream);
      const mayTake = before === undefined || before.isDead() || (offer.token !== "" && before.token === offer.token);
      if (!mayTake || opening.has(offer.stream)) return { kind: "taken" };
      opening.add(offer.stream);
      try {
        return await begin(offer, before);
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
