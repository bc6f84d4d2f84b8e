import { randomBytes } from "node:crypto";
import { openPublisher, type Publisher } from "../protocols/webrtc/open-publisher.ts";
import type { PeerAddress } from "../protocols/webrtc/create-peer.ts";
import { restartFragment } from "../protocols/whip/sdp-fragment.ts";
import type { StreamTable } from "./stream-table.ts";

/** One WHIP session: a publisher of one stream. */
export interface PublishSession {
  readonly id: string;
  readonly stream: string;
  /** Names the ICE session (RFC 9725 §4.3.1); another after each restart. */
  readonly etag: string;
  readonly answer: string;
  readonly publisher: Publisher;
  /** Restarts ICE; answers the fragment with our new credentials. */
  restart(credentials: { readonly ufrag: string; readonly pwd: string }): Promise<string>;
}

/** Who publishes now. */
export interface Publishers {
  /** Begins a session; undefined while somebody else publishes under that name. The same token takes its place back. */
  begin(offer: { readonly sdp: string; readonly stream: string; readonly token: string }): Promise<PublishSession | undefined>;
  find(id: string): PublishSession | undefined;
  end(id: string): Promise<void>;
  close(): Promise<void>;
}

/** What publishers stand on. */
export interface PublishersOptions {
  readonly streams: StreamTable;
  readonly address: PeerAddress;
}

/** Key pictures are asked for this often: segments end with one. */
const keyEveryMs = 2_000;
/** Nothing at all for this long, and a publisher is gone. */
const silentMs = 2_500;
/** The time that a publisher has to connect. */
const connectMs = 10_000;
const watchEveryMs = 500;

interface Live {
  readonly session: PublishSession;
  readonly token: string;
  readonly isDead: () => boolean;
  readonly end: () => Promise<void>;
}

const createTag = (): string => `"${randomBytes(8).toString("hex")}"`;

const openSession = async (
  { sdp, stream, token }: { readonly sdp: string; readonly stream: string; readonly token: string },
  { streams, address }: PublishersOptions,
  onLost: (id: string) => void,
): Promise<Live> => {
  const id = randomBytes(16).toString("base64url");
  let etag = createTag();
  let signMs = performance.now() + connectMs;
  let endPublication = (): void => undefined;
  const publisher = await openPublisher(sdp, address, (kinds) => {
    const publication = streams.open(stream).live.begin(kinds);
    endPublication = () => publication.end();
    return {
      ...publication,
      onSign: () => void (signMs = performance.now()),
      onConnected: () => publisher.requestKey(),
      onLost: () => onLost(id),
    };
  }).catch((error: unknown) => {
    endPublication();
    throw error;
  });
  const timers = [
    setInterval(() => publisher.requestKey(), keyEveryMs),
    setInterval(() => performance.now() - signMs > silentMs && onLost(id), watchEveryMs),
  ];
  const session: PublishSession = {
    id,
    stream,
    publisher,
    answer: publisher.answer,
    get etag() {
      return etag;
    },
    async restart(credentials) {
      const answer = await publisher.restart(credentials);
      etag = createTag();
      return restartFragment(answer);
    },
  };
  return {
    session,
    token,
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
  const end = async (id: string): Promise<void> => {
    const live = byId.get(id);
    byId.delete(id);
    await live?.end();
  };
  const opening = new Set<string>();
  return {
    async begin(offer) {
      const before = [...byId.values()].find(({ session }) => session.stream === offer.stream);
      const mayTake = before === undefined || before.isDead() || (offer.token !== "" && before.token === offer.token);
      if (!mayTake || opening.has(offer.stream)) return undefined;
      opening.add(offer.stream);
      try {
        const live = await openSession(offer, options, (id) => void end(id));
        byId.set(live.session.id, live);
        if (before !== undefined) await end(before.session.id);
        return live.session;
      } finally {
        opening.delete(offer.stream);
      }
    },
    find: (id) => byId.get(id)?.session,
    end,
    close: async () => void (await Promise.all([...byId.keys()].map((id) => end(id)))),
  };
};
