import { parseInvite } from "@tfx/protocol";
import { expect, test } from "vitest";
import { callPagePath, readInvite } from "./invite-url.ts";

const sealed = parseInvite(`https://call.example/r/amber-otter-lake#k=${"s".repeat(43)}`, "");
const hashOf = (path: string): string => new URL(path, "chrome-extension://id/").hash;

test("an invite survives a reload of the call page", () => {
  expect(readInvite(hashOf(callPagePath(sealed)))).toEqual(sealed);
});

test("an open room has no secret in the address", () => {
  const open = parseInvite("https://call.example/r/lake", "");
  expect(callPagePath(open)).not.toContain("k=");
  expect(readInvite(hashOf(callPagePath(open)))).toEqual(open);
});

test.each([
  ["nothing", ""],
  ["a server that is more than an origin", "#server=https://call.example/path&room=lake"],
  ["a server that is a script", "#server=javascript:alert(1)&room=lake"],
  ["a room with markup", "#server=https://call.example&room=<b>lake</b>"],
  ["a secret of the wrong length", "#server=https://call.example&room=lake&k=short"],
])("%s in the address is no invite", (_name, hash) => {
  expect(readInvite(hash)).toBeUndefined();
});
