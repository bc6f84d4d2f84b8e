import { expect, it } from "vitest";
import { isSignedCheck } from "./authenticate-checks.ts";

/** The request of RFC 5769 §2.1. */
const request = Buffer.from(
  "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36" +
    "000600096576746a3a683676592020200008001" +
    "49aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf",
  "hex",
);
const passwords: Readonly<Record<string, string>> = { evtj: "VOkJxbRl1RmTxUk/WvJxBt" };
const isSigned = (bytes: Buffer): boolean => isSignedCheck(bytes, (ufrag) => passwords[ufrag]);

it("takes a check that is signed with the password of its name", () => {
  expect(isSigned(request)).toBe(true);
});

it("takes none that is changed, cut, unsigned, of an unknown name, or no request", () => {
  for (let at = 0; at < 100; at += 1) {
    const changed = Buffer.from(request);
    changed[at] = (changed[at] ?? 0) ^ 1;
    // The fingerprint after the signature is not signed, and the length before it is worked out anew.
    if (at !== 2 && at !== 3) expect(isSigned(changed), String(at)).toBe(false);
  }
  for (let length = 0; length < 100; length += 1) expect(isSigned(request.subarray(0, length)), String(length)).toBe(false);
  expect(isSignedCheck(request, () => undefined)).toBe(false);
  const answer = Buffer.from(request);
  answer[0] = 1;
  expect(isSigned(answer)).toBe(false);
});
