import { expect, it } from "vitest";
import { iceLinks } from "./ice-servers.ts";

it("the name at the relay, which travels in the open, does not tell the address of the session", () => {
  const servers = { stunUrls: [], turnUrls: ["turn:b.example"], turnSecret: "secret" };
  expect(iceLinks(servers, "session", 0).join()).not.toContain("session");
  expect(iceLinks(servers, "session", 0)).not.toEqual(iceLinks(servers, "another", 0));
});

it("each server is one link, a relay with credentials that end in twelve hours", () => {
  const servers = { stunUrls: ["stun:a.example"], turnUrls: ["turn:b.example?transport=tcp"], turnSecret: "secret" };
  expect(iceLinks(servers, "session", 1_000_000)).toEqual([
    '<stun:a.example>; rel="ice-server"',
    expect.stringMatching(
      /^<turn:b\.example\?transport=tcp>; rel="ice-server"; username="44200:[\w-]{16}"; credential="[\w+/]{27}="; credential-type="password"$/,
    ),
  ]);
  expect(iceLinks({ ...servers, turnSecret: undefined }, "session", 0)).toHaveLength(1);
});
