import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkOffer } from "./check-offer.ts";
import { readSdpFragment, restartFragment, withCredentials } from "./sdp-fragment.ts";

const head = ["v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1", "a=fingerprint:sha-256 AA"];
const section = (kind: string, ...lines: readonly string[]) => [
  `m=${kind} 9 UDP/TLS/RTP/SAVPF 96`,
  "a=ice-ufrag:u",
  "a=ice-pwd:p",
  "a=rtcp-mux",
  ...lines,
];
const sdp = (...lines: readonly (readonly string[])[]) => `${[...head, ...lines.flat()].join("\r\n")}\r\n`;
const good = sdp(
  section("audio", "a=sendonly", "a=mid:0"),
  section("video", "a=sendrecv", "a=mid:1", "a=candidate:1 1 udp 1 10.0.0.1 5 typ host"),
);

describe("an offer", () => {
  it("with one track of each kind is taken", () => expect(checkOffer(good, "publish")).toBeUndefined());
  it.each([
    ["that is no text", 7, 400],
    ["that is no description", "hello", 400],
    ["without media", sdp(), 400],
    ["with a data channel", sdp(section("application", "a=sendonly")), 422],
    ["with two cameras", sdp(section("video", "a=sendonly"), section("video", "a=sendonly")), 422],
    ["that wants to receive", sdp(section("audio", "a=recvonly")), 422],
    ["that does nothing", sdp(section("audio", "a=inactive")), 422],
    ["that is not bundled", good.replace("a=group:BUNDLE 0 1\r\n", ""), 422],
    ["without multiplexed RTCP", good.replaceAll("a=rtcp-mux\r\n", ""), 422],
    ["without a fingerprint", good.replace("a=fingerprint:sha-256 AA\r\n", ""), 400],
    ["that is too long", good + "a=x\r\n".repeat(20_000), 400],
  ])("%s is refused", (_, offer, status) => expect(checkOffer(offer, "publish")?.status).toBe(status));
  it("may be anything", () => fc.assert(fc.property(fc.string(), (text) => checkOffer(text, "publish")?.status === 400)));
});

describe("a viewer's offer", () => {
  const [opus, h264] = ["a=rtpmap:111 opus/48000/2", "a=rtpmap:102 H264/90000"];
  const wish = (audio: string, video: string) => sdp(section("audio", "a=recvonly", audio), section("video", "a=recvonly", video));
  it("is taken when it lists what is sent, among others", () => {
    expect(checkOffer(wish(`a=rtpmap:0 PCMU/8000\r\n${opus}`, `a=rtpmap:96 VP8/90000\r\n${h264}`), "view")).toBeUndefined();
    expect(checkOffer(sdp(section("audio", "a=recvonly", opus)), "view")).toBeUndefined();
  });
  it.each([
    ["pictures", wish(opus, "a=rtpmap:96 VP8/90000"), "sent as H.264 pictures, which"],
    ["sound", wish("a=rtpmap:0 PCMU/8000", h264), "sent as Opus sound, which"],
    ["either", wish("a=rtpmap:0 PCMU/8000", "a=rtpmap:96 VP8/90000"), "sent as H.264 pictures and Opus sound, which"],
  ])("without a codec for %s is refused, and says so", (_, offer, text) => {
    expect(checkOffer(offer, "view")).toMatchObject({ status: 422, text: expect.stringContaining(text) });
  });
});

describe("a fragment", () => {
  it("brings candidates, each with its section, and new credentials", () => {
    const text =
      "a=ice-ufrag:x\r\na=ice-pwd:y\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\na=candidate:1 1 udp 1 10.0.0.1 5 typ host\r\na=end-of-candidates\r\n";
    expect(readSdpFragment(text)).toEqual({
      ufrag: "x",
      pwd: "y",
      candidates: [{ mid: "0", candidate: "candidate:1 1 udp 1 10.0.0.1 5 typ host" }],
    });
  });
  it("is refused when it is none", () => {
    expect(readSdpFragment("")).toBeUndefined();
    expect(readSdpFragment("{}")).toBeUndefined();
    expect(readSdpFragment("a=candidate:1\r\n".repeat(65))).toBeUndefined();
  });
  it("answers a restart with what is new", () => {
    expect(readSdpFragment(restartFragment(good))).toEqual({
      ufrag: "u",
      pwd: "p",
      candidates: [{ mid: "0", candidate: "candidate:1 1 udp 1 10.0.0.1 5 typ host" }],
    });
  });
  it("makes a new offer of the old one", () => {
    const next = withCredentials(good, { ufrag: "n1", pwd: "n2" });
    expect(next.match(/a=ice-ufrag:n1\r\n/g)).toHaveLength(2);
    expect(next).not.toMatch(/a=ice-pwd:p|candidate/);
  });
});
