import type { MemberControl } from "../control.ts";

/** As a channel is used well: large messages, and never more than this in its buffer. */
const messageBytes = 64 * 1024;
const highWaterBytes = 1024 * 1024;

const whenOpen = (channel: RTCDataChannel): Promise<unknown> =>
  channel.readyState === "open" ? Promise.resolve() : new Promise((resolve) => channel.addEventListener("open", resolve, { once: true }));

const untilGathered = (connection: RTCPeerConnection): Promise<unknown> =>
  connection.iceGatheringState === "complete"
    ? Promise.resolve()
    : new Promise<void>((resolve) => {
        connection.addEventListener("icegatheringstatechange", () => connection.iceGatheringState === "complete" && resolve());
      });

const drained = (channel: RTCDataChannel): Promise<unknown> =>
  new Promise((resolve) => channel.addEventListener("bufferedamountlow", resolve, { once: true }));

/** One end of a data channel with nothing around it. */
export const createBarePair = (): Pick<MemberControl, "pair" | "sendBare" | "takeBare"> => {
  let connection = new RTCPeerConnection();
  let channel: RTCDataChannel | undefined;
  let upAt = 0;
  let [got, wanted] = [0, Infinity];
  let done: (ms: number) => void = () => undefined;
  const check = (): void => {
    if (got >= wanted) done(performance.now() - upAt);
  };
  return {
    async pair(offer) {
      connection.close();
      connection = new RTCPeerConnection();
      channel = connection.createDataChannel("bare", { negotiated: true, id: 1 });
      channel.binaryType = "arraybuffer";
      channel.bufferedAmountLowThreshold = highWaterBytes / 4;
      [got, wanted] = [0, Infinity];
      channel.addEventListener("open", () => (upAt = performance.now()), { once: true });
      channel.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer>) => {
        got += data.byteLength;
        check();
      });
      if (offer !== undefined) await connection.setRemoteDescription(offer);
      await connection.setLocalDescription();
      await untilGathered(connection);
      return { type: offer === undefined ? "offer" : "answer", sdp: connection.localDescription?.sdp ?? "" };
    },
    async sendBare(answer, bytes) {
      if (channel === undefined) throw new Error("There is no pair yet");
      await connection.setRemoteDescription(answer);
      await whenOpen(channel);
      const message = crypto.getRandomValues(new Uint8Array(messageBytes));
      for (let sent = 0; sent < bytes; sent += messageBytes) {
        if (channel.bufferedAmount > highWaterBytes) await drained(channel);
        channel.send(message.subarray(0, Math.min(messageBytes, bytes - sent)));
      }
    },
    takeBare: (bytes) =>
      new Promise((resolve) => {
        [wanted, done] = [bytes, resolve];
        check();
      }),
  };
};
