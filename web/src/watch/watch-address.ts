import { streamName } from "@tfx/protocol/broadcasts";

/** What the link of a broadcast says. */
export interface WatchAddress {
  readonly stream: string;
  /** Origin of another gateway than that of the server; only those that the server names are played from. */
  readonly gateway: string | undefined;
  /** Lets its holder watch where not everybody may; behind `#`, so that it stands in nobody's log. */
  readonly token: string | undefined;
}

/** Reads `/watch.html?stream=<name>&gateway=<origin>#token=<token>`; undefined when it names no stream. */
export const readWatchAddress = (href: string): WatchAddress | undefined => {
  const { searchParams, hash } = new URL(href);
  const stream = streamName.safeParse(searchParams.get("stream"));
  if (!stream.success) return undefined;
  const given = searchParams.get("gateway");
  const token = new URLSearchParams(hash.slice(1)).get("token");
  return {
    stream: stream.data,
    gateway: given !== null && /^https?:/i.test(given) && URL.canParse(given) ? new URL(given).origin : undefined,
    token: token === null || token === "" ? undefined : token,
  };
};
