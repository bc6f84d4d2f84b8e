import type { ConnectionId, InstanceId, ParticipantId } from "@tfx/protocol";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../base64url.ts";
import { randomId } from "../random-id.ts";
import { deriveRoomSeal, openRoomSeal, type SignalAddress } from "./room-seal.ts";

const newSecret = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));
const newPeer = () => ({ participant: randomId() as ParticipantId, instance: randomId() as InstanceId });
const newAddress = (): SignalAddress => ({ from: newPeer(), to: newPeer(), connection: randomId() as ConnectionId, sequence: 3 });

describe("the seal of a room", () => {
  it("opens what was sealed with the same link", async () => {
    const link = { room: "amber-otter", secret: newSecret() };
    const [anna, ben] = await Promise.all([deriveRoomSeal(link), deriveRoomSeal(link)]);
    const address = newAddress();
    const payload = await anna.sealSignal(address, "v=0");
    expect(payload).not.toHaveProperty("open");
    await expect(ben.openSignal(address, payload)).resolves.toBe("v=0");
  });

  it("opens nothing that was moved, replayed elsewhere or sealed for another room", async () => {
    const secret = newSecret();
    const seal = await deriveRoomSeal({ room: "amber-otter", secret });
    const otherRoom = await deriveRoomSeal({ room: "quiet-fern", secret });
    const address = newAddress();
    const payload = await seal.sealSignal(address, "v=0");
    const moved: SignalAddress[] = [
      { ...address, sequence: 4 },
      { ...address, connection: randomId() as ConnectionId },
      { ...address, from: { ...address.from, participant: randomId() as ParticipantId } },
      { ...address, from: { ...address.from, instance: randomId() as InstanceId } },
      { ...address, to: newPeer() },
      { ...address, from: address.to, to: address.from },
    ];
    for (const elsewhere of moved) await expect(seal.openSignal(elsewhere, payload)).rejects.toMatchObject({ code: "signal/unsealed" });
    await expect(otherRoom.openSignal(address, payload)).rejects.toMatchObject({ code: "signal/unsealed" });
  });

  it("gives the server a proof that says nothing of the secret and differs by room", async () => {
    const secret = newSecret();
    const [one, same, other] = await Promise.all([
      deriveRoomSeal({ room: "amber-otter", secret }),
      deriveRoomSeal({ room: "amber-otter", secret }),
      deriveRoomSeal({ room: "quiet-fern", secret }),
    ]);
    expect(one.access).toEqual(same.access);
    expect(one.access).not.toEqual(other.access);
    expect(JSON.stringify(one.access)).not.toContain(secret);
  });

  it("binds a profile to the page that made it", async () => {
    const seal = await deriveRoomSeal({ room: "amber-otter", secret: newSecret() });
    const instance = randomId() as InstanceId;
    const payload = await seal.sealProfile(instance, "Anna");
    await expect(seal.openProfile(instance, payload)).resolves.toBe("Anna");
    await expect(seal.openProfile(randomId() as InstanceId, payload)).rejects.toMatchObject({ code: "signal/unsealed" });
  });

  it("takes no plain text in a sealed room and no sealed text in an open one", async () => {
    const seal = await deriveRoomSeal({ room: "amber-otter", secret: newSecret() });
    await expect(seal.openSignal(newAddress(), { open: "v=0" })).rejects.toMatchObject({ code: "signal/plain-refused" });
    await expect(openRoomSeal.openSignal(newAddress(), { sealed: "AAAA" })).rejects.toMatchObject({ code: "signal/unsealed" });
  });
});
