import { createSecretKey } from "node:crypto";
import type { RTCPeerConnection } from "werift";

type Session = RTCPeerConnection["dtlsTransports"][number]["srtp" | "srtcp"];

const keysOf = ["srtpSessionKey", "srtcpSessionKey", "srtpSessionAuthTag", "srtcpSessionAuthTag"] as const;

const keepReady = (session: Session): void => {
  for (const { cipher } of [session.localContext, session.remoteContext]) {
    const ready = Object.entries(cipher)
      .filter(([name, value]) => keysOf.some((key) => key === name) && value instanceof Uint8Array)
      .map(([name, value]) => [name, createSecretKey(value as Uint8Array)] as const);
    Object.assign(cipher, Object.fromEntries(ready));
  }
};

/**
 * Keeps the keys of a connection as Node's crypto wants them. The library hands it bytes with every packet,
 * and most of the time of a packet then goes into making a key of them. To be called once the connection is there.
 */
export const keepKeysReady = (peer: RTCPeerConnection): void => {
  for (const { srtp, srtcp } of peer.dtlsTransports) {
    keepReady(srtp);
    keepReady(srtcp);
  }
};
