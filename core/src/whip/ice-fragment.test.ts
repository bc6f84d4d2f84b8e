import { describe, expect, it } from "vitest";
import { iceFragment, withRestart } from "./ice-fragment.ts";

const lines = (...all: readonly string[]): string => `${all.join("\r\n")}\r\n`;
const offer = lines(
  "v=0",
  "o=- 1 1 IN IP4 127.0.0.1",
  "a=group:BUNDLE 0 1",
  "m=video 9 UDP/TLS/RTP/SAVPF 96",
  "a=ice-ufrag:abcd",
  "a=ice-pwd:0123456789012345678901",
  "a=mid:0",
  "a=rtcp-mux",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111",
  "a=mid:1",
  "a=rtcp-mux",
);
const candidate = "candidate:1 1 udp 1 192.0.2.1 5000 typ host";

const found = (text: string) => ({ candidate: text, sdpMid: "0" });

describe("a fragment", () => {
  it("has the credentials, the bundle's first section and the candidates", () => {
    expect(iceFragment(offer, [found(candidate), found("")], { isComplete: true })).toBe(
      lines(
        "a=ice-ufrag:abcd",
        "a=ice-pwd:0123456789012345678901",
        "m=video 9 UDP/TLS/RTP/SAVPF 96",
        "a=mid:0",
        `a=${candidate}`,
        "a=end-of-candidates",
      ),
    );
  });

  it("says nothing of an end that has not come", () => {
    expect(iceFragment(offer, [found(candidate)])).not.toContain("end-of-candidates");
  });
});

describe("an answer after a restart", () => {
  const fragment = lines(
    "a=ice-ufrag:new1",
    "a=ice-pwd:9876543210987654321098",
    "m=video 9 UDP/TLS/RTP/SAVPF 96",
    "a=mid:0",
    `a=${candidate}`,
  );

  it("has the new credentials and candidates alone, and the rest as it was", () => {
    const before = offer.replace(
      "a=rtcp-mux\r\n",
      "a=rtcp-mux\r\na=candidate:9 1 udp 1 198.51.100.1 1 typ host\r\na=end-of-candidates\r\n",
    );
    const after = withRestart(before, fragment) ?? "";
    expect(after.match(/^a=ice-ufrag:new1\r$/gm)).toHaveLength(1);
    expect(after).toContain("a=ice-pwd:9876543210987654321098");
    expect(after.match(/^a=candidate/gm)).toHaveLength(1);
    expect(after.indexOf(candidate)).toBeLessThan(after.indexOf("m=audio"));
    expect(after).toContain("a=group:BUNDLE 0 1");
  });

  it("is none without credentials", () => {
    expect(withRestart(offer, "nonsense")).toBeUndefined();
  });
});
