import { expect, test } from "vitest";
import { placeOfAddress } from "./page-place.ts";

const secret = "s".repeat(43);

test("the bare address is the start", () => {
  expect(placeOfAddress("https://call.example/")).toEqual({ at: "start" });
  expect(placeOfAddress("https://call.example/?lang=ar-XB")).toEqual({ at: "start" });
});

test("a room's address is its invitation on the server that serves the page", () => {
  expect(placeOfAddress(`https://call.example/r/amber-otter-lake#k=${secret}`)).toEqual({
    at: "room",
    invite: { server: "https://call.example", room: "amber-otter-lake", secret },
  });
});

test("a cut link is unreadable, not an open room of the same name", () => {
  expect(placeOfAddress("https://call.example/r/amber-otter-lake#k=cut").at).toBe("unreadable");
});
