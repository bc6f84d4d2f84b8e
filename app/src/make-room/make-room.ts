import { roomName, type Invite } from "@tfx/protocol";
import { creatures, places, qualities } from "./words.ts";

/** Fills the array with random bytes: `crypto.getRandomValues`, or a fixed source in tests. */
type RandomBytes = (into: Uint8Array<ArrayBuffer>) => void;

const secretBytes = 32;

const systemRandom: RandomBytes = (into) => {
  crypto.getRandomValues(into);
};

const pick = (words: readonly string[], byte: number | undefined): string => words[(byte ?? 0) % words.length] ?? "";

const toBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** A new sealed room on the server: a name that can be said aloud and 32 random bytes. */
export const makeRoom = (server: string, random: RandomBytes = systemRandom): Required<Invite> => {
  const name = new Uint8Array(3);
  const secret = new Uint8Array(secretBytes);
  random(name);
  random(secret);
  const words = [pick(qualities, name[0]), pick(creatures, name[1]), pick(places, name[2])];
  return { server, room: roomName.parse(words.join("-")), secret: toBase64url(secret) };
};
