import { openPeer, type ConformancePeer, type PeerWish } from "./peer.ts";
import { demand, post, remove, type Target } from "./target.ts";

/** A session that was begun to be looked at. */
export interface OpenSession {
  readonly peer: ConformancePeer;
  readonly response: Response;
  readonly answer: string;
  readonly url: string;
  readonly etag: string;
}

/** Begins a session, hands it over, and ends it whatever happens. */
export const inSession = async (target: Target, look: (session: OpenSession) => Promise<void>, wish: PeerWish = {}): Promise<void> => {
  const peer = await openPeer(wish);
  let url: string | undefined;
  try {
    const response = await post(target, peer.offer);
    const answer = await response.text();
    demand(response.status === 201, `A good offer is answered with ${response.status}: ${answer.slice(0, 200)}`);
    url = new URL(response.headers.get("location") ?? "", target.endpoint).href;
    await look({ peer, response, answer, url, etag: response.headers.get("etag") ?? "" });
  } finally {
    await peer.close();
    if (url !== undefined) await remove(target, url).catch(() => undefined);
  }
};

/** Posts an offer that should be refused; answers the status, and ends what was begun all the same. */
export const statusOf = async (target: Target, offer: string, headers?: Record<string, string>): Promise<number> => {
  const response = await post(target, offer, headers);
  const location = response.headers.get("location");
  if (response.status === 201 && location !== null) await remove(target, new URL(location, target.endpoint).href);
  return response.status;
};
