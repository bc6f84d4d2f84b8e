import { expect, it } from "vitest";
import { ufragOf, writeOffer } from "./offer-text.ts";

const offer =
  "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=ice-ufrag:abcd\r\na=rtcp-mux\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtcp-mux\r\n";

it("says that RTCP is multiplexed and nothing else, once", () => {
  const sent = writeOffer(offer);
  expect(sent.match(/^a=rtcp-mux-only\r$/gm)).toHaveLength(2);
  expect(writeOffer(sent)).toBe(sent);
});

it("knows the name of the ICE session", () => expect(ufragOf(offer)).toBe("abcd"));
