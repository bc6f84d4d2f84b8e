import { createHmac } from "node:crypto";
import { participantId } from "@tfx/protocol";
import { expect, it } from "vitest";
import { iceServersFor } from "./ice-servers.ts";

const ada = participantId.parse("AAAAAAAAAAAAAAAAAAAAAA");

it("names nothing when nothing is configured", () => {
  expect(iceServersFor({ stunUrls: [], turn: undefined }, ada, 0)).toEqual([]);
});

it("gives each participant TURN credentials that end", () => {
  const turn = { urls: ["turn:host:3478"], secret: "north wind", ttlSeconds: 600 };
  const servers = iceServersFor({ stunUrls: ["stun:host:3478"], turn }, ada, 1_000_500);
  const username = `1600:${ada}`;
  const credential = createHmac("sha1", "north wind").update(username).digest("base64");
  expect(servers).toEqual([{ urls: ["stun:host:3478"] }, { urls: ["turn:host:3478"], username, credential }]);
});
