import { afterEach, describe, expect, it } from "vitest";
import { joinParams, randomId, randomProof, sealedWith } from "../testing/test-client.ts";
import { TestGround } from "../testing/test-server.ts";

const ground = new TestGround();
afterEach(() => ground.clear());

const secret = "a secret that outlives the server process";

describe("a restart of the server", () => {
  it("gives everybody the own seat back, with the room's facts, and says how long others may take", async () => {
    const before = await ground.server({ secret });
    const [ada, bob] = await ground.clients(before, "ada", "bob");
    const proof = randomProof();
    const host = await ada.join("amber-otter", sealedWith(proof));
    const guest = await bob.join("amber-otter", sealedWith(proof));
    await ada.ask("room.lock", { locked: true });
    const { resume } = await bob.next("room.changed");
    await before.close();

    const after = await ground.server({ secret });
    const [adaAgain, bobAgain, eve] = await ground.clients(after, "ada", "bob", "eve");
    const first = await bobAgain.join("amber-otter", { ...sealedWith(proof), resume });
    expect(first).toMatchObject({ participant: guest.participant, roster: [], facts: { host: host.participant, locked: true } });
    expect(first.settlesInMs).toBeGreaterThan(0);
    expect(await eve.refusal("room.join", joinParams("amber-otter", sealedWith(proof)))).toBe("room/locked");
    const second = await adaAgain.join("amber-otter", { ...sealedWith(proof), resume: host.resume });
    expect(second.participant).toBe(host.participant);
    expect(second.facts.locked).toBe(true);
    expect(await bobAgain.next("participant.changed")).toMatchObject({ participant: host.participant });
    await adaAgain.ask("room.lock", { locked: false });
  });

  it("keeps the host's seat until the room has settled, then hands the role over", async () => {
    const before = await ground.server({ secret });
    const [ada, bob] = await ground.clients(before, "ada", "bob");
    await ada.join("amber-otter");
    const guest = await bob.join("amber-otter");
    await before.close();

    const after = await ground.server({ secret, seatGraceMs: 120 });
    const again = await ground.client(after);
    const back = await again.join("amber-otter", { resume: guest.resume });
    expect(back.facts.host).not.toBe(guest.participant);
    expect((await again.next("room.changed")).facts.host).toBe(guest.participant);
  });

  it("keeps out whoever had been removed, also with an older token", async () => {
    const before = await ground.server({ secret });
    const [ada, eve] = await ground.clients(before, "ada", "eve");
    await ada.join("amber-otter");
    const removed = await eve.join("amber-otter");
    await ada.ask("room.remove", { participant: removed.participant });
    const { resume } = await ada.next("room.changed");
    await before.close();

    const after = await ground.server({ secret });
    const [adaAgain, eveAgain] = await ground.clients(after, "ada", "eve");
    await eveAgain.join("amber-otter", { resume: removed.resume });
    await adaAgain.join("amber-otter", { resume });
    expect((await eveAgain.next("session.ended")).code).toBe("room/removed");
  });

  it("does not let a newcomer who is quicker than the others take the host's role or the room", async () => {
    const before = await ground.server({ secret });
    const ada = await ground.client(before);
    const proof = randomProof();
    const host = await ada.join("amber-otter", sealedWith(proof));
    await before.close();

    const after = await ground.server({ secret });
    const [squatter, again] = await ground.clients(after, "squatter", "again");
    await squatter.join("amber-otter");
    const back = await again.join("amber-otter", { ...sealedWith(proof), resume: host.resume });
    expect(back.facts.host).toBe(host.participant);
    expect((await squatter.next("session.ended")).code).toBe("room/secret-wrong");
  });

  it("puts out who came in before a token told that the room was locked", async () => {
    const before = await ground.server({ secret });
    const [ada, bob] = await ground.clients(before, "ada", "bob");
    await ada.join("amber-otter");
    const guest = await bob.join("amber-otter");
    await ada.ask("room.lock", { locked: true });
    const { resume } = await ada.next("room.changed");
    await before.close();

    const after = await ground.server({ secret });
    const [bobAgain, eve, adaAgain] = await ground.clients(after, "bob", "eve", "ada");
    await bobAgain.join("amber-otter", { resume: guest.resume });
    await eve.join("amber-otter");
    const back = await adaAgain.join("amber-otter", { resume });
    expect(back.roster.map(({ participant }) => participant)).toEqual([guest.participant]);
    expect((await eve.next("session.ended")).code).toBe("room/removed");
  });

  it("takes who had left for a newcomer, by the tokens of the others", async () => {
    const before = await ground.server({ secret });
    const [ada, bob] = await ground.clients(before, "ada", "bob");
    await ada.join("amber-otter");
    const guest = await bob.join("amber-otter");
    await bob.ask("room.leave", {});
    await ada.ask("room.lock", { locked: true });
    const { resume } = await ada.next("room.changed");
    await before.close();

    const after = await ground.server({ secret });
    const [adaAgain, bobAgain] = await ground.clients(after, "ada", "bob");
    await adaAgain.join("amber-otter", { resume });
    expect(await bobAgain.refusal("room.join", joinParams("amber-otter", { resume: guest.resume }))).toBe("room/locked");
  });

  it("does not let an older open token displace a room that others have sealed", async () => {
    const before = await ground.server({ secret });
    const ada = await ground.client(before);
    const { resume } = await ada.join("amber-otter");
    await before.close();

    const after = await ground.server({ secret });
    const [bob, again] = await ground.clients(after, "bob", "again");
    const proof = randomProof();
    await bob.join("amber-otter", sealedWith(proof));
    expect(await again.refusal("room.join", joinParams("amber-otter", { resume }))).not.toBe("not refused");
    expect(await bob.leftovers()).toEqual([]);
  });

  it("does not honour the tokens of another server's secret", async () => {
    const [one, other] = [await ground.server({ secret }), await ground.server()];
    const [ada, again] = [await ground.client(one), await ground.client(other)];
    const { participant, resume } = await ada.join("amber-otter");
    const back = await again.join("amber-otter", { resume });
    expect(back.participant).not.toBe(participant);
    expect(back.settlesInMs).toBe(0);
  });

  it("honours three restarts in a row", async () => {
    let resume: string | undefined;
    const ids = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      const server = await ground.server({ secret });
      const ada = await ground.client(server);
      const entered = await ada.join("amber-otter", { instance: randomId(), ...(resume === undefined ? {} : { resume }) });
      ids.add(entered.participant);
      ({ resume } = entered);
      await server.close();
    }
    expect(ids.size).toBe(1);
  });
});

describe("a shutdown", () => {
  it("tells clients when to come back and closes their sockets", async () => {
    const server = await ground.server({ retryAfterMs: 321 });
    const [ada, bob] = await ground.clients(server, "ada", "bob");
    await ada.join("amber-otter");
    const started = performance.now();
    await server.close();
    expect(await ada.next("server.closing")).toEqual({ retryAfterMs: 321 });
    expect(await bob.next("server.closing")).toEqual({ retryAfterMs: 321 });
    await Promise.all([ada.closed(), bob.closed()]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("may be asked for twice", async () => {
    const server = await ground.server();
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });
});
