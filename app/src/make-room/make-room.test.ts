import { formatInvite, parseInvite } from "@tfx/protocol";
import { expect, test } from "vitest";
import { makeRoom } from "./make-room.ts";
import { creatures, places, qualities } from "./words.ts";

const server = "https://call.example";

test.each([
  ["qualities", qualities],
  ["creatures", creatures],
  ["places", places],
])("%s are 64 different plain words, so that every byte is equally likely to choose each", (_name, words) => {
  expect(words).toHaveLength(64);
  expect(new Set(words).size).toBe(64);
  for (const word of words) expect(word).toMatch(/^[a-z]{3,9}$/);
});

test("a word stands in one list only, so that no name says a word twice", () => {
  expect(new Set([...qualities, ...creatures, ...places]).size).toBe(192);
});

test("the same bytes make the same readable name", () => {
  const room = makeRoom(server, (into) => into.fill(0));
  expect(room.room).toBe("amber-acorn-abbey");
  expect(room.secret).toBe("A".repeat(43));
});

test("every byte value names a word", () => {
  for (let byte = 0; byte < 256; byte += 1) expect(makeRoom(server, (into) => into.fill(byte)).room.split("-")).toHaveLength(3);
});

test("a made room survives being written as a link and read back", () => {
  const room = makeRoom(server);
  expect(parseInvite(formatInvite(room), "https://other.example")).toEqual(room);
});

test("two rooms never share a secret", () => {
  const secrets = Array.from({ length: 50 }, () => makeRoom(server).secret);
  expect(new Set(secrets).size).toBe(50);
});
