import { signal, type Signal } from "@preact/signals";
import { afterEach, describe, expect, it } from "vitest";
import { parseSettings, type Settings } from "../settings/settings.ts";
import { createFakeParticipant, createFakeRoom, type FakeParticipant } from "../testing/fake-session.ts";
import { createPeopleModel } from "./people-model.ts";
import { createTilesModel } from "./tiles-model.ts";

let end = new AbortController();
afterEach(() => {
  end.abort();
  end = new AbortController();
});

const open = (names: readonly string[], chosen: Partial<Settings> = {}) => {
  const room = createFakeRoom({ people: names.map((name) => createFakeParticipant(name)) });
  const people = createPeopleModel(room, signal<ReadonlySet<string>>(new Set()), end.signal);
  const value = signal<Settings>({ ...parseSettings({}), ...chosen });
  const mainSpeaker = signal<string | undefined>(undefined);
  const ownScreenOn = signal(false);
  const settings = { value, update: (changes: Partial<Settings>) => void (value.value = { ...value.peek(), ...changes }) };
  const widget = signal<string | undefined>(undefined);
  const tiles = createTilesModel({ people, mainSpeaker, ownScreenOn, widget, settings, end: end.signal });
  tiles.measure({ width: 1280, height: 640 });
  const keys = () => tiles.tiles.value.map((tile) => (tile.kind === "person" ? tile.person.name.peek() : tile.kind));
  return { room, tiles, keys, mainSpeaker, ownScreenOn, widget, settings };
};
const share = (participant: FakeParticipant | undefined, on: boolean) => {
  if (participant !== undefined)
    participant.media.value = { ...participant.media.value, on: new Set(on ? ["camera", "screen"] : ["camera"]) };
};
const selfTile = (tiles: ReturnType<typeof open>["tiles"]) => tiles.tiles.value.find((tile) => tile.kind === "self");

describe("the stage", () => {
  it("offers the link to whoever is alone, and no longer once somebody comes", () => {
    const { room, tiles, keys } = open([]);
    expect(keys()).toEqual(["self", "invite"]);
    expect(tiles.hadCompany.value).toBe(false);
    room.participants.value = [createFakeParticipant("Amara")];
    expect(keys()).toEqual(["Amara", "self"]);
    room.participants.value = [];
    expect(keys()).toEqual(["self", "invite"]);
    expect(tiles.hadCompany.value).toBe(true);
  });

  it("lays the own picture in the corner while two, among the others from three on", () => {
    const { room, tiles } = open(["Amara"]);
    expect(selfTile(tiles)?.floating).toBe(true);
    room.participants.value = [...room.participants.value, createFakeParticipant("Jonas")];
    expect(selfTile(tiles)?.floating).toBe(false);
  });

  it("follows the settings about the own picture", () => {
    expect(selfTile(open(["Amara"], { selfView: "tile" }).tiles)?.floating).toBe(false);
    expect(selfTile(open(["Amara", "Jonas"], { selfView: "corner" }).tiles)?.floating).toBe(true);
    expect(selfTile(open(["Amara"], { selfView: "hidden" }).tiles)).toBeUndefined();
  });

  it("hides and shows the own picture on demand", () => {
    const { tiles } = open(["Amara"]);
    tiles.toggleSelf();
    expect(selfTile(tiles)).toBeUndefined();
    tiles.toggleSelf();
    expect(selfTile(tiles)).toBeDefined();
  });

  it("shows the own picture again that the settings hid", () => {
    const { tiles, settings } = open(["Amara"], { selfView: "hidden" });
    tiles.toggleSelf();
    expect(settings.value.value.selfView).toBe("auto");
  });

  it("brings a new screen to the front, whatever was large before", () => {
    const { room, tiles } = open(["Amara", "Jonas"]);
    const [amara, jonas] = room.participants.value;
    tiles.togglePin(amara?.id ?? "");
    share(jonas, true);
    expect(tiles.main.value).toBe(`${jonas?.id}/screen`);
    share(jonas, false);
    expect(tiles.main.value).toBeUndefined();
  });

  it("leaves the screen among the others when that was chosen", () => {
    const { room, tiles } = open(["Amara", "Jonas"]);
    share(room.participants.value[0], true);
    tiles.choose("grid");
    expect(tiles.main.value).toBeUndefined();
  });

  it("shows whoever speaks large in the speaker layout", () => {
    const { room, tiles, mainSpeaker } = open(["Amara", "Jonas"]);
    const [amara, jonas] = room.participants.value;
    tiles.choose("speaker");
    expect(tiles.main.value).toBe(amara?.id);
    mainSpeaker.value = jonas?.id;
    expect(tiles.main.value).toBe(jonas?.id);
  });

  it("pins a tile and lets it go again", () => {
    const { room, tiles } = open(["Amara", "Jonas"]);
    const id = room.participants.value[1]?.id ?? "";
    tiles.togglePin(id);
    expect(tiles.boxes.value.get(id)?.width).toBeGreaterThan(900);
    tiles.togglePin(id);
    expect(tiles.main.value).toBeUndefined();
  });

  it("goes back to the grid when the pinned person leaves", () => {
    const { room, tiles } = open(["Amara", "Jonas", "Mei Lin"]);
    const [first, ...others] = room.participants.value;
    tiles.togglePin(first?.id ?? "");
    room.participants.value = others;
    expect(tiles.main.value).toBeUndefined();
    expect(tiles.boxes.value.size).toBe(3);
  });

  it("keeps the model of a person, and so their picture, through every change", () => {
    const { room, tiles } = open(["Amara", "Jonas"]);
    const before = tiles.tiles.value[0];
    room.participants.value = [...room.participants.value, createFakeParticipant("Zoë")];
    tiles.choose("speaker");
    const after = tiles.tiles.value[0];
    expect(before?.kind === "person" && after?.kind === "person" && before.person === after.person).toBe(true);
  });

  it("moves the own picture through the corners", () => {
    const { tiles, settings } = open(["Amara"]);
    const seen = [1, 2, 3, 4].map(() => (tiles.moveSelf(), settings.value.value.selfCorner));
    expect(new Set(seen).size).toBe(4);
    tiles.dropSelf({ x: 10, y: 10 });
    expect(settings.value.value.selfCorner).toBe("top-start");
  });

  it("says that the own screen is shared", () => {
    const { keys, ownScreenOn } = open(["Amara"]);
    (ownScreenOn satisfies Signal<boolean>).value = true;
    expect(keys()).toEqual(["own-screen", "Amara", "self"]);
  });
});

describe("a widget on the stage", () => {
  it("stands large with the people in a strip, and goes as it came", () => {
    const { tiles, keys, widget } = open(["Amara", "Jonas"]);
    expect(tiles.edge.value).toBeUndefined();
    widget.value = "board";
    expect(keys()).toEqual(["widget", "Amara", "Jonas", "self"]);
    expect(tiles.main.value).toBe("widget");
    expect(tiles.boxes.value.get("widget")?.width).toBeGreaterThan(900);
    widget.value = undefined;
    expect([tiles.main.value, keys()]).toEqual([undefined, ["Amara", "Jonas", "self"]]);
  });

  it("comes before a pinned tile and a screen, and gives way to the next pin", () => {
    const { room, tiles, widget } = open(["Amara", "Jonas"]);
    const [amara] = room.participants.value;
    share(amara, true);
    tiles.togglePin("self");
    widget.value = "board";
    expect(tiles.main.value).toBe("widget");
    tiles.togglePin(`${amara?.id ?? ""}/screen`);
    expect(tiles.main.value).toBe(`${amara?.id ?? ""}/screen`);
    expect(tiles.boxes.value.has("widget")).toBe(true);
  });

  it("shares the stage as the person drags the line between, which is remembered", () => {
    const { tiles, widget, settings } = open(["Amara", "Jonas"]);
    widget.value = "board";
    tiles.resizeStrip(0.4, false);
    expect(tiles.edge.value).toMatchObject({ runs: "down", box: { height: 640 } });
    expect(tiles.edge.value?.share).toBeCloseTo(0.4);
    expect(settings.value.value.stripShare).toBeUndefined();
    tiles.resizeStrip(0.9, true);
    expect(settings.value.value.stripShare).toBe(0.5);
    expect(tiles.edge.value?.share).toBeCloseTo(0.5);
  });
});
