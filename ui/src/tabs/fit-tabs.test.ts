import { describe, expect, it } from "vitest";
import { waitingEnds } from "./fit-tabs.ts";

describe("a row of tabs", () => {
  it("fades at no end while all of it is in sight", () => {
    expect(waitingEnds({ scrolled: 0, room: 200, content: 200 })).toBe("none");
    expect(waitingEnds({ scrolled: 0.4, room: 199.6, content: 200 })).toBe("none");
  });

  it("fades where it goes on", () => {
    expect(waitingEnds({ scrolled: 0, room: 200, content: 300 })).toBe("end");
    expect(waitingEnds({ scrolled: 50, room: 200, content: 300 })).toBe("both");
    expect(waitingEnds({ scrolled: 100, room: 200, content: 300 })).toBe("start");
  });

  it("does the same from right to left, where browsers count backwards", () => {
    expect(waitingEnds({ scrolled: -50, room: 200, content: 300 })).toBe("both");
    expect(waitingEnds({ scrolled: -100, room: 200, content: 300 })).toBe("start");
  });
});
