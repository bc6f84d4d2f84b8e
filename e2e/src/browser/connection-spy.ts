import type { BrowserContext, Page } from "@playwright/test";

/** One connection of a page, as its statistics tell. */
export interface ConnectionFacts {
  /** Candidate types of the selected pair (RFC 8445), such as `host` or `relay`. */
  readonly local: string | undefined;
  readonly remote: string | undefined;
  readonly audioBytesSent: number;
  readonly videoBytesSent: number;
  readonly audioBytesReceived: number;
  /** Frames decoded, of all videos together. */
  readonly framesDecoded: number;
}

/** Lets a scenario look at the connections that pages of the context make. Call before a page opens. */
export const spyOnConnections = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    Object.assign(globalThis, { connectionsMade: made });
    globalThis.RTCPeerConnection = new Proxy(globalThis.RTCPeerConnection, {
      construct(target, parameters, newTarget) {
        const connection = Reflect.construct(target, parameters, newTarget) as RTCPeerConnection;
        made.push(connection);
        return connection;
      },
    });
  });

/** Facts of the page's connections that are alive, oldest first. */
export const connectionFacts = (page: Page): Promise<ConnectionFacts[]> =>
  page.evaluate(async () => {
    const { connectionsMade } = globalThis as typeof globalThis & { connectionsMade: RTCPeerConnection[] };
    const alive = connectionsMade.filter((connection) => connection.connectionState !== "closed");
    return Promise.all(
      alive.map(async (connection) => {
        const stats = [...(await connection.getStats()).values()] as Record<string, unknown>[];
        const byId = new Map(stats.map((entry) => [entry["id"], entry]));
        const transport = stats.find((entry) => entry["type"] === "transport");
        const pair = byId.get(transport?.["selectedCandidatePairId"]);
        const candidateType = (side: string) => byId.get(pair?.[side])?.["candidateType"] as string | undefined;
        const sum = (type: string, field: string, kind?: string): number =>
          stats
            .filter((entry) => entry["type"] === type && (kind === undefined || entry["kind"] === kind))
            .reduce((total, entry) => total + Number(entry[field] ?? 0), 0);
        return {
          local: candidateType("localCandidateId"),
          remote: candidateType("remoteCandidateId"),
          audioBytesSent: sum("outbound-rtp", "bytesSent", "audio"),
          videoBytesSent: sum("outbound-rtp", "bytesSent", "video"),
          audioBytesReceived: sum("inbound-rtp", "bytesReceived", "audio"),
          framesDecoded: sum("inbound-rtp", "framesDecoded", "video"),
        };
      }),
    );
  });

/** How many connections the page has made. */
export const connectionsMade = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as typeof globalThis & { connectionsMade: RTCPeerConnection[] }).connectionsMade.length);

/** Ids of the pictures that the page sends now. */
export const videosSent = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { connectionsMade: made } = globalThis as typeof globalThis & { connectionsMade: RTCPeerConnection[] };
    const senders = made.filter(({ connectionState }) => connectionState !== "closed").flatMap((connection) => connection.getSenders());
    return senders.flatMap(({ track }) => (track?.kind === "video" ? [track.id] : []));
  });
