import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planEncoding, type EncodingNeed } from "./encoding-plan.ts";

const hd = { width: 1280, height: 720 };
const camera = (change: Partial<EncodingNeed>) => planEncoding({ people: 2, source: "camera", view: hd, captured: hd, ...change });

describe("the plan for a picture", () => {
  it("sends a full picture to one other person who shows it large", () => {
    expect(camera({})).toMatchObject({ active: true, scaleResolutionDownBy: 1, maxFramerate: 30 });
  });

  it("sends nothing to somebody who does not show it", () => {
    expect(camera({ view: { width: 0, height: 0 } }).active).toBe(false);
  });

  it("sends a small tile a small picture", () => {
    const plan = camera({ view: { width: 160, height: 90 } });
    expect(plan.scaleResolutionDownBy).toBe(8);
    expect(plan.maxBitrate).toBeLessThan(100_000);
  });

  it("sends each of four people at most half the height", () => {
    expect(camera({ people: 4 })).toMatchObject({ scaleResolutionDownBy: 2, maxFramerate: 20 });
  });

  it("never scales a screen, whose text must stay sharp", () => {
    const plan = planEncoding({ people: 4, source: "screen", view: { width: 300, height: 200 }, captured: { width: 2560, height: 1440 } });
    expect(plan).toMatchObject({ scaleResolutionDownBy: 1, maxFramerate: 10 });
  });

  it("gives a film its frames, and fewer pixels where many watch", () => {
    const film = (people: number) =>
      planEncoding({ people, source: "screen", motion: true, view: hd, captured: { width: 2560, height: 1440 } });
    expect(film(2)).toMatchObject({ active: true, scaleResolutionDownBy: 1.5, maxFramerate: 30 });
    expect(film(3)).toMatchObject({ scaleResolutionDownBy: 2, maxFramerate: 30 });
    expect(film(8).maxFramerate).toBe(24);
    expect(film(8).maxBitrate).toBeLessThan(film(2).maxBitrate);
  });

  it("never sends more with more people or a smaller tile", () => {
    const size = fc.record({ width: fc.integer({ min: 1, max: 4000 }), height: fc.integer({ min: 1, max: 4000 }) });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 15 }), size, (people, view) => {
        const smaller = { width: Math.ceil(view.width / 2), height: Math.ceil(view.height / 2) };
        expect(camera({ people: people + 1, view }).maxBitrate).toBeLessThanOrEqual(camera({ people, view }).maxBitrate);
        expect(camera({ people, view: smaller }).maxBitrate).toBeLessThanOrEqual(camera({ people, view }).maxBitrate);
        expect(camera({ people, view }).scaleResolutionDownBy).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
