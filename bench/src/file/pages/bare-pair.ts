import type { BareSignal, FileControl } from "../control.ts";
import { openFile, takeSize, type Writing } from "./disk.ts";

/** As a careful author pumps a channel: pieces that every browser takes, and never more than this waiting in it. */
const pieceBytes = 64 * 1_024;
const readBytes = 256 * 1_024;
const highWaterBytes = 1_024 * 1_024;
const lowWaterBytes = 256 * 1_024;

const described = async (rtc: RTCPeerConnection): Promise<BareSignal> => {
  await rtc.setLocalDescription();
  await new Promise<void>((resolve) => {
    if (rtc.iceGatheringState === "complete") resolve();
    rtc.addEventListener("icegatheringstatechange", () => rtc.iceGatheringState === "complete" && resolve());
  });
  const { type, sdp = "" } = rtc.localDescription ?? {};
  return { type: type === "answer" ? "answer" : "offer", sdp };
};

const pump = async (channel: RTCDataChannel, file: Blob): Promise<void> => {
  channel.bufferedAmountLowThreshold = lowWaterBytes;
  for (let at = 0; at < file.size; at += readBytes) {
    const bytes = await file.slice(at, at + readBytes).arrayBuffer();
    for (let from = 0; from < bytes.byteLength; from += pieceBytes) {
      if (channel.bufferedAmount > highWaterBytes)
        await new Promise((resolve) => channel.addEventListener("bufferedamountlow", resolve, { once: true }));
      channel.send(new Uint8Array(bytes, from, Math.min(pieceBytes, bytes.byteLength - from)));
    }
  }
};

/** Writes what comes in pieces as large as ours, one after the other. */
const receive = (channel: RTCDataChannel, bytes: number, writing: Writing): Promise<void> =>
  new Promise((resolve, reject) => {
    let last: Promise<void> = Promise.resolve();
    let waiting = new Uint8Array(readBytes);
    let held = 0;
    let got = 0;
    const flush = (): void => {
      const full = waiting.subarray(0, held);
      last = last.then(() => writing.write(full));
      waiting = new Uint8Array(readBytes);
      held = 0;
    };
    const take = ({ data }: MessageEvent<ArrayBuffer>): void => {
      const piece = new Uint8Array(data);
      waiting.set(piece, held);
      held += piece.length;
      got += piece.length;
      if (held + pieceBytes > readBytes || got === bytes) flush();
      if (got < bytes) return;
      channel.removeEventListener("message", take);
      last.then(() => writing.close()).then(resolve, reject);
    };
    channel.addEventListener("message", take);
  });

/** The bare pair: one connection with the microphone and one channel. */
export const createBarePair = (file: () => Blob): Pick<FileControl, "offer" | "answer" | "accept" | "fetchBare"> => {
  const rtc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  const channel = rtc.createDataChannel("file", { negotiated: true, id: 0 });
  channel.binaryType = "arraybuffer";
  channel.addEventListener("message", ({ data }) => {
    if (data === "go") void pump(channel, file());
  });
  rtc.addEventListener("track", ({ streams }) => {
    const audio = document.body.appendChild(document.createElement("audio"));
    Object.assign(audio, { srcObject: streams[0], autoplay: true });
  });
  const addSound = async (): Promise<void> => {
    const media = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of media.getTracks()) rtc.addTrack(track, media);
  };
  return {
    async offer() {
      await addSound();
      return described(rtc);
    },
    async answer(offer) {
      await rtc.setRemoteDescription(offer);
      await addSound();
      return described(rtc);
    },
    async accept(answer) {
      await rtc.setRemoteDescription(answer);
      if (channel.readyState !== "open") await new Promise((resolve) => channel.addEventListener("open", resolve, { once: true }));
    },
    async fetchBare(bytes) {
      const startedAt = performance.now();
      const writing = await openFile("bare");
      const done = receive(channel, bytes, writing);
      channel.send("go");
      await done;
      const took = performance.now() - startedAt;
      if ((await takeSize("bare")) !== bytes) throw new Error("The bare pair lost bytes");
      return took;
    },
  };
};
