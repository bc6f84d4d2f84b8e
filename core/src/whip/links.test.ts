import { describe, expect, it } from "vitest";
import { readIceServers, readLinkTo } from "./links.ts";

const header =
  '<stun:a.example:3478>; rel="ice-server", <turn:b.example?transport=udp>; rel="ice-server"; username="7:a\\"b, c"; credential=hush; credential-type="password", </whip/sessions/1/events>; rel="urn:ietf:params:whip:ext:core:server-sent-events"; events="ended", <x>; rel=unknown';

const events = "urn:ietf:params:whip:ext:core:server-sent-events";

describe("a Link header", () => {
  it("names STUN and TURN servers, whatever stands in their credentials", () => {
    expect(readIceServers(header)).toEqual([
      { urls: "stun:a.example:3478" },
      { urls: "turn:b.example?transport=udp", username: '7:a"b, c', credential: "hush" },
    ]);
  });

  it("names the events of a session, relative to it", () => {
    expect(readLinkTo(header, events, "https://media.example/whip/sessions/1")).toBe("https://media.example/whip/sessions/1/events");
  });

  it("may be missing, or nonsense", () => {
    expect(readIceServers(null)).toEqual([]);
    expect(readIceServers('<javascript:alert(1)>; rel="ice-server"')).toEqual([]);
    expect(readLinkTo("<<>>;;;", events, "https://media.example/")).toBeUndefined();
  });
});
