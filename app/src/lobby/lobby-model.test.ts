import { parseInvite, TfxError } from "@tfx/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Settings } from "../settings/settings.ts";
import { createFakePlatform, openFakeApp } from "../testing/fake-app.ts";
import { createFakeSession, type FakeSession } from "../testing/fake-session.ts";
import { createLobbyModel } from "./lobby-model.ts";

const invite = parseInvite(`https://call.example/r/lake#k=${"a".repeat(43)}`, "");
let end = new AbortController();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  end.abort();
  end = new AbortController();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const open = async (session: FakeSession, settings: Partial<Settings> = { name: "Ravi" }) => {
  const app = await openFakeApp(
    createFakePlatform(() => session),
    { end: end.signal, settings },
  );
  const joined = vi.fn();
  const lobby = createLobbyModel(app, { session, invite, newRoom: vi.fn(), onJoined: joined, end: end.signal });
  await settle();
  return { lobby, joined, app };
};

describe("the lobby", () => {
  it("starts camera and microphone and says who is inside", async () => {
    const session = createFakeSession({ peek: { empty: false, locked: false, full: false, names: ["Amara", "Jonas"] } });
    const { lobby } = await open(session);
    expect(session.media.camera.state.value).toBe("on");
    expect(session.media.microphone.state.value).toBe("on");
    expect(lobby.preview.value?.names).toEqual(["Amara", "Jonas"]);
  });

  it("starts muted and without camera when that was chosen", async () => {
    const session = createFakeSession();
    await open(session, { name: "Ravi", joinMuted: true, joinWithoutCamera: true });
    expect(session.media.microphone.state.value).toBe("muted");
    expect(session.media.camera.state.value).toBe("off");
  });

  it("joins with the name and remembers it", async () => {
    const session = createFakeSession();
    const { lobby, joined, app } = await open(session, {});
    lobby.rename(" Mei Lin ");
    lobby.join.value?.();
    await settle();
    expect(session.asked).toEqual(["join lake as Mei Lin"]);
    expect(joined).toHaveBeenCalledOnce();
    expect(app.settings.value.value.name).toBe("Mei Lin");
  });

  it("asks for a name once Join is pressed without one", async () => {
    const session = createFakeSession();
    const { lobby } = await open(session, {});
    expect(lobby.nameProblem.value).toBeUndefined();
    lobby.join.value?.();
    expect(lobby.nameProblem.value).toBe("Tell the others who you are.");
    expect(session.asked).toEqual([]);
  });

  it("joins without any device", async () => {
    const session = createFakeSession();
    session.media.camera.outcome = { problem: new TfxError("media/not-found") };
    session.media.microphone.outcome = { problem: new TfxError("media/not-found") };
    const { lobby } = await open(session);
    expect(lobby.deviceProblems.value.map(({ words }) => words.title)).toEqual(["No camera and no microphone found"]);
    expect(lobby.join.value).toBeDefined();
  });

  it("tries a device again", async () => {
    const session = createFakeSession();
    session.media.camera.outcome = { problem: new TfxError("media/busy") };
    const { lobby } = await open(session);
    session.media.camera.outcome = {};
    lobby.retryDevices();
    expect(lobby.deviceProblems.value).toEqual([]);
    expect(session.media.camera.state.value).toBe("on");
  });

  it.each(["room/locked", "room/secret-wrong", "room/secret-needed"] as const)("offers no Join for %s", async (code) => {
    const { lobby } = await open(createFakeSession({ peek: new TfxError(code) }));
    expect(lobby.join.value).toBeUndefined();
    expect(lobby.door.value?.title).not.toBe("");
  });

  it("promises nothing about safety while the door is closed", async () => {
    const session = createFakeSession({ peek: new TfxError("server/unreachable") });
    const { lobby } = await open(session);
    expect(lobby.safety.value).toBeUndefined();
    session.answers.peek = { empty: true, locked: false, full: false, names: [] };
    await vi.advanceTimersByTimeAsync(3_100);
    expect(lobby.safety.value).toBe("Protected, if you trust call.example.");
  });

  it("opens by itself once the server is back", async () => {
    const session = createFakeSession({ peek: new TfxError("server/unreachable") });
    const { lobby } = await open(session);
    expect(lobby.join.value).toBeUndefined();
    session.answers.peek = { empty: true, locked: false, full: false, names: [] };
    await vi.advanceTimersByTimeAsync(3_100);
    expect(lobby.join.value).toBeDefined();
  });

  it("says why when the room closed between the look and the join", async () => {
    const session = createFakeSession({ join: new TfxError("room/full", { capacity: 8 }) });
    const { lobby } = await open(session);
    lobby.join.value?.();
    await settle();
    expect(lobby.door.value?.text).toContain("8 people");
    expect(lobby.joining.value).toBe(false);
  });

  it("takes a pasted link in place of a wrong one", async () => {
    const { lobby, app } = await open(createFakeSession({ peek: new TfxError("room/secret-needed") }));
    expect(lobby.paste("://", "any")).toBe("This is neither a link nor a room name. Names have letters a–z, digits and hyphens.");
    expect(lobby.paste("lake", "link")).toContain("not the full link");
    expect(lobby.paste(`https://call.example/r/other#k=${"b".repeat(43)}`, "link")).toBeUndefined();
    expect(app.platform.place.value).toMatchObject({ at: "room", invite: { room: "other" } });
  });

  it("stops looking once it is left", async () => {
    const session = createFakeSession();
    const peek = vi.spyOn(session, "peek");
    await open(session);
    end.abort();
    const before = peek.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(peek.mock.calls.length).toBe(before);
  });
});
