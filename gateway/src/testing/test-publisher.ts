import { spawn, type ChildProcess } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { Av1Packetizer, MediaStreamTrack, RTCPeerConnection, RtpPacket, useAV1, useH264, useOPUS, useVP8, useVP9 } from "werift";
import { createIvfReader } from "./ivf-reader.ts";
import { gathered, loopbackPeer } from "./loopback-peer.ts";

/** A publisher in Node: real pictures and sound by ffmpeg, sent over WHIP as a browser would. */
export interface TestPublisher {
  readonly status: number;
  readonly answer: Response;
  readonly session: string;
  /** The connection; undefined when the gateway refused. */
  readonly peer: RTCPeerConnection | undefined;
  /** Sends nothing of a kind, or sends it again. */
  pause(kind: "video" | "audio", isPaused: boolean): void;
  /** Sends pictures of another size from now on. */
  resize(size: string): void;
  close(): Promise<void>;
}

/** How pictures are sent. */
export type TestCodec = "h264" | "vp8" | "vp9" | "av1";

/** What is published. */
export interface TestPublisherOptions {
  readonly url: string;
  readonly token?: string;
  readonly video?: boolean;
  readonly audio?: boolean;
  readonly codec?: TestCodec;
  /** Such as `320x180`. */
  readonly size?: string;
}

const payloadType = { video: 96, audio: 97 } as const;

const openSocket = async (): Promise<Socket> => {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return socket;
};

const coders: Readonly<Record<TestCodec, string>> = {
  h264: "-c:v libx264 -preset ultrafast -profile:v baseline -tune zerolatency -g 30 -bf 0 -bsf:v dump_extra",
  vp8: "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 500k -g 30",
  vp9: "-c:v libvpx-vp9 -lag-in-frames 0 -deadline realtime -cpu-used 8 -b:v 500k -g 30 -strict experimental",
  av1: "-c:v libaom-av1 -usage realtime -cpu-used 8 -b:v 300k -g 30 -lag-in-frames 0",
};

const rtpTo = (port: number, type: number): string => `-f rtp -payload_type ${type} rtp://127.0.0.1:${port}?pkt_size=1200`;
const filmArguments = (size: string, codec: TestCodec, port: number): readonly string[] =>
  `-v error -re -f lavfi -i testsrc=size=${size}:rate=30 -pix_fmt yuv420p ${coders[codec]} ${codec === "av1" ? "-f ivf -flush_packets 1 pipe:1" : rtpTo(port, payloadType.video)}`.split(
    " ",
  );
const soundArguments = (port: number): readonly string[] =>
  `-v error -re -f lavfi -i sine=frequency=440:sample_rate=48000 -c:a libopus -ac 2 -b:a 48k ${rtpTo(port, payloadType.audio)}`.split(" ");

const createSource = async (kind: "video" | "audio", { codec = "h264", size: firstSize = "320x180" }: TestPublisherOptions) => {
  const socket = await openSocket();
  const track = new MediaStreamTrack({ kind });
  const { port } = socket.address();
  let child: ChildProcess | undefined;
  let isPaused = false;
  let sequence = 0;
  let timestampOffset = 0;
  let lastTimestamp = 0;
  let isFirst = true;
  const send = (packet: RtpPacket): void => {
    // One ffmpeg follows another: the numbers of the first go on.
    if (isFirst) timestampOffset = lastTimestamp - packet.header.timestamp + 3_000;
    isFirst = false;
    lastTimestamp = (packet.header.timestamp + timestampOffset) >>> 0;
    packet.header.timestamp = lastTimestamp;
    packet.header.payloadType = payloadType[kind];
    if (isPaused) return;
    sequence = (sequence + 1) & 0xffff;
    packet.header.sequenceNumber = sequence;
    track.writeRtp(packet);
  };
  socket.on("message", (bytes) => send(RtpPacket.deSerialize(bytes)));
  const start = (size: string): void => {
    isFirst = true;
    const started = spawn("ffmpeg", kind === "video" ? filmArguments(size, codec, port) : soundArguments(port), {
      stdio: ["ignore", codec === "av1" ? "pipe" : "ignore", "ignore"],
    });
    child = started;
    if (codec !== "av1" || kind === "audio") return;
    const packetizer = new Av1Packetizer({ payloadType: payloadType.video });
    const reader = createIvfReader((bytes, index) => {
      for (const packet of packetizer.packetize(Buffer.from(bytes), index * 3_000, { isKeyframe: index % 30 === 0 })) send(packet);
    });
    started.stdout?.on("data", (bytes: Buffer) => reader(bytes));
  };
  return {
    kind,
    track,
    start: () => start(firstSize),
    setPaused: (next: boolean) => void (isPaused = next),
    resize(size: string) {
      child?.kill("SIGKILL");
      start(size);
    },
    close() {
      child?.kill("SIGKILL");
      socket.close();
    },
  };
};

const h264 = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";
const codecs = {
  h264: useH264({ payloadType: payloadType.video, parameters: h264 }),
  vp8: useVP8({ payloadType: payloadType.video }),
  vp9: useVP9({ payloadType: payloadType.video }),
  av1: useAV1({ payloadType: payloadType.video }),
} as const;

/** Publishes until it is closed. */
export const openTestPublisher = async (options: TestPublisherOptions): Promise<TestPublisher> => {
  const { url, token, video = true, audio = true, codec = "h264" } = options;
  const peer = new RTCPeerConnection({
    ...loopbackPeer,
    codecs: { video: [codecs[codec]], audio: [useOPUS({ payloadType: payloadType.audio })] },
  });
  const kinds = [...(video ? (["video"] as const) : []), ...(audio ? (["audio"] as const) : [])];
  const sources = await Promise.all(kinds.map((kind) => createSource(kind, options)));
  for (const { track } of sources) peer.addTransceiver(track, { direction: "sendonly" });
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/sdp", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: peer.localDescription?.sdp ?? "",
  });
  let mayBegin = true;
  const facts = {
    status: answer.status,
    answer,
    session: new URL(answer.headers.get("location") ?? "/", url).href,
    pause: (kind: "video" | "audio", isPaused: boolean) => sources.find((source) => source.kind === kind)?.setPaused(isPaused),
    resize: (size: string) => sources.find(({ kind }) => kind === "video")?.resize(size),
    async close() {
      mayBegin = false;
      for (const source of sources) source.close();
      await peer.close();
    },
  };
  if (answer.status !== 201) return { ...facts, peer: undefined };
  // As browsers do: what is sent before there is a path is lost, and with it the first key picture.
  peer.connectionStateChange.subscribe((state) => {
    if (state !== "connected" || !mayBegin) return;
    mayBegin = false;
    for (const source of sources) source.start();
  });
  await peer.setRemoteDescription({ type: "answer", sdp: await answer.text() });
  return { ...facts, peer };
};
