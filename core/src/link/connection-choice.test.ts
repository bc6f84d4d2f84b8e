import type { ConnectionId, InstanceId, PeerSignal } from "@tfx/protocol";
import { describe, expect, it } from "vitest";
import { chooseForSignal, type LinkPosition } from "./connection-choice.ts";

const mine = "connection-1" as ConnectionId;
const theirs = "connection-2" as ConnectionId;
const offer: PeerSignal = { type: "offer", sdp: "v=0", on: [], from: "b" as InstanceId, to: "a" as InstanceId };
const position = (change: Partial<LinkPosition>): LinkPosition => ({
  self: "a" as InstanceId,
  peer: "b" as InstanceId,
  connection: mine,
  initiator: true,
  answered: true,
  ...change,
});

describe("the choice of a connection", () => {
  it("answers whoever connects, also anew", () => {
    expect(chooseForSignal(position({ connection: undefined, initiator: false }), theirs, offer)).toBe("answer-new");
    expect(chooseForSignal(position({}), theirs, offer)).toBe("answer-new");
  });

  it("lets exactly one of two simultaneous offers prevail", () => {
    const unanswered = position({ answered: false });
    const other = position({ answered: false, self: unanswered.peer, peer: unanswered.self, connection: theirs });
    const choices = [chooseForSignal(unanswered, theirs, offer), chooseForSignal(other, mine, offer)];
    expect(choices.toSorted()).toEqual(["answer-new", "ignore"]);
  });

  it("uses a renewed offer of the side that made the connection only", () => {
    expect(chooseForSignal(position({ initiator: false }), mine, offer)).toBe("use");
    expect(chooseForSignal(position({ initiator: true }), mine, offer)).toBe("ignore");
  });

  it("repairs on request only what it made", () => {
    const repair: PeerSignal = { type: "repair", how: "restart" };
    expect(chooseForSignal(position({}), mine, repair)).toBe("restart");
    expect(chooseForSignal(position({ initiator: false }), mine, repair)).toBe("ignore");
    expect(chooseForSignal(position({}), theirs, repair)).toBe("ignore");
  });

  it("ignores answers and candidates of connections that are over", () => {
    expect(chooseForSignal(position({}), theirs, { type: "answer", sdp: "v=0", on: [] })).toBe("ignore");
    expect(chooseForSignal(position({ initiator: false }), mine, { type: "answer", sdp: "v=0", on: [] })).toBe("ignore");
  });
});
