import { spawn, type ChildProcess } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { MediaStreamTrack, RTCPeerConnection, RtpPacket, useH264, useOPUS } from "werift";

/** A publisher in Node: real pictures and sound by ffmpeg, sent over WHIP as a browser would. */
export interface TestPublisher {
  readonly status: number;
  readonly answer: Response;
  readonly session: string;
  /** The connection; undefined when the gateway refused. */
  readonly peer: RTCPeerConnection | undefined;
  close(): Promise<void>;
}

/** What is published. */
export interface TestPublisherOptions {
  readonly url: string;
  readonly token?: string;
  readonly video?: boolean;
  readonly audio?: boolean;
}

const openSocket = async (): Promise<Socket> => {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return socket;
};

const portOf = (socket: Socket): number => socket.address().port;

const filmArguments = (port: number): readonly string[] =>
  `-v error -re -f lavfi -i testsrc=size=320x180:rate=30 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -profile:v baseline -tune zerolatency -g 30 -bf 0 -bsf:v dump_extra -f rtp -payload_type 96 rtp://127.0.0.1:${port}?pkt_size=1200`.split(
    " ",
  );
const soundArguments = (port: number): readonly string[] =>
  `-v error -re -f lavfi -i sine=frequency=440:sample_rate=48000 -c:a libopus -ac 2 -b:a 48k -f rtp -payload_type 97 rtp://127.0.0.1:${port}?pkt_size=1200`.split(
    " ",
  );

const createSource = async (kind: "video" | "audio") => {
  const socket = await openSocket();
  const track = new MediaStreamTrack({ kind });
  let child: ChildProcess | undefined;
  socket.on("message", (bytes) => {
    const packet = RtpPacket.deSerialize(bytes);
    packet.header.payloadType = kind === "video" ? 96 : 97;
    track.writeRtp(packet);
  });
  return {
    track,
    start: () =>
      void (child = spawn("ffmpeg", kind === "video" ? filmArguments(portOf(socket)) : soundArguments(portOf(socket)), {
        stdio: "ignore",
      })),
    close() {
      child?.kill("SIGKILL");
      socket.close();
    },
  };
};

const gathered = (peer: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    if (peer.iceGatheringState === "complete") return resolve();
    peer.iceGatheringStateChange.subscribe((state) => state === "complete" && resolve());
  });

/** Publishes until it is closed. */
export const openTestPublisher = async ({ url, token, video = true, audio = true }: TestPublisherOptions): Promise<TestPublisher> => {
  const peer = new RTCPeerConnection({
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
  const kinds = [...(video ? (["video"] as const) : []), ...(audio ? (["audio"] as const) : [])];
  const sources = await Promise.all(kinds.map((kind) => createSource(kind)));
  for (const { track } of sources) peer.addTransceiver(track, { direction: "sendonly" });
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/sdp", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: peer.localDescription?.sdp ?? "",
  });
  const close = async (): Promise<void> => {
    for (const source of sources) source.close();
    await peer.close();
  };
  const facts = { status: answer.status, answer, session: new URL(answer.headers.get("location") ?? "/", url).href, close };
  if (answer.status !== 201) return { ...facts, peer: undefined };
  await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
  for (const source of sources) source.start();
  return { ...facts, peer };
};
