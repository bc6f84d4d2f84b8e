import { describe, expect, it } from "vitest";
import { createListeners, createLive } from "./listeners.ts";

const collect = () => {
  const reported: unknown[] = [];
  const heard: string[] = [];
  const hear = (body: string) => void heard.push(body);
  return { reported, heard, hear, report: (error: unknown) => void reported.push(error) };
};

describe("listeners", () => {
  it("hear until they are undone, each on its own", () => {
    const { heard, hear, report } = collect();
    const { emit, on } = createListeners<string>(report);
    const undo = on(hear);
    on(hear);
    emit("both");
    undo();
    undo();
    emit("one");
    expect(heard).toEqual(["both", "both", "one"]);
  });

  it("hear until their signal aborts, and never when it had before", () => {
    const { heard, hear, report } = collect();
    const { emit, on } = createListeners<string>(report);
    const controller = new AbortController();
    on(hear, controller);
    emit("before");
    controller.abort();
    on(hear, controller);
    emit("after");
    expect(heard).toEqual(["before"]);
  });

  it("that are added while something is told hear the next thing first", () => {
    const { heard, hear, report } = collect();
    const { emit, on } = createListeners<string>(report);
    const undo = on(() => {
      undo();
      on(hear);
    });
    emit("first");
    emit("second");
    expect(heard).toEqual(["second"]);
  });

  it("that throw are reported, and the others hear all the same", () => {
    const { heard, hear, reported, report } = collect();
    const { emit, on } = createListeners<string>(report);
    const error = new RangeError("mine");
    on(() => {
      throw error;
    });
    on(hear);
    emit("x");
    expect(reported).toEqual([error]);
    expect(heard).toEqual(["x"]);
  });
});

describe("a live value", () => {
  it("has its latest value when its listeners hear of it", () => {
    const { heard, report } = collect();
    const live = createLive("a", report);
    live.on((value) => heard.push(`${value} ${live.value}`));
    expect(live.value).toBe("a");
    live.set("b");
    expect(heard).toEqual(["b b"]);
  });
});
