import { serverEvents } from "@tfx/protocol";
import { expect, it } from "vitest";
import { randomId } from "../testing/test-client.ts";
import { ackPacket, signalPacket } from "./relayed-packet.ts";

const roundTrip = (packet: string): unknown => {
  expect(packet[0]).toBe("2");
  return JSON.parse(packet.slice(1));
};

it.each([{ sealed: "aGVsbG8_-" }, { open: "plain" }, { open: 'quotes " and \\ and \u2028 and \u0000 and "}]' }, { open: "\ud800 alone" }])(
  "a packet carries the signal %j as it is",
  (payload) => {
    const body = serverEvents["signal.received"].parse({
      from: randomId(),
      connection: randomId(),
      sequence: 4_294_967_295,
      ack: -1,
      payload,
    });
    expect(roundTrip(signalPacket(body))).toEqual(["signal.received", body]);
  },
);

it("a packet carries the acknowledgement as it is", () => {
  const body = serverEvents["signal.acked"].parse({ from: randomId(), connection: randomId(), ack: 7 });
  expect(roundTrip(ackPacket(body))).toEqual(["signal.acked", body]);
});
