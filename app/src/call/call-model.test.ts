import { parseInvite } from "@tfx/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ActionId } from "../actions/action.ts";
import type { Settings } from "../settings/settings.ts";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import {
  allowsAll,
  createFakeParticipant,
  createFakeRoom,
  createFakeSession,
  fakeId,
  type FakeParticipant,
} from "../testing/fake-session.ts";
import { createHeldPicture } from "../media/held-picture.ts";
import { createCallModel } from "./call-model.ts";

const invite = parseInvite(`https://call.example/r/amber-otter-lake#k=${"a".repeat(43)}`, "");
let end = new AbortController();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  end.abort();
  end = new AbortController();
  vi.useRealTimers();
});

const open = async (
  options: {
    people?: readonly FakeParticipant[];
    host?: boolean;
    sealed?: boolean;
    kind?: "web" | "extension";
    settings?: Partial<Settings>;
  } = {},
) => {
  const room = createFakeRoom({
    people: options.people ?? [createFakeParticipant("Amara")],
    host: options.host ?? true,
    sealed: options.sealed ?? true,
  });
  const session = createFakeSession({ join: room });
  await session.join({ ...invite, name: "Ravi" });
  await session.media.microphone.enable();
  await session.media.camera.enable();
  const platform = createFakePlatform(() => session, { kind: options.kind ?? "web" });
  const app = await openFakeApp(platform, { end: end.signal, settings: options.settings ?? {} });
  const leave = vi.fn();
  const held = createHeldPicture(app, { media: session.media, room: invite.room, end: end.signal });
  const call = createCallModel(app, { session, room, invite, name: "Ravi", leave, held, others: [], end: end.signal });
  const run = (id: ActionId) => call.actions.value.get(id)?.run?.();
  const toasts = () => app.toasts.shown.value.map(({ text }) => text);
  return { app, room, session, call, run, toasts, leave, platform };
};
const can = (call: Awaited<ReturnType<typeof open>>["call"], id: ActionId) => call.actions.value.get(id)?.run !== undefined;

describe("one's own switches", () => {
  it("mute and unmute, and say which they will do", async () => {
    const { call, run, session } = await open();
    expect(call.actions.value.get("microphone")?.title).toBe("Mute");
    run("microphone");
    expect(session.media.microphone.state.value).toBe("muted");
    expect(call.actions.value.get("microphone")?.title).toBe("Unmute");
    expect(call.self.microphoneOn.value).toBe(false);
  });

  it("let a muted person talk while the key is held, and no longer", async () => {
    const { call, run, session } = await open();
    expect(can(call, "talk")).toBe(false);
    run("microphone");
    run("talk");
    expect(session.media.microphone.state.value).toBe("on");
    call.actions.value.get("talk")?.release?.();
    expect(session.media.microphone.state.value).toBe("muted");
  });

  it("raise the hand and lower it", async () => {
    const { call, run, room } = await open();
    run("hand");
    expect(room.hand.raised.value).toBe(true);
    expect(call.actions.value.get("hand")?.title).toBe("Lower your hand");
  });

  it("follow the keys that the person chose", async () => {
    const { call, app } = await open({ settings: { keys: { hand: ["Shift+H"] } } });
    expect(call.actions.value.get("hand")?.keys).toEqual(["Shift+H"]);
    app.settings.update({ keys: {} });
    expect(call.actions.value.get("hand")?.keys).toEqual(["H"]);
  });
});

describe("reactions", () => {
  it("are sent and fade after some seconds", async () => {
    const { call, run, room } = await open();
    run("react1");
    expect(room.sent).toEqual([{ topic: "tfx.reaction", value: { emoji: "👍" } }]);
    expect(call.reactions.shown.value).toHaveLength(1);
    vi.advanceTimersByTime(4_100);
    expect(call.reactions.shown.value).toEqual([]);
  });

  it("of others are shown over their tile, unless they are no picture", async () => {
    const { call, room } = await open();
    room.receive("tfx.reaction", { from: fakeId("Amara"), value: { emoji: "🎉" } });
    room.receive("tfx.reaction", { from: fakeId("Amara"), value: { emoji: "click here" } });
    room.receive("tfx.reaction", { from: fakeId("Amara"), value: { emoji: 7 } });
    expect(call.reactions.shown.value.map(({ emoji, from }) => [emoji, from])).toEqual([["🎉", fakeId("Amara")]]);
  });
});

describe("what a host may do", () => {
  it("is there for the host alone, and moves with the role", async () => {
    const { call, room } = await open({ host: false });
    expect(call.host.value).toBeUndefined();
    expect(can(call, "lock")).toBe(false);
    expect(can(call, "end")).toBe(false);
    room.facts.value = { ...room.facts.value, host: room.self };
    expect(call.host.value).toBeDefined();
    expect(can(call, "lock")).toBe(true);
  });

  it("locks before it removes, so that nobody slips back in", async () => {
    const { call, room } = await open();
    call.host.value?.remove(fakeId("Amara"), { lock: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(room.asked).toEqual(["lock true", `remove ${fakeId("Amara")}`]);
  });

  it("says so when the server refuses", async () => {
    const { call, room, toasts } = await open();
    vi.spyOn(room.host, "end").mockRejectedValue(new Error("gone"));
    call.host.value?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(toasts()).toContain("That did not work. Try again.");
  });
});

describe("messages", () => {
  it("say who joins and leaves, by name, once the name is known", async () => {
    const { room, toasts } = await open();
    const jonas = createFakeParticipant("");
    room.participants.value = [...room.participants.value, jonas];
    expect(toasts()).toEqual([]);
    jonas.name.value = "Jonas";
    expect(toasts()).toEqual(["Jonas joined"]);
    room.participants.value = room.participants.value.slice(0, 1);
    expect(toasts()).toEqual(["Jonas left"]);
  });

  it("do not greet those who were there before", async () => {
    expect((await open({ people: [createFakeParticipant("Amara"), createFakeParticipant("Jonas")] })).toasts()).toEqual([]);
  });

  it("say that one speaks while muted, with the way out of it", async () => {
    const { session, run, app, toasts } = await open();
    run("microphone");
    session.media.microphone.level.value = 0.3;
    vi.advanceTimersByTime(1_000);
    expect(toasts()).toEqual(["You are muted. Nobody hears you."]);
    app.toasts.shown.value[0]?.action?.run();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.media.microphone.state.value).toBe("on");
    expect(toasts()).toEqual([]);
  });

  it("tell of raised hands, shared screens, the lock and the new host", async () => {
    const { room, toasts } = await open({ host: false });
    const [amara] = room.participants.value;
    if (amara) amara.media.value = { ...amara.media.value, on: new Set(["screen"]), hand: true };
    expect(toasts()).toEqual(["Amara raised a hand", "Amara shares a screen"]);
    room.facts.value = { ...room.facts.value, locked: true };
    room.facts.value = { ...room.facts.value, host: room.self };
    expect(toasts()).toEqual(["The room is locked", "You are the host now"]);
  });

  it("say when the server is back; that it is away stands on the stage", async () => {
    const { session, call, toasts } = await open();
    session.state.value = "reconnecting";
    expect(call.room.reconnecting.value).toBe(true);
    session.state.value = "joined";
    expect(toasts()).toEqual(["Connected again"]);
  });
});

describe("what is said about safety", () => {
  it("differs by whose code runs, and names the server that must be trusted", async () => {
    expect((await open({ kind: "extension" })).call.room.seal.value.title).toBe("Sealed end to end");
    expect((await open({ kind: "web" })).call.room.seal.value.title).toBe("Protected, if you trust call.example");
    expect((await open({ kind: "extension", sealed: false })).call.room.seal.value.title).toBe("Open room: call.example is trusted");
  });
});

describe("the link", () => {
  it("is copied whole, secret included", async () => {
    const { call, platform, toasts } = await open();
    call.copyLink();
    await vi.advanceTimersByTimeAsync(0);
    expect(platform.copied).toEqual([`https://call.example/r/amber-otter-lake#k=${"a".repeat(43)}`]);
    expect(toasts()).toEqual(["Link copied"]);
  });

  it("can be copied by hand where the browser refuses", async () => {
    const { app, call, toasts } = await open();
    vi.spyOn(app.platform, "copy").mockRejectedValue(new DOMException("no", "NotAllowedError"));
    call.copyLink();
    await vi.advanceTimersByTimeAsync(0);
    expect(toasts()[0]).toContain("copy it yourself");
  });
});

describe("who speaks", () => {
  it("is seen on the tile, and never somebody whose microphone is off", async () => {
    const { call, room } = await open({ people: [createFakeParticipant("Amara"), createFakeParticipant("Jonas", ["camera"])] });
    for (const person of room.participants.value) person.level.value = 0.3;
    vi.advanceTimersByTime(1_000);
    expect(call.people.value.map((person) => person.speaking.value)).toEqual([true, false]);
  });
});

describe("the end of a call", () => {
  it("leaves nothing running", async () => {
    const { call } = await open();
    end.abort();
    vi.advanceTimersByTime(10_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(call.end.aborted).toBe(true);
  });
});

describe("a recording", () => {
  it("is told at once, also to those who come later, with a way to be left out of it", async () => {
    const amara = createFakeParticipant("Amara");
    amara.consent.value = { ...allowsAll, recording: true };
    const { app, call, room, toasts } = await open({ people: [amara] });
    expect(toasts()).toEqual(["Amara records this call"]);
    expect(call.recording.names.value).toEqual(["Amara"]);
    app.toasts.shown.value[0]?.action?.run();
    expect(room.consent.leftOut.value).toBe(true);
    amara.consent.value = allowsAll;
    expect(call.recording.names.value).toEqual([]);
    amara.consent.value = { ...allowsAll, recording: true };
    expect(toasts()).toContain("Amara records this call");
  });
});

describe("a paused recording", () => {
  it("shows as paused for as long as nobody else records on", async () => {
    const [amara, mei] = [createFakeParticipant("Amara"), createFakeParticipant("Mei")];
    const paused = { ...allowsAll, recording: true, recordingPaused: true };
    amara.consent.value = paused;
    const { call, room } = await open({ people: [amara, mei] });
    expect([call.recording.paused.value, call.recording.names.value]).toEqual([true, ["Amara"]]);
    mei.consent.value = { ...paused, recordingPaused: false };
    expect(call.recording.paused.value).toBe(false);
    mei.consent.value = paused;
    room.consent.announce("recording", true);
    expect(call.recording.paused.value).toBe(false);
    room.consent.announce("recordingPaused", true);
    expect(call.recording.paused.value).toBe(true);
  });
});

describe("a broadcast in its break", () => {
  it("shows as one, apart from a recording, for as long as nobody else is on air", async () => {
    const [amara, mei] = [createFakeParticipant("Amara"), createFakeParticipant("Mei")];
    amara.consent.value = { ...allowsAll, onAir: true, onAirPaused: true };
    const { call } = await open({ people: [amara, mei] });
    expect([call.recording.onAir.paused.value, call.recording.paused.value]).toEqual([true, false]);
    mei.consent.value = { ...allowsAll, onAir: true };
    expect(call.recording.onAir.paused.value).toBe(false);
  });
});

describe("a broadcast", () => {
  it("is told like a recording, and apart from one", async () => {
    const amara = createFakeParticipant("Amara");
    const { app, call, room, toasts } = await open({ people: [amara] });
    amara.consent.value = { ...allowsAll, onAir: true };
    expect(toasts()).toEqual(["This call is being broadcast by Amara"]);
    expect(call.recording.onAir.names.value).toEqual(["Amara"]);
    expect(call.recording.names.value).toEqual([]);
    app.toasts.shown.value[0]?.action?.run();
    expect(room.consent.leftOut.value).toBe(true);
  });

  it("tells at once what of the call's words viewers can read, and whenever that becomes more", async () => {
    const amara = createFakeParticipant("Amara");
    const { call, toasts } = await open({ people: [amara] });
    const { texts } = call.recording.onAir;
    amara.consent.value = { ...allowsAll, onAir: true, chatOnAir: true };
    expect(toasts()).toEqual(["This call and its chat are being broadcast by Amara"]);
    expect(texts.value).toBe("chat");
    amara.consent.value = { ...allowsAll, onAir: true, chatOnAir: true, captionsOnAir: true };
    expect(toasts()).toEqual(["This call, its chat and its captions are being broadcast by Amara"]);
    expect(texts.value).toBe("both");
    const told = toasts();
    amara.consent.value = { ...allowsAll, onAir: true };
    expect(toasts()).toEqual(told);
    expect(texts.value).toBe("none");
  });
});
