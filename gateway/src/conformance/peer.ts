import { MediaStreamTrack, RTCPeerConnection, RtpHeader, RtpPacket, useH264, useOPUS } from "werift";

/** What a peer offers. */
export interface PeerWish {
  readonly kinds?: readonly ("audio" | "video")[];
  readonly direction?: "sendonly" | "sendrecv" | "recvonly" | "inactive";
}

/** A publisher that sends silence, for looking at a server from outside. */
export interface ConformancePeer {
  readonly connection: RTCPeerConnection;
  readonly offer: string;
  /** Takes the answer; resolves when media can flow. */
  connect(answer: string): Promise<void>;
  /** New ICE credentials, as a fragment for PATCH (RFC 8840). */
  restart(): Promise<string>;
  /** Resolves when the other side no longer consents, or rejects in the end. */
  untilLost(mostMs: number): Promise<void>;
  close(): Promise<void>;
}

const silence = Buffer.of(0xf8, 0xff, 0xfe);
const packetMs = 20;
const connectMs = 10_000;

const createConnection = (): RTCPeerConnection =>
  new RTCPeerConnection({
    iceServers: [],
    iceAdditionalHostAddresses: ["127.0.0.1"],
    iceInterfaceAddresses: { udp4: "127.0.0.1" },
    iceUseIpv6: false,
    bundlePolicy: "max-bundle",
    codecs: {
      video: [useH264({ payloadType: 96, parameters: "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f" })],
      audio: [useOPUS({ payloadType: 97 })],
    },
  });

const until = (peer: RTCPeerConnection, states: readonly string[], mostMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    if (states.includes(peer.connectionState)) return resolve();
    const timer = setTimeout(() => reject(new Error(`The connection is ${peer.connectionState}, not ${states.join(" or ")}.`)), mostMs);
    peer.connectionStateChange.subscribe((state) => {
      if (!states.includes(state)) return;
      clearTimeout(timer);
      resolve();
    });
  });

const gather = async (peer: RTCPeerConnection): Promise<string> => {
  if (peer.iceGatheringState !== "complete") await peer.iceGatheringStateChange.watch((state) => state === "complete", connectMs);
  return peer.localDescription?.sdp ?? "";
};

const sendSilence = (track: MediaStreamTrack): (() => void) => {
  let sequenceNumber = 0;
  const timer = setInterval(() => {
    sequenceNumber = (sequenceNumber + 1) % 65_536;
    const header = new RtpHeader({ payloadType: 97, sequenceNumber, timestamp: sequenceNumber * 960, ssrc: 1 });
    track.writeRtp(new RtpPacket(header, silence));
  }, packetMs);
  return () => clearInterval(timer);
};

/** The part of a description that a restart is made of. */
const fragmentOf = (sdp: string): string => {
  const lines = sdp.split(/\r?\n/);
  const find = (start: string): string => lines.find((line) => line.startsWith(start)) ?? "";
  const candidates = lines.filter((line) => line.startsWith("a=candidate:"));
  return `${[find("a=ice-ufrag:"), find("a=ice-pwd:"), find("m="), find("a=mid:"), ...new Set(candidates)].join("\r\n")}\r\n`;
};

/** Makes an offer. */
export const openPeer = async ({ kinds = ["audio", "video"], direction = "sendonly" }: PeerWish = {}): Promise<ConformancePeer> => {
  const connection = createConnection();
  const stops: (() => void)[] = [];
  for (const kind of kinds) {
    const track = new MediaStreamTrack({ kind });
    connection.addTransceiver(track, { direction });
    if (kind === "audio") stops.push(sendSilence(track));
  }
  await connection.setLocalDescription(await connection.createOffer());
  const offer = await gather(connection);
  return {
    connection,
    offer,
    async connect(answer) {
      await connection.setRemoteDescription({ type: "answer", sdp: answer });
      await until(connection, ["connected"], connectMs);
    },
    async restart() {
      await connection.setLocalDescription(await connection.createOffer({ iceRestart: true }));
      return fragmentOf(await gather(connection));
    },
    untilLost: (mostMs) => until(connection, ["disconnected", "failed", "closed"], mostMs),
    async close() {
      for (const stop of stops) stop();
      await connection.close();
    },
  };
};
