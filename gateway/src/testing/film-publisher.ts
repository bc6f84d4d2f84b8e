import {
  MediaStreamTrack,
  RTCPeerConnection,
  RtcpSenderInfo,
  RtcpSrPacket,
  RtpHeader,
  useH264,
  useOPUS,
  useVP8,
  type RTCRtpSender,
} from "werift";
import { packetsOf, type FramePackets } from "../outputs/rtp-feed.ts";
import type { MediaFrame } from "../stream/media-frame.ts";
import type { Film } from "./load-film.ts";
import { gathered, loopbackPeer } from "./loopback-peer.ts";

/** A packet on its way out, which may be changed. */
export interface OutgoingPacket {
  readonly kind: MediaFrame["kind"];
  readonly header: RtpHeader;
  readonly payload: Buffer;
}

/** A publisher who plays a film over and over, packet by packet, and does what senders should not. */
export interface FilmPublisher {
  readonly status: number;
  readonly session: string;
  readonly etag: string;
  readonly peer: RTCPeerConnection;
  /** Port of the gateway to which it sends. */
  readonly mediaPort: number;
  /** Plays another film from now on. */
  play(film: Film): void;
  /** What is sent instead of each packet; nothing at all for an empty list. */
  shape(change: (packet: OutgoingPacket) => readonly OutgoingPacket[]): void;
  /** Sends from another source from now on, with numbers of its own. */
  changeSource(kind: MediaFrame["kind"]): void;
  /** Counts timestamps from elsewhere. */
  jump(kind: MediaFrame["kind"], ticks: number): void;
  /** Gone without a word. */
  close(): Promise<void>;
}

/** What is published, and where. */
export interface FilmPublisherOptions {
  readonly url: string;
  readonly film: Film;
  readonly token?: string | undefined;
  readonly kinds?: readonly MediaFrame["kind"][];
  /** Timestamps and sequence numbers begin here. */
  readonly first?: { readonly timestamp: number; readonly sequence: number };
  /** Names no source in the offer, as some senders do. */
  readonly isUnnamed?: boolean;
  /** Changes the answer, such as to go through a relay; then the offer has no candidates. */
  readonly reroute?: (answer: string) => Promise<string>;
}

const payloadTypes = { h264: 96, vp8: 98, opus: 97 } as const;
const clockRates = { video: 90_000, audio: 48_000 } as const;
const tickMs = 5;
const reportEveryMs = 500;
const mostPayloadBytes = 1_100;

const h264 = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";

/** VP8 as packets (RFC 7741 §4.2): the shortest descriptor, which says where a picture starts. */
const vp8Packets = ({ kind, key, timeUs, parts: [bytes = new Uint8Array()] }: MediaFrame): FramePackets => {
  const payloads: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += mostPayloadBytes)
    payloads.push(Buffer.concat([Buffer.of(at === 0 ? 0x10 : 0), bytes.subarray(at, at + mostPayloadBytes)]));
  return { kind, key, payloads, clockRate: clockRates.video, ticks: Math.round((timeUs * clockRates.video) / 1_000_000) };
};

const packetize = (frame: MediaFrame, { format }: Film): FramePackets | undefined =>
  frame.kind === "video" && format.video?.codec === "vp8" ? vp8Packets(frame) : packetsOf(frame, format);

/** Seconds since 1900 in fixed point. */
const ntpNow = (): bigint => (BigInt(Math.round((Date.now() / 1_000 + 2_208_988_800) * 1_000)) << 32n) / 1_000n;

/** One kind of media on its way out. */
const createOutlet = (sender: RTCRtpSender, kind: MediaFrame["kind"], first: { timestamp: number; sequence: number }) => {
  const sent = new Map<number, { header: RtpHeader; payload: Buffer }>();
  let ssrc = sender.ssrc;
  let sequence = first.sequence;
  let offset = first.timestamp;
  let last = { timestamp: 0, atMs: 0 };
  let counts = { packetCount: 0, octetCount: 0 };
  sender.onGenericNack.subscribe(({ lost }) => {
    for (const one of lost) {
      const found = sent.get(one & 0xffff);
      if (found !== undefined) void sender.dtlsTransport.sendRtp(found.payload, found.header);
    }
  });
  return {
    packets({ payloads, ticks }: FramePackets, payloadType: number): readonly OutgoingPacket[] {
      const timestamp = (ticks + offset) >>> 0;
      last = { timestamp, atMs: performance.now() };
      return payloads.map((payload, index) => {
        sequence = (sequence + 1) & 0xffff;
        const marker = kind === "video" && index === payloads.length - 1;
        return { kind, payload, header: new RtpHeader({ ssrc, payloadType, sequenceNumber: sequence, timestamp, marker }) };
      });
    },
    send({ header, payload }: OutgoingPacket): void {
      sent.set(header.sequenceNumber, { header, payload });
      sent.delete((header.sequenceNumber - 500) & 0xffff);
      counts = { packetCount: counts.packetCount + 1, octetCount: counts.octetCount + payload.length };
      void sender.dtlsTransport.sendRtp(payload, header);
    },
    report(): void {
      if (counts.packetCount === 0) return;
      const since = ((performance.now() - last.atMs) * clockRates[kind]) / 1_000;
      const rtpTimestamp = Math.round(last.timestamp + since) >>> 0;
      const senderInfo = new RtcpSenderInfo({ ntpTimestamp: ntpNow(), rtpTimestamp, ...counts });
      void sender.dtlsTransport.sendRtcp([new RtcpSrPacket({ ssrc, senderInfo })]);
    },
    changeSource(): void {
      ssrc = (ssrc + 12_345) >>> 0;
      sequence = (sequence + 20_000) & 0xffff;
      offset = (offset + 900_000_000) >>> 0;
      counts = { packetCount: 0, octetCount: 0 };
    },
    jump: (ticks: number): void => void (offset = (offset + ticks) >>> 0),
  };
};

/** Says what is due of a film that is played over and over. */
const createReel = (first: Film) => {
  let film = first;
  let next = 0;
  let filmStartUs = 0;
  const startMs = performance.now();
  const lengthUs = (): number => Math.round((film.frames.filter(({ kind }) => kind === "video").length * 1_000_000) / 30);
  const rewind = (fromUs: number): void => {
    filmStartUs = fromUs;
    next = 0;
  };
  return {
    get film() {
      return film;
    },
    /** Another film begins where this one is. */
    play(other: Film): void {
      const { timeUs } = film.frames[next] ?? { timeUs: lengthUs() };
      film = other;
      rewind(filmStartUs + timeUs + 20_000);
    },
    *due(): Generator<MediaFrame> {
      const nowUs = (performance.now() - startMs) * 1_000;
      for (;;) {
        const frame = film.frames[next];
        if (frame === undefined || frame.timeUs >= lengthUs()) rewind(filmStartUs + lengthUs());
        else if (filmStartUs + frame.timeUs > nowUs) return;
        else {
          next += 1;
          yield { ...frame, timeUs: filmStartUs + frame.timeUs };
        }
      }
    },
  };
};

const offerOf = async (peer: RTCPeerConnection, { isUnnamed = false, reroute }: FilmPublisherOptions): Promise<string> => {
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const offer = peer.localDescription?.sdp ?? "";
  const named = isUnnamed ? offer.replaceAll(/^a=ssrc(?:-group)?:.*\r?\n/gm, "") : offer;
  return reroute === undefined ? named : named.replaceAll(/^a=candidate:.*\r?\n/gm, "");
};

/** Publishes until it is closed. @throws when it is let in and cannot connect */
export const openFilmPublisher = async (options: FilmPublisherOptions): Promise<FilmPublisher> => {
  const { url, film, token, kinds = ["video", "audio"], first = { timestamp: 1_000, sequence: 100 }, reroute } = options;
  const peer = new RTCPeerConnection({
    ...loopbackPeer,
    codecs: {
      video: [useH264({ payloadType: payloadTypes.h264, parameters: h264 }), useVP8({ payloadType: payloadTypes.vp8 })],
      audio: [useOPUS({ payloadType: payloadTypes.opus })],
    },
  });
  const outlets = new Map(
    kinds.map((kind) => {
      const { sender } = peer.addTransceiver(new MediaStreamTrack({ kind }), { direction: "sendonly" });
      return [kind, createOutlet(sender, kind, first)] as const;
    }),
  );
  const offer = await offerOf(peer, options);
  const headers = { "content-type": "application/sdp", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: "POST", headers, body: offer });
  const answer = await response.text();
  const reel = createReel(film);
  let change = (packet: OutgoingPacket): readonly OutgoingPacket[] => [packet];
  const timers: NodeJS.Timeout[] = [];
  const send = (): void => {
    for (const frame of reel.due()) {
      const outlet = outlets.get(frame.kind);
      const packets = packetize(frame, reel.film);
      const codec = frame.kind === "audio" ? "opus" : reel.film.format.video?.codec === "vp8" ? "vp8" : "h264";
      for (const packet of packets === undefined ? [] : (outlet?.packets(packets, payloadTypes[codec]) ?? []))
        for (const one of change(packet)) outlet?.send(one);
    }
  };
  if (response.status === 201) {
    await peer.setRemoteDescription({ type: "answer", sdp: reroute === undefined ? answer : await reroute(answer) });
    if (peer.connectionState !== "connected") await peer.connectionStateChange.watch((state) => state === "connected", 10_000);
    timers.push(setInterval(send, tickMs));
    timers.push(setInterval(() => outlets.forEach((outlet) => outlet.report()), reportEveryMs));
  }
  return {
    status: response.status,
    session: new URL(response.headers.get("location") ?? "/", url).href,
    etag: response.headers.get("etag") ?? "",
    peer,
    mediaPort: Number(/^a=candidate:\S+ 1 udp \d+ \S+ (\d+) typ host/m.exec(answer)?.[1] ?? 0),
    play: (other) => reel.play(other),
    shape: (next) => void (change = next),
    changeSource: (kind) => outlets.get(kind)?.changeSource(),
    jump: (kind, ticks) => outlets.get(kind)?.jump(ticks),
    async close() {
      for (const timer of timers) clearInterval(timer);
      await peer.close();
    },
  };
};
