import { describe, expect, it } from "vitest";
import { openGrants, type GrantLasts } from "./grants.ts";
import { createMemoryStorage, manifestOf } from "./testing/fake-services.ts";

const seeing = manifestOf({ permissions: ["media:frames", "room:read"] });
const place = { instance: "one", room: "amber" };
const nothing = { permissions: [], origins: [] };
const frames = { permissions: ["media:frames" as const], origins: [] };

const setUp = async (lasts: GrantLasts) => {
  const storage = createMemoryStorage();
  const grants = await openGrants(storage);
  await grants.allow(seeing, frames, { ...place, lasts });
  return { storage, grants, again: () => openGrants(storage) };
};

describe("grants", () => {
  it("ask for what only a person allows", async () => {
    const grants = await openGrants(createMemoryStorage());
    expect(grants.missing(seeing, place)).toEqual(frames);
  });

  it("last once: for one run", async () => {
    const { grants, again } = await setUp("once");
    expect(grants.missing(seeing, place)).toEqual(nothing);
    expect(grants.missing(seeing, { ...place, instance: "two" })).toEqual(frames);
    grants.endRun("one");
    expect(grants.missing(seeing, place)).toEqual(frames);
    expect((await again()).missing(seeing, place)).toEqual(frames);
  });

  it("last for the call", async () => {
    const { grants, again } = await setUp("call");
    expect(grants.missing(seeing, { ...place, instance: "two" })).toEqual(nothing);
    grants.endCall();
    expect(grants.missing(seeing, place)).toEqual(frames);
    expect((await again()).missing(seeing, place)).toEqual(frames);
  });

  it("last for a room", async () => {
    const { again } = await setUp("room");
    const later = await again();
    expect(later.missing(seeing, { instance: "two", room: "amber" })).toEqual(nothing);
    expect(later.missing(seeing, { instance: "two", room: "otter" })).toEqual(frames);
  });

  it("last always, until they are taken back", async () => {
    const { again } = await setUp("always");
    const later = await again();
    expect(later.missing(seeing, { instance: "two", room: "otter" })).toEqual(nothing);
    await later.revoke(seeing, "media:frames");
    expect((await again()).missing(seeing, place)).toEqual(frames);
  });

  it("are taken from what runs at once, one or all", async () => {
    const { grants } = await setUp("always");
    const live = grants.granted(seeing, { ...place, signal: new AbortController().signal });
    expect([...live.value.permissions]).toEqual(["media:frames"]);
    await grants.revoke(seeing, "media:frames");
    expect([...live.value.permissions]).toEqual([]);
    await grants.allow(seeing, frames, { ...place, lasts: "call" });
    expect([...live.value.permissions]).toEqual(["media:frames"]);
    await grants.revokeAll(seeing);
    expect([...live.value.permissions]).toEqual([]);
  });

  it("do not cover what a newer version quietly wants more", async () => {
    const { grants } = await setUp("always");
    const newer = manifestOf({
      version: "1.1.0",
      permissions: ["media:frames", "net:fetch"],
      network: [{ origin: "https://evil.example", why: "Answers" }],
    });
    expect(grants.missing(newer, place)).toEqual({ permissions: ["net:fetch"], origins: ["https://evil.example"] });
    await grants.allow(newer, { permissions: ["net:fetch"], origins: ["https://evil.example"] }, { ...place, lasts: "always" });
    const more = manifestOf({ ...newer, network: [...newer.network, { origin: "https://worse.example", why: "Answers" }] });
    expect(grants.missing(more, place)).toEqual({ permissions: [], origins: ["https://worse.example"] });
  });

  it("do not pass to a page of another origin that took the name", async () => {
    const grants = await openGrants(createMemoryStorage());
    const hosted = (entry: string) => manifestOf({ kind: "hosted", entry, permissions: ["media:frames"] });
    await grants.allow(hosted("https://good.example/w"), frames, { ...place, lasts: "always" });
    expect(grants.missing(hosted("https://good.example/w2"), place)).toEqual(nothing);
    expect(grants.missing(hosted("https://evil.example/w"), place)).toEqual(frames);
  });

  it("are asked each time for recording, whatever the answer was", async () => {
    const grants = await openGrants(createMemoryStorage());
    const recorder = manifestOf({ permissions: ["media:record"] });
    await grants.allow(recorder, { permissions: ["media:record"], origins: [] }, { ...place, lasts: "always" });
    expect(grants.missing(recorder, place)).toEqual(nothing);
    expect(grants.missing(recorder, { ...place, instance: "two" }).permissions).toEqual(["media:record"]);
  });

  it.each(["no json", "{}", '[{"widget":"bundle:org.example.poll:","permissions":["everything"],"origins":[]}]'])(
    "count for nothing when what is kept is damaged: %s",
    async (text) => {
      const storage = createMemoryStorage();
      storage.texts.set("widget-grants", text);
      expect((await openGrants(storage)).missing(seeing, place)).toEqual(frames);
    },
  );
});

describe("the list of what was allowed", () => {
  it("says who has what, for how long and where, and forgets who has nothing left", async () => {
    const grants = await openGrants(createMemoryStorage());
    const poll = manifestOf({
      permissions: ["media:frames", "net:fetch"],
      network: [{ origin: "https://poll.example", why: "Answers" }],
    });
    await grants.allow(poll, { permissions: ["net:fetch"], origins: ["https://poll.example"] }, { ...place, lasts: "always" });
    await grants.allow(poll, frames, { ...place, lasts: "room" });
    expect(grants.allowed.value).toEqual([
      {
        kind: "bundle",
        id: "org.example.poll",
        entry: undefined,
        allowed: [
          { permission: "net:fetch", lasts: "always", room: undefined, origins: ["https://poll.example"] },
          { permission: "media:frames", lasts: "room", room: place.room, origins: [] },
        ],
      },
    ]);
    const [first] = grants.allowed.value;
    if (first !== undefined) await grants.revoke(first, "net:fetch");
    expect(grants.allowed.value[0]?.allowed.map(({ permission }) => permission)).toEqual(["media:frames"]);
    if (first !== undefined) await grants.revokeAll(first);
    expect(grants.allowed.value).toEqual([]);
  });

  it("names the origin of a page by which its grants are kept", async () => {
    const grants = await openGrants(createMemoryStorage());
    const page = manifestOf({ kind: "hosted", entry: "https://poll.example:8443/a/b", permissions: ["media:frames"] });
    await grants.allow(page, frames, { ...place, lasts: "always" });
    const [first] = grants.allowed.value;
    expect(first?.entry).toBe("https://poll.example:8443");
    if (first !== undefined) await grants.revokeAll(first);
    expect(grants.missing(page, place)).toEqual(frames);
  });

  it("follows what another page took back, and not the echo of its own writing", async () => {
    const storage = createMemoryStorage();
    const grants = await openGrants(storage);
    await grants.allow(seeing, frames, { ...place, lasts: "always" });
    const mine = storage.texts.get("widget-grants");
    await grants.revoke(seeing, "media:frames");
    grants.handleStored(mine);
    expect(grants.allowed.value).toEqual([]);
    await grants.allow(seeing, frames, { ...place, lasts: "always" });
    grants.handleStored("[]");
    expect(grants.missing(seeing, place)).toEqual(frames);
  });
});
