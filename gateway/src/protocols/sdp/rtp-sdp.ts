import type { StreamFormat } from "../../stream/media-frame.ts";

/** Payload types of ours; each has a section of its own, for some players take no more than one. */
export const rtpPayloadType = { video: 96, audio: 97 } as const;
/** Ports from the first: RTP is even, its RTCP is the next one (RFC 3550 §11). */
export const rtpPortOffset = { video: 0, audio: 2 } as const;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

const videoLines = ({ video }: StreamFormat, port: number): readonly string[] => {
  if (video?.codec !== "h264") return [];
  const type = rtpPayloadType.video;
  return [
    `m=video ${port + rtpPortOffset.video} RTP/AVP ${type}`,
    `a=rtpmap:${type} H264/90000`,
    `a=fmtp:${type} packetization-mode=1;profile-level-id=${hex(video.sps.subarray(1, 4))};sprop-parameter-sets=${base64(video.sps)},${base64(video.pps)}`,
  ];
};

const audioLines = ({ audio }: StreamFormat, port: number): readonly string[] => {
  if (audio === undefined) return [];
  const type = rtpPayloadType.audio;
  const head = `m=audio ${port + rtpPortOffset.audio} RTP/AVP ${type}`;
  if (audio.codec === "opus") return [head, `a=rtpmap:${type} opus/48000/2`];
  return [
    head,
    `a=rtpmap:${type} mpeg4-generic/${audio.sampleRate}/${audio.channels}`,
    `a=fmtp:${type} streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=${hex(audio.config)}`,
  ];
};

/** The description of a stream sent as plain RTP (RFC 8866, RFC 6184 §8.2, RFC 3640 §4), as players open it from a file. */
export const rtpSdp = (
  format: StreamFormat,
  { host, port, name }: { readonly host: string; readonly port: number; readonly name: string },
): string => {
  const isGroup = /^(?:22[4-9]|23\d)\./.test(host);
  const head = ["v=0", "o=- 0 0 IN IP4 127.0.0.1", `s=${name}`, `c=IN IP4 ${host}${isGroup ? "/64" : ""}`, "t=0 0"];
  return `${[...head, ...videoLines(format, port), ...audioLines(format, port)].join("\r\n")}\r\n`;
};
