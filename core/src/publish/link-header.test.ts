import { describe, expect, it } from "vitest";
import { eventsOf, iceServersOf, readLinks } from "./link-header.ts";

const header =
  '<stun:a.example:3478>; rel="ice-server", <turn:b.example?transport=udp>; rel="ice-server"; username="7:a\\"b, c"; credential=hush; credential-type="password", </whip/sessions/1/events>; rel="urn:ietf:params:whip:ext:core:server-sent-events"; events="ended", <x>; rel=unknown';

describe("a Link header", () => {
  it("names STUN and TURN servers, whatever stands in their credentials", () => {
    expect(iceServersOf(readLinks(header))).toEqual([
      { urls: "stun:a.example:3478" },
      { urls: "turn:b.example?transport=udp", username: '7:a"b, c', credential: "hush" },
    ]);
  });

  it("names the events of a session, relative to it", () => {
    expect(eventsOf(readLinks(header), "https://media.example/whip/sessions/1")).toBe("https://media.example/whip/sessions/1/events");
  });

  it("may be missing, or nonsense", () => {
    expect(readLinks(null)).toEqual([]);
    expect(iceServersOf(readLinks('<javascript:alert(1)>; rel="ice-server"'))).toEqual([]);
    expect(eventsOf(readLinks("<<>>;;;"), "https://media.example/")).toBeUndefined();
  });
});
