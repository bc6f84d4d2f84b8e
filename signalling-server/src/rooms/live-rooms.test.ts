import { afterEach, describe, expect, it } from "vitest";
import { joinParams, randomId, randomProof, sealedWith } from "../testing/test-client.ts";
import { TestGround } from "../testing/test-server.ts";

const ground = new TestGround();
afterEach(() => ground.clear());

describe("entering", () => {
  it("tells the newcomer who is inside and the others who came", async () => {
    const server = await ground.server();
    const [ada, bob] = await ground.clients(server, "ada", "bob");
    const first = await ada.join("amber-otter");
    const second = await bob.join("amber-otter", { profile: { open: '{"name":"Bob"}' } });
    expect(first.roster).toEqual([]);
    expect(first.facts).toEqual({ host: first.participant, locked: false, capacity: 8 });
    expect(second.roster.map(({ participant }) => participant)).toEqual([first.participant]);
    const entry = await ada.next("participant.changed");
    expect(entry).toMatchObject({ participant: second.participant, away: false, profile: { open: '{"name":"Bob"}' } });
    expect(second.settlesInMs).toBe(0);
  });

  it("keeps rooms of different names apart", async () => {
    const server = await ground.server();
    const [ada, bob] = await ground.clients(server, "ada", "bob");
    const first = await ada.join("amber-otter");
    const second = await bob.join("amber-lynx");
    expect(second.roster).toEqual([]);
    bob.signal(first.participant);
    expect((await bob.next("message.refused")).code).toBe("room/unknown-participant");
    expect(await ada.leftovers()).toEqual([]);
  });

  it("refuses one more than the room holds, with the number", async () => {
    const server = await ground.server({ roomCapacity: 2 });
    const [ada, bob, eve] = await ground.clients(server, "ada", "bob", "eve");
    await ada.join("amber-otter");
    await bob.join("amber-otter");
    expect(await eve.call("room.join", joinParams("amber-otter"))).toEqual({ ok: false, code: "room/full", details: { capacity: 2 } });
  });

  it("refuses another version of the protocol and says which one it speaks", async () => {
    const ada = await ground.client(await ground.server());
    const answer = await ada.call("room.join", { protocol: 2, room: "amber-otter", novelty: true });
    expect(answer).toEqual({ ok: false, code: "protocol/version", details: { spoken: 1 } });
  });

  it("leaves the former room when a socket enters another", async () => {
    const server = await ground.server();
    const [ada, bob] = await ground.clients(server, "ada", "bob");
    await ada.join("amber-otter");
    const { participant } = await bob.join("amber-otter");
    await bob.join("amber-lynx");
    expect(await ada.next("participant.left")).toEqual({ participant, reason: "left" });
  });

  it("does not list the socket's own former seat when it enters the same room again", async () => {
    const ada = await ground.client(await ground.server());
    await ada.join("amber-otter");
    expect((await ada.join("amber-otter")).roster).toEqual([]);
  });

  it("answers server/busy when there are as many rooms as it may hold", async () => {
    const server = await ground.server({ maxRooms: 1 });
    const [ada, bob] = await ground.clients(server, "ada", "bob");
    await ada.join("amber-otter");
    expect(await bob.refusal("room.join", joinParams("amber-lynx"))).toBe("server/busy");
    await bob.join("amber-otter");
  });
});

describe("sealed rooms", () => {
  it("ask for the secret that the first to join came with", async () => {
    const server = await ground.server();
    const [ada, bob, eve] = await ground.clients(server, "ada", "bob", "eve");
    const proof = randomProof();
    await ada.join("amber-otter", sealedWith(proof));
    expect(await eve.refusal("room.join", joinParams("amber-otter"))).toBe("room/secret-needed");
    expect(await eve.refusal("room.join", joinParams("amber-otter", sealedWith(randomProof())))).toBe("room/secret-wrong");
    expect((await bob.join("amber-otter", sealedWith(proof))).roster).toHaveLength(1);
  });

  it("are not talked down: a sealed link does not enter an open room of the same name", async () => {
    const server = await ground.server();
    const [eve, ada] = await ground.clients(server, "eve", "ada");
    await eve.join("amber-otter");
    expect(await ada.refusal("room.join", joinParams("amber-otter", sealedWith(randomProof())))).toBe("room/secret-wrong");
  });

  it("take sealed profiles and relay sealed signals only", async () => {
    const server = await ground.server();
    const [ada, bob] = await ground.clients(server, "ada", "bob");
    const proof = randomProof();
    const { participant } = await ada.join("amber-otter", sealedWith(proof));
    const plain = { access: { mode: "sealed", proof }, profile: { open: "{}" } } as const;
    expect(await bob.refusal("room.join", joinParams("amber-otter", plain))).toBe("signal/plain-refused");
    await bob.join("amber-otter", sealedWith(proof));
    bob.signal(participant);
    expect(await bob.next("message.refused")).toMatchObject({ message: "signal.send", code: "signal/plain-refused" });
    bob.signal(participant, { payload: { sealed: "c2VhbGVk" } });
    expect((await ada.next("signal.received")).payload).toEqual({ sealed: "c2VhbGVk" });
  });

  it("show nothing through the door without the secret", async () => {
    const server = await ground.server();
    const [ada, eve] = await ground.clients(server, "ada", "eve");
    const proof = randomProof();
    await ada.join("amber-otter", sealedWith(proof));
    const room = "amber-otter";
    expect(await eve.refusal("room.peek", { room, access: { mode: "open" } })).toBe("room/secret-needed");
    expect(await eve.refusal("room.peek", { room, access: { mode: "sealed", proof: randomProof() } })).toBe("room/secret-wrong");
    const view = await eve.ask("room.peek", { room, access: { mode: "sealed", proof } });
    expect(view).toMatchObject({ exists: true, locked: false, full: false, roster: [{ away: false }] });
  });

  it("says of a room that is not there that it does not exist", async () => {
    const eve = await ground.client(await ground.server());
    const view = await eve.ask("room.peek", { room: "nobody-here", access: { mode: "open" } });
    expect(view).toEqual({ exists: false, locked: false, full: false, roster: [] });
  });
});

describe("the host", () => {
  it("may lock the room against newcomers, and nobody else may", async () => {
    const server = await ground.server();
    const [ada, bob, eve] = await ground.clients(server, "ada", "bob", "eve");
    await ada.join("amber-otter");
    await bob.join("amber-otter");
    expect(await bob.refusal("room.lock", { locked: true })).toBe("room/not-host");
    await ada.ask("room.lock", { locked: true });
    expect((await bob.next("room.changed")).facts.locked).toBe(true);
    expect(await eve.refusal("room.join", joinParams("amber-otter"))).toBe("room/locked");
    await ada.ask("room.lock", { locked: false });
    await eve.join("amber-otter");
  });

  it("removes a participant, whose token is void from then on", async () => {
    const server = await ground.server();
    const [ada, bob, back] = await ground.clients(server, "ada", "bob", "back");
    await ada.join("amber-otter");
    const { participant, resume } = await bob.join("amber-otter");
    expect(await bob.refusal("room.remove", { participant })).toBe("room/not-host");
    await ada.ask("room.remove", { participant });
    expect(await bob.next("session.ended")).toEqual({ code: "room/removed", details: {} });
    await bob.closed();
    expect(await ada.next("participant.left")).toEqual({ participant, reason: "removed" });
    expect(await back.refusal("room.join", joinParams("amber-otter", { resume }))).toBe("room/removed");
  });

  it("ends the call for everybody, also for those who come back with a token", async () => {
    const server = await ground.server();
    const [ada, bob, back] = await ground.clients(server, "ada", "bob", "back");
    await ada.join("amber-otter");
    const { resume } = await bob.join("amber-otter");
    await ada.ask("room.end", {});
    expect((await bob.next("session.ended")).code).toBe("room/ended");
    await Promise.all([ada.closed(), bob.closed()]);
    expect(await back.refusal("room.join", joinParams("amber-otter", { resume }))).toBe("room/ended");
    expect((await back.join("amber-otter")).roster).toEqual([]);
  });

  it("hands the role to the longest present by leaving, not by being away", async () => {
    const server = await ground.server({ seatGraceMs: 150 });
    const [ada, bob, cy] = await ground.clients(server, "ada", "bob", "cy");
    const host = await ada.join("amber-otter");
    const heir = await bob.join("amber-otter");
    const last = await cy.join("amber-otter");
    ada.cut();
    expect(await cy.next("participant.changed", ({ away }) => away)).toMatchObject({ participant: host.participant });
    expect(await cy.next("participant.left")).toEqual({ participant: host.participant, reason: "lost" });
    expect((await cy.next("room.changed")).facts.host).toBe(heir.participant);
    await bob.ask("room.leave", {});
    expect((await cy.next("room.changed")).facts.host).toBe(last.participant);
  });
});

describe("coming back", () => {
  it("keeps the seat of a dropped socket and gives it back to the holder of the token", async () => {
    const server = await ground.server();
    const [ada, bob, again] = await ground.clients(server, "ada", "bob", "again");
    await ada.join("amber-otter");
    const instance = randomId();
    const { participant, resume } = await bob.join("amber-otter", { instance });
    await ada.next("participant.changed");
    bob.cut();
    expect(await ada.next("participant.changed")).toMatchObject({ participant, away: true });
    const back = await again.join("amber-otter", { instance, resume });
    expect(back.participant).toBe(participant);
    expect(await ada.next("participant.changed")).toMatchObject({ participant, away: false, instance });
    expect(await ada.leftovers()).toEqual([]);
  });

  it("keeps the seat of a page that was closed on purpose only as long as a reload takes", async () => {
    const server = await ground.server({ reloadGraceMs: 50, seatGraceMs: 60_000 });
    const [ada, bob, cy] = await ground.clients(server, "ada", "bob", "cy");
    await ada.join("amber-otter");
    const closed = await bob.join("amber-otter");
    const cut = await cy.join("amber-otter");
    await cy.leftovers();
    cy.cut();
    bob.close();
    expect(await ada.next("participant.changed", ({ participant, away }) => away && participant === cut.participant)).toBeDefined();
    expect(await ada.next("participant.left")).toEqual({ participant: closed.participant, reason: "lost" });
    expect(await ada.leftovers()).not.toContain("participant.left");
  });

  it("drops signals to somebody away without a word, since the sender repeats them", async () => {
    const server = await ground.server();
    const [ada, bob] = await ground.clients(server, "ada", "bob");
    await ada.join("amber-otter");
    const { participant } = await bob.join("amber-otter");
    bob.cut();
    await ada.next("participant.changed", ({ away }) => away);
    ada.signal(participant);
    expect(await ada.leftovers()).not.toContain("message.refused");
  });

  it("keeps no seat for long of somebody who was never heard of again: the answer to the join may be lost", async () => {
    const server = await ground.server({ reloadGraceMs: 50 });
    const [ada, ghost] = await ground.clients(server, "ada", "ghost");
    await ada.join("amber-otter");
    const { participant } = await ghost.join("amber-otter");
    ghost.cut();
    expect(await ada.next("participant.left")).toEqual({ participant, reason: "lost" });
  });

  it("ends the older page when the same participant comes with a newer one", async () => {
    const server = await ground.server();
    const [ada, page, reloaded] = await ground.clients(server, "ada", "page", "reloaded");
    await ada.join("amber-otter");
    const { participant, resume } = await page.join("amber-otter");
    await ada.next("participant.changed");
    const instance = randomId();
    const back = await reloaded.join("amber-otter", { instance, resume });
    expect(back.participant).toBe(participant);
    expect((await page.next("session.ended")).code).toBe("session/replaced");
    await page.closed();
    expect(await ada.next("participant.changed")).toMatchObject({ participant, instance, away: false });
    expect(await ada.leftovers()).toEqual([]);
  });

  it("closes a stale socket of the same page without ending the session", async () => {
    const server = await ground.server();
    const [stale, fresh] = await ground.clients(server, "stale", "fresh");
    const instance = randomId();
    const { resume } = await stale.join("amber-otter", { instance });
    await fresh.join("amber-otter", { instance, resume });
    await stale.closed();
    expect(stale.unread).not.toContain("session.ended");
  });

  it("lets the holder of a token into a locked and full room", async () => {
    const server = await ground.server({ roomCapacity: 2 });
    const [ada, bob, again] = await ground.clients(server, "ada", "bob", "again");
    await ada.join("amber-otter");
    const { resume, participant } = await bob.join("amber-otter");
    await ada.ask("room.lock", { locked: true });
    bob.cut();
    await ada.next("participant.changed", ({ away }) => away);
    expect((await again.join("amber-otter", { resume })).participant).toBe(participant);
  });

  it("takes somebody who left for a newcomer, whatever token is shown", async () => {
    const server = await ground.server();
    const [ada, bob] = await ground.clients(server, "ada", "bob");
    await ada.join("amber-otter");
    const { resume, participant } = await bob.join("amber-otter");
    await bob.ask("room.leave", {});
    expect((await bob.join("amber-otter", { resume })).participant).not.toBe(participant);
    await bob.ask("room.leave", {});
    await ada.ask("room.lock", { locked: true });
    expect(await bob.refusal("room.join", joinParams("amber-otter", { resume }))).toBe("room/locked");
  });

  it("asks the holder of a token for the secret too", async () => {
    const server = await ground.server();
    const [ada, eve] = await ground.clients(server, "ada", "eve");
    const { resume } = await ada.join("amber-otter", sealedWith(randomProof()));
    expect(await eve.refusal("room.join", joinParams("amber-otter", { ...sealedWith(randomProof()), resume }))).toBe("room/secret-wrong");
    expect(await eve.refusal("room.join", joinParams("amber-otter", { resume }))).toBe("room/secret-wrong");
  });

  it("takes a forged token for none", async () => {
    const server = await ground.server();
    const [ada, eve] = await ground.clients(server, "ada", "eve");
    const { resume, participant } = await ada.join("amber-otter");
    const forged = `${resume.slice(0, -2)}${resume.endsWith("A") ? "BB" : "AA"}`;
    expect((await eve.join("amber-otter", { resume: forged })).participant).not.toBe(participant);
  });
});
