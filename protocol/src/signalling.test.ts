import { describe, expect, it } from "vitest";
import { displayName, participantId, roomName } from "./ids.ts";
import { limits } from "./limits.ts";
import { clientCalls, clientMessages, iceServer, profilePayload, roomAccess, signalPayload } from "./signalling.ts";

describe("what may cross the signalling border", () => {
  it.each(["<b>x</b>", "a".repeat(65), "a".repeat(10_000), "A", "a--b", "", "ä", "../etc", "a b", "__proto__"])(
    "is no room name: %j",
    (name) => {
      expect(roomName.safeParse(name).success).toBe(false);
    },
  );

  it.each(["", "   ", "\u0007", "evil\u202eeman", "a\nb", "x".repeat(65)])("is no display name: %j", (name) => {
    expect(displayName.safeParse(name).success).toBe(false);
  });

  it("is a name in any script, trimmed", () => {
    for (const name of ["Ravi", " Zoë ", "美玲", "أحمد", "O'Neil-Smith", "👩‍🚀"]) expect(displayName.parse(name)).toBe(name.trim());
  });

  it("is a payload either sealed or open, never both", () => {
    expect(signalPayload.safeParse({ sealed: "AAAA" }).success).toBe(true);
    expect(signalPayload.safeParse({ open: "v=0" }).success).toBe(true);
    expect(signalPayload.safeParse({ sealed: "AAAA", open: "v=0" }).success).toBe(false);
    expect(signalPayload.safeParse({ sealed: "not base64url!" }).success).toBe(false);
    expect(signalPayload.safeParse({ open: "x".repeat(limits.maxSignalChars + 1) }).success).toBe(false);
    expect(profilePayload.safeParse({ open: "x".repeat(limits.maxProfileChars + 1) }).success).toBe(false);
  });

  it("is a sealed access only with a proof of 32 bytes", () => {
    expect(roomAccess.safeParse({ mode: "sealed", proof: "a".repeat(43) }).success).toBe(true);
    expect(roomAccess.safeParse({ mode: "sealed", proof: "a".repeat(42) }).success).toBe(false);
    expect(roomAccess.safeParse({ mode: "sealed" }).success).toBe(false);
  });

  it("loses unknown fields and keeps no prototype of the sender's", () => {
    const body = JSON.parse('{"locked":true,"extra":1,"__proto__":{"admin":true}}') as unknown;
    expect(Object.keys(clientCalls["room.lock"].params.parse(body))).toEqual(["locked"]);
  });

  it("is a signal only with a participant, a connection and a whole sequence", () => {
    const id = "a".repeat(22);
    const signal = { to: id, connection: id, sequence: 0, ack: -1, payload: { open: "{}" } };
    expect(clientMessages["signal.send"].safeParse(signal).success).toBe(true);
    for (const change of [{ to: "a" }, { sequence: -1 }, { sequence: 1.5 }, { ack: -2 }, { payload: "{}" }, { connection: undefined }]) {
      expect(clientMessages["signal.send"].safeParse({ ...signal, ...change }).success).toBe(false);
    }
    expect(participantId.safeParse(`${id}=`).success).toBe(false);
  });

  it("names a few ICE servers at most", () => {
    expect(iceServer.safeParse({ urls: Array(9).fill("stun:a") }).success).toBe(false);
  });
});
