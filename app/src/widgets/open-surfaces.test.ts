import { describe, expect, it } from "vitest";
import { createOpenSurfaces } from "./open-surfaces.ts";

const createTab = () => {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, value: string) => void texts.set(key, value),
    removeItem: (key: string) => void texts.delete(key),
  };
};
const openIn = (store: ReturnType<typeof createTab>, room = "otter") => {
  const life = new AbortController();
  return { ...createOpenSurfaces({ store, room, end: life.signal }), leave: () => life.abort() };
};

describe("surfaces that are open", () => {
  it("hold a widget in one place at a time", () => {
    const surfaces = openIn(createTab());
    surfaces.setRunning(["board", "poll"]);
    surfaces.open("board", "panel");
    surfaces.open("board", "stage");
    expect([surfaces.surfaceOf("board"), surfaces.panel.value]).toEqual(["stage", undefined]);
    surfaces.open("board", "tile-overlay");
    expect([surfaces.surfaceOf("board"), surfaces.stage.value]).toEqual(["tile-overlay", undefined]);
    surfaces.open("poll", "stage");
    surfaces.open("board", "stage");
    expect([surfaces.surfaceOf("board"), surfaces.surfaceOf("poll")]).toEqual(["stage", null]);
    surfaces.open("board", "background");
    expect(surfaces.surfaceOf("board")).toBeNull();
  });

  it("close a tab for good until the widget is opened again, and go on to another one", () => {
    const tab = createTab();
    const surfaces = openIn(tab);
    surfaces.setRunning(["board", "poll"]);
    surfaces.open("board", "panel");
    surfaces.tuck("board", "people");
    expect([surfaces.panel.value, [...surfaces.tucked.value]]).toEqual(["people", ["board"]]);
    surfaces.tuck("poll", "board");
    expect(surfaces.panel.value).toBe("people");

    const reloaded = openIn(tab);
    reloaded.setRunning(["board", "poll"]);
    expect([...reloaded.tucked.value]).toEqual(["board", "poll"]);
    reloaded.open("board", "panel");
    expect([...reloaded.tucked.value]).toEqual(["poll"]);
    reloaded.setRunning(["board"]);
    expect([...reloaded.tucked.value]).toEqual([]);
  });

  it("let go of a widget that ends", () => {
    const surfaces = openIn(createTab());
    surfaces.setRunning(["board"]);
    surfaces.open("board", "stage");
    surfaces.setRunning([]);
    expect(surfaces.stage.value).toBeUndefined();
  });

  it("come back after a reload, each with its widget", () => {
    const tab = createTab();
    const first = openIn(tab);
    first.setRunning(["board", "poll", "ink"]);
    first.open("board", "stage");
    first.open("poll", "panel");
    first.open("ink", "tile-overlay");
    const second = openIn(tab);
    expect([second.panel.value, second.stage.value]).toEqual([undefined, undefined]);
    expect(second.wasHere("board")).toBe(true);
    second.setRunning(["poll"]);
    // A second reload before all widgets are back loses none of them.
    const third = openIn(tab);
    third.setRunning(["poll", "board", "ink"]);
    expect(["board", "poll", "ink"].map((id) => third.surfaceOf(id))).toEqual(["stage", "panel", "tile-overlay"]);
    expect(third.wasHere("board")).toBe(false);
  });

  it("take nothing from what the person opened meanwhile", () => {
    const tab = createTab();
    const first = openIn(tab);
    first.setRunning(["poll"]);
    first.open("poll", "panel");
    const second = openIn(tab);
    second.panel.value = "people";
    second.setRunning(["poll"]);
    expect(second.panel.value).toBe("people");
  });

  it("do not come back in another room, nor after leaving", () => {
    const tab = createTab();
    const first = openIn(tab);
    first.panel.value = "people";
    expect(openIn(tab, "heron").panel.value).toBeUndefined();
    const again = openIn(tab);
    again.panel.value = "people";
    again.leave();
    expect(openIn(tab).panel.value).toBeUndefined();
  });
});
