import { expect, it } from "vitest";
import { iceLinks } from "./ice-servers.ts";

it("each server is one link, a relay with credentials that end in twelve hours", () => {
  const servers = { stunUrls: ["stun:a.example"], turnUrls: ["turn:b.example?transport=tcp"], turnSecret: "secret" };
  expect(iceLinks(servers, "session", 1_000_000)).toEqual([
    '<stun:a.example>; rel="ice-server"',
    '<turn:b.example?transport=tcp>; rel="ice-server"; username="44200:session"; credential="nHcGPlAhnNUkQlMCrgUJnvgRlkc="; credential-type="password"',
  ]);
  expect(iceLinks({ ...servers, turnSecret: undefined }, "session", 0)).toHaveLength(1);
});
