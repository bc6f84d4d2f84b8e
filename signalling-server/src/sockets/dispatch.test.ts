import { afterEach, describe, expect, it } from "vitest";
import { joinParams, randomId, signalTo, type TestClient } from "../testing/test-client.ts";
import { metric, TestGround } from "../testing/test-server.ts";

const ground = new TestGround();
afterEach(() => ground.clear());

/** Two people in a room, and somebody hostile in it too. */
const roomWithEve = async (): Promise<{
  ada: TestClient;
  bob: TestClient;
  eve: TestClient;
  bobId: string;
  evesId: string;
  adaId: string;
  url: string;
}> => {
  const server = await ground.server();
  const [ada, bob, eve] = await ground.clients(server, "ada", "bob", "eve");
  const { participant: adaId } = await ada.join("amber-otter");
  const { participant: bobId } = await bob.join("amber-otter");
  const { participant: evesId } = await eve.join("amber-otter");
  return { ada, bob, eve, adaId, bobId, evesId, url: server.url };
};

const expectUnharmed = async (ada: TestClient, bob: TestClient, bobId: string): Promise<void> => {
  const connection = randomId();
  ada.signal(bobId, { connection });
  await bob.next("signal.received", (signal) => signal.connection === connection);
};

describe("relayed messages", () => {
  it("reach the participant they are meant for, stamped with their sender", async () => {
    const { ada, bob, eve, adaId, bobId } = await roomWithEve();
    const signal = signalTo(bobId, { sequence: 7, ack: 3 });
    ada.socket.emit("signal.send", signal);
    const { to: _to, ...rest } = signal;
    expect(await bob.next("signal.received")).toEqual({ ...rest, from: adaId });
    ada.socket.emit("signal.ack", { to: bobId, connection: signal["connection"], ack: 9 });
    expect(await bob.next("signal.acked")).toEqual({ from: adaId, connection: signal["connection"], ack: 9 });
    expect(await eve.leftovers()).not.toContain("signal.received");
  });

  it("carry nothing that the tables do not name", async () => {
    const { eve, bob, bobId, evesId, adaId } = await roomWithEve();
    eve.signal(bobId, { from: adaId, extra: "x".repeat(100) });
    const received = await bob.next("signal.received");
    expect(received.from).toBe(evesId);
    expect(received).not.toHaveProperty("extra");
  });

  it("may come in a burst, as candidates do", async () => {
    const { ada, bob, bobId } = await roomWithEve();
    const connection = randomId();
    for (let sequence = 0; sequence < 60; sequence += 1) ada.signal(bobId, { connection, sequence });
    for (let sequence = 0; sequence < 60; sequence += 1) expect((await bob.next("signal.received")).sequence).toBe(sequence);
    expect(await ada.leftovers()).not.toContain("message.refused");
  });

  it("are answered when the sender asks for it", async () => {
    const { ada, bobId } = await roomWithEve();
    expect(await ada.socket.emitWithAck("signal.send", signalTo(bobId))).toEqual({ ok: true, value: {} });
    expect(await ada.socket.emitWithAck("signal.send", signalTo(randomId()))).toMatchObject({ code: "room/unknown-participant" });
  });

  it("need a room", async () => {
    const server = await ground.server();
    const [ada, eve] = await ground.clients(server, "ada", "eve");
    const { participant } = await ada.join("amber-otter");
    eve.signal(participant);
    expect(await eve.next("message.refused")).toEqual({ message: "signal.send", code: "room/not-joined", details: {} });
  });
});

describe("wrong messages", () => {
  const cases: readonly (readonly [what: string, name: string, args: readonly unknown[], code: string])[] = [
    ["an unknown name", "room.destroy", [{}], "protocol/unknown-call"],
    ["__proto__ as a name", "__proto__", [{}], "protocol/unknown-call"],
    ["constructor as a name", "constructor", [{}], "protocol/unknown-call"],
    ["toString as a name", "toString", [], "protocol/unknown-call"],
    ["error as a name", "error", [{}], "protocol/unknown-call"],
    ["a name of 10,000 characters", "x".repeat(10_000), [{}], "protocol/unknown-call"],
    ["an event of the server", "session.ended", [{ code: "room/ended" }], "protocol/unknown-call"],
    ["no parameters", "signal.send", [], "protocol/invalid"],
    ["null", "signal.send", [null], "protocol/invalid"],
    ["an array", "signal.send", [[]], "protocol/invalid"],
    ["a text instead of an object", "signal.send", ["hello"], "protocol/invalid"],
    ["one argument too many", "signal.send", [{}, {}], "protocol/invalid"],
    ["a call without an answer's function", "room.lock", [{ locked: true }], "protocol/invalid"],
    ["an id that is none", "signal.send", [signalTo("<img src=x>")], "protocol/invalid"],
    ["both kinds of payload", "signal.send", [signalTo(randomId(), { payload: { open: "a", sealed: "b" } })], "protocol/invalid"],
    ["a sequence that is no number", "signal.send", [signalTo(randomId(), { sequence: "0" })], "protocol/invalid"],
    ["an SDP of 1 MB", "signal.send", [signalTo(randomId(), { payload: { open: "v".repeat(1_000_000) } })], "protocol/too-large"],
    ["bytes", "signal.send", [signalTo(randomId(), { payload: { open: Buffer.from("x") } })], "protocol/invalid"],
    ["an id of nobody", "signal.send", [signalTo(randomId())], "room/unknown-participant"],
    ["a sealed signal in an open room", "signal.send", [signalTo(randomId(), { payload: { sealed: "YQ" } })], "protocol/invalid"],
  ];

  it.each(cases)("%s gets a code and disturbs nobody", async (_what, name, args, code) => {
    const { ada, bob, eve, bobId } = await roomWithEve();
    eve.socket.emit(name, ...args);
    const refused = await eve.next("message.refused");
    expect(refused.code).toBe(code);
    expect(refused.message.length).toBeLessThanOrEqual(64);
    await expectUnharmed(ada, bob, bobId);
  });

  const joins: readonly (readonly [what: string, params: unknown, code: string])[] = [
    ["a room's name with markup", joinParams("<script>alert(1)</script>"), "protocol/invalid"],
    ["a room's name of 10,000 characters", joinParams("x".repeat(10_000)), "protocol/too-large"],
    ["a room called __proto__", joinParams("__proto__"), "protocol/invalid"],
    ["a profile of 1 MB", joinParams("amber", { profile: { open: "x".repeat(1_000_000) } }), "protocol/too-large"],
    ["a proof of the wrong length", joinParams("amber", { access: { mode: "sealed", proof: "short" } }), "protocol/invalid"],
    ["no parameters", undefined, "protocol/invalid"],
    ["a number", 7, "protocol/invalid"],
  ];

  it.each(joins)("a join with %s is refused by its answer", async (_what, params, code) => {
    const eve = await ground.client(await ground.server());
    expect(await eve.refusal("room.join", params)).toBe(code);
  });

  it("never repeats a stranger's text in full", async () => {
    const { eve } = await roomWithEve();
    eve.socket.emit("<script>alert(1)</script>");
    expect((await eve.next("message.refused")).message).toBe("");
  });

  it("get a code, then disconnection past the limit, which is counted", async () => {
    const server = await ground.server();
    const [ada, bob, eve] = await ground.clients(server, "ada", "bob", "eve");
    await ada.join("amber-otter");
    const { participant } = await bob.join("amber-otter");
    await eve.join("amber-otter");
    for (let count = 0; count < 60; count += 1) eve.socket.emit("no.such.call", {});
    await eve.closed();
    expect(await metric(server, 'tfx_sockets_closed_total{reason="refusals"}')).toBe(1);
    expect(await metric(server, 'tfx_refusals_total{code="protocol/unknown-call"}')).toBeGreaterThan(30);
    await expectUnharmed(ada, bob, participant);
  });

  it("are forgiven when they are only late: signals to somebody who has just left", async () => {
    const { ada, bob, bobId } = await roomWithEve();
    await bob.ask("room.leave", {});
    for (let count = 0; count < 100; count += 1) ada.signal(bobId);
    for (let count = 0; count < 100; count += 1) expect((await ada.next("message.refused")).code).toBe("room/unknown-participant");
    expect(ada.socket.connected).toBe(true);
  });
});

describe("rates", () => {
  it("of calls are answered with the time to wait", async () => {
    const server = await ground.server({
      socketRates: { messages: { burst: 100, perSecond: 50 }, calls: { burst: 2, perSecond: 1 }, refusals: { burst: 20, perSecond: 1 } },
    });
    const ada = await ground.client(server);
    await ada.join("amber-otter");
    await ada.ask("ice.servers", {});
    const answer = await ada.call("ice.servers", {});
    expect(answer).toMatchObject({ ok: false, code: "rate/limited" });
    expect(answer).toHaveProperty("details.retryAfterMs", expect.any(Number));
  });

  it("end a flood of right signals, and the others do not notice", async () => {
    const { ada, bob, eve, bobId, adaId } = await roomWithEve();
    for (let count = 0; count < 5_000; count += 1) eve.signal(adaId);
    expect((await eve.next("message.refused")).code).toBe("rate/limited");
    await eve.closed();
    await expectUnharmed(ada, bob, bobId);
  });
});
