import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInvite, parseInvite } from "./invite.ts";
import { TfxError } from "./tfx-error.ts";

const here = "https://call.example";
const secret = "a".repeat(43);

describe("an invitation", () => {
  it("reads back from its link, sealed or open", () => {
    for (const invite of [parseInvite(`${here}/r/amber-otter#k=${secret}`, "http://x"), parseInvite("amber otter", here)]) {
      expect(parseInvite(formatInvite(invite), "http://elsewhere")).toEqual(invite);
    }
  });

  it("takes a typed name on the default server, however it is written", () => {
    expect(parseInvite("  Amber Otter_Lake ", here)).toEqual({ server: here, room: "amber-otter-lake" });
  });

  it("keeps the server and the secret of a pasted link", () => {
    expect(parseInvite(`http://localhost:3000/r/den#k=${secret}`, here)).toEqual({ server: "http://localhost:3000", room: "den", secret });
  });

  it.each([
    "",
    "<script>alert(1)</script>",
    "a".repeat(10_000),
    "javascript:alert(1)",
    "https://call.example/",
    "https://call.example/r/",
    "https://call.example/r/a/b",
    "https://user@call.example/r/den",
    "https://call.example/r/den#k=short",
    `https://call.example/r/DEN#k=${secret}`,
    "https://",
    "-den-",
  ])("refuses %j", (text) => {
    expect(() => parseInvite(text, here)).toThrow(expect.objectContaining({ code: "invite/invalid" }));
  });

  it("refuses or reads any text, and throws nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true })), (text) => {
        try {
          expect(parseInvite(text, here).room).toMatch(/^[a-z0-9-]{1,64}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(TfxError);
        }
      }),
    );
  });
});
