import { describe, expect, it } from "vitest";
import type { Permission, WidgetManifest } from "@tfx/protocol/widgets";
import type { BroadcastState, Composition, TrustedTrack } from "@tfx/widget-sdk";
import { createLive } from "./live.ts";
import { grantedOf, manifestOf, person } from "./testing/fake-services.ts";
import type { UngatedPlace } from "./services.ts";
import { createTrusted } from "./trusted.ts";

const recorder = manifestOf({ kind: "builtin", permissions: ["tracks:raw"], optionalPermissions: ["media:record"] });
const options = { width: 640, height: 360, fps: 30, layout: "grid" } as const;

/** A place that writes down what it is told. */
const placeOf = (done: string[]): UngatedPlace => ({
  gateway: "https://live.example",
  stream: "film",
  endpoint: "https://live.example/whip/film",
  token: undefined,
  link: createLive({ watchUrl: "https://call.example/watch.html?stream=film" }),
  viewers: createLive<number | undefined>(undefined),
  describe: async () => true,
  setBreak: async () => true,
  sendTexts: async ({ kinds, items }) => {
    done.push(`sent ${items.map(({ text }) => text).join()} of ${kinds.join()}`);
    return { kind: "taken" };
  },
  end: async () => true,
  close: () => void done.push("closed place"),
});

/** A page whose person answers what a test says, and who can take things back. */
const setUp = (manifest: WidgetManifest = recorder, answer = true) => {
  const done: string[] = [];
  const end = new AbortController();
  const grants = createLive(grantedOf(["tracks:raw"]));
  // A stream and a track cannot be made outside of a browser; nothing here looks into them.
  const stream = {} as MediaStream;
  const tracks = createLive<readonly TrustedTrack[]>([
    { participant: person("b"), isSelf: false, name: "Ben", source: "camera", track: {} as MediaStreamTrack },
  ]);
  const nothing = (): void => undefined;
  const composition: Composition = {
    stream,
    ready: Promise.resolve(),
    lost: new AbortController().signal,
    setSources: nothing,
    setLayout: nothing,
    setSlate: nothing,
    setPace: nothing,
    close: () => done.push("closed"),
  };
  const parts = createTrusted({
    manifest,
    grants,
    signal: end.signal,
    services: {
      ask: async (permissions) => {
        done.push(`asked ${permissions.join()}`);
        if (answer) grants.set(grantedOf([...grants.value.permissions, ...permissions]));
        return answer ? permissions : [];
      },
      trusted: {
        tracks,
        leftOut: createLive(new Set<string>()),
        compose: () => composition,
        analyser: () => ({ hertzPerBin: 1, frequencies: nothing, wave: nothing, close: () => done.push("closed analyser") }),
        announce: (what, on) => done.push(`announced ${what} ${on}`),
        broadcast: () =>
          Promise.resolve({
            state: createLive<BroadcastState>("live"),
            problem: createLive(undefined),
            stats: createLive(undefined),
            setPaused: nothing,
            close: async () => void done.push("closed broadcast"),
          }),
        broadcastGateway: () => Promise.resolve(undefined),
        broadcastPlace: async () => placeOf(done),
        giveBack: async (permission) => void done.push(`gave back ${permission}`),
      },
    },
  });
  const allow = (permission: Permission): void => grants.set(grantedOf([...grants.value.permissions, permission]));
  const take = (permission: Permission): void => grants.set(grantedOf([...grants.value.permissions].filter((name) => name !== permission)));
  const had = () => {
    if (parts === undefined) throw new Error("It has no trusted parts.");
    return parts;
  };
  return { parts, had, done, end, revoke: () => grants.set(grantedOf([])), allow, take };
};

describe("trusted parts", () => {
  it.each(["bundle", "hosted", "companion", "declarative"] as const)("are never given to a %s, whatever its manifest says", (kind) => {
    expect(setUp({ ...recorder, kind }).parts).toBeUndefined();
  });

  it("are not given to one of ours that does not ask for tracks", () => {
    expect(setUp(manifestOf({ kind: "builtin" })).parts).toBeUndefined();
  });

  it("end when the permission is taken back, and close what was composed", () => {
    const { had, done, revoke } = setUp();
    had().compose(options);
    expect(had().tracks.value).toHaveLength(1);
    revoke();
    expect(had().tracks.value).toEqual([]);
    expect(done).toEqual(["closed"]);
    expect(() => had().compose(options)).toThrow("widget/revoked");
  });

  it("let nobody listen any more", () => {
    const { had, done, revoke } = setUp();
    had().analyser(person("b"));
    revoke();
    expect(done).toEqual(["closed analyser"]);
    expect(() => had().analyser(person("b"))).toThrow("widget/revoked");
  });

  it("end with the widget", () => {
    const { had, done, end } = setUp();
    had().compose(options);
    end.abort();
    expect(had().tracks.value).toEqual([]);
    expect(done).toEqual(["closed"]);
  });
});

describe("leave to record", () => {
  it("is asked each time, shown to everybody, and given back", async () => {
    const { had, done } = setUp();
    for (const lease of [await had().record(), await had().record()]) lease?.end();
    const once = ["asked media:record", "announced recording true"];
    const after = ["announced recording false", "announced recordingPaused false", "gave back media:record"];
    expect(done).toEqual([...once, ...once, ...after, ...after]);
  });

  it("is not shown when it was refused", async () => {
    const { had, done } = setUp(recorder, false);
    expect(await had().record()).toBeUndefined();
    expect(done).toEqual(["asked media:record"]);
  });

  it("ends, and its lamp with it, when it is taken back", async () => {
    const { had, done, revoke } = setUp();
    const lease = await had().record();
    expect(lease?.signal.aborted).toBe(false);
    revoke();
    expect(lease?.signal.aborted).toBe(true);
    expect(done.slice(2)).toEqual(["announced recording false", "announced recordingPaused false", "gave back media:record"]);
  });

  it("shows everybody a pause, and none once it has ended", async () => {
    const { had, done } = setUp();
    const lease = await had().record();
    lease?.setPaused(true);
    lease?.setPaused(false);
    expect(done.slice(2)).toEqual(["announced recordingPaused true", "announced recordingPaused false"]);
    lease?.end();
    const shown = done.length;
    lease?.setPaused(true);
    expect(done).toHaveLength(shown);
  });

  it("is refused to a manifest that does not name it", async () => {
    const { had } = setUp({ ...recorder, optionalPermissions: [] });
    await expect(had().record()).rejects.toThrow("widget/denied");
  });
});

describe("leave to broadcast", () => {
  const wish = { stream: {} as MediaStream, endpoint: "https://live.example/whip/film", maxKbps: 1_000, maxFps: 30 };
  const broadcaster = manifestOf({ kind: "builtin", permissions: ["tracks:raw", "media:broadcast"] });
  const allowed = () => {
    const ground = setUp(broadcaster);
    ground.allow("media:broadcast");
    return ground;
  };

  it("is shown to everybody before anything goes out, and until it ends", async () => {
    const { had, done } = allowed();
    const broadcast = await had().broadcast(wish);
    expect(done).toEqual(["announced onAir true"]);
    await broadcast.close();
    expect(done.slice(1)).toContain("announced onAir false");
    expect(done).toContain("closed broadcast");
  });

  it("is shown to have a break, until it goes on or ends", async () => {
    const { had, done } = allowed();
    const broadcast = await had().broadcast(wish);
    const shown = () => done.filter((line) => line.includes("onAirPaused"));
    broadcast.setPaused(true);
    broadcast.setPaused(true);
    expect(shown()).toEqual(["announced onAirPaused true"]);
    broadcast.setPaused(false);
    broadcast.setPaused(true);
    await broadcast.close();
    expect(shown().slice(1)).toEqual(["announced onAirPaused false", "announced onAirPaused true", "announced onAirPaused false"]);
    broadcast.setPaused(true);
    expect(shown()).toHaveLength(4);
  });

  it("is shown until the last of two has ended", async () => {
    const { had, done } = allowed();
    const [one, other] = [await had().broadcast(wish), await had().broadcast(wish)];
    await one.close();
    expect(done).not.toContain("announced onAir false");
    await other.close();
    expect(done.filter((line) => line.startsWith("announced"))).toEqual(["announced onAir true", "announced onAir false"]);
  });

  it("ends, and what goes out with it, when it is taken back", async () => {
    const { had, done, revoke } = allowed();
    await had().broadcast(wish);
    revoke();
    expect(done).toContain("closed broadcast");
    expect(done).toContain("announced onAir false");
    await expect(had().broadcast(wish)).rejects.toThrow("widget/revoked");
  });

  describe("with words of the call", () => {
    const textOf = (kind: "chat" | "captions", text: string) => ({ id: "1", kind, text, at: 0, done: true });
    const withPlace = async () => {
      const ground = allowed();
      ground.allow("chat:read");
      await ground.had().broadcast(wish);
      const place = await ground.had().broadcastPlace();
      if (place === undefined) throw new Error("There is a place.");
      ground.done.length = 0;
      return { ...ground, place };
    };

    it("tells everybody, and lets out what the person allowed and everybody was told of, and nothing else", async () => {
      const { place, done } = await withPlace();
      await place.sendTexts([textOf("chat", "early")]);
      place.setTexts(["chat", "captions"]);
      await place.sendTexts([textOf("chat", "hello"), textOf("captions", "said")]);
      place.setTexts([]);
      await place.sendTexts([textOf("chat", "late"), textOf("chat", "")]);
      expect(done).toEqual(["sent  of ", "announced chatOnAir true", "sent hello of chat", "announced chatOnAir false", "sent  of "]);
    });

    it("ends when the permission to read is taken back, and with the place", async () => {
      const { place, done, take } = await withPlace();
      place.setTexts(["chat"]);
      take("chat:read");
      await place.sendTexts([textOf("chat", "hello")]);
      expect(done).toEqual(["announced chatOnAir true", "announced chatOnAir false", "sent  of "]);
      const other = await withPlace();
      other.place.setTexts(["chat"]);
      other.place.close();
      expect(other.done).toEqual(["announced chatOnAir true", "announced chatOnAir false", "closed place"]);
    });

    it("waits while nothing is on air", async () => {
      const ground = allowed();
      ground.allow("chat:read");
      const place = await ground.had().broadcastPlace();
      place?.setTexts(["chat"]);
      expect(await place?.sendTexts([textOf("chat", "hello")])).toMatchObject({ kind: "later" });
    });
  });

  it("is refused to a manifest that does not name it", async () => {
    const { had } = setUp();
    await expect(had().broadcast(wish)).rejects.toThrow("widget/denied");
    await expect(had().broadcastPlace()).rejects.toThrow("widget/denied");
  });
});
