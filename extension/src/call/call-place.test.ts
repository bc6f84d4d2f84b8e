import { parseInvite } from "@tfx/protocol";
import { expect, test } from "vitest";
import { callPagePath } from "../invite-url.ts";
import { placeOfHash } from "./call-place.ts";

test("an address without a fragment is the start", () => {
  expect(placeOfHash("")).toEqual({ at: "start" });
  expect(placeOfHash("#")).toEqual({ at: "start" });
});

test("the fragment of an invite is its room", () => {
  const invite = parseInvite("https://call.example/r/lake", "");
  expect(placeOfHash(callPagePath(invite).replace("call.html", ""))).toEqual({ at: "room", invite });
});

test("a fragment that is no invite is shown as unreadable instead of being guessed", () => {
  expect(placeOfHash("#room=lake")).toEqual({ at: "unreadable", link: "#room=lake" });
});
