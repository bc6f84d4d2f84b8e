import { describe, expect, it } from "vitest";
import { drawnFace } from "../testing/drawn-face.ts";
import type { FaceCrop } from "./face-crop.ts";
import { faceCentre } from "./face-geometry.ts";
import type { FoundBox } from "./follow-faces.ts";
import { createFaceFollower } from "./look-at-faces.ts";

const aspect = 4 / 3;
const picture = { width: 640, height: 480 };

interface Person {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly score?: number;
}

/** Models that see a scene of drawn people; what the scene holds can be changed between pictures. */
const openScene = (people: Person[] = []) => {
  const scene = { people, looks: 0, marks: 0 };
  const boxOf = ({ x, y, scale, score = 0.8 }: Person): FoundBox => ({
    box: { x: x - scale * 0.7, y: y - scale * 0.8 * aspect, width: scale * 1.4, height: scale * 1.6 * aspect },
    score,
  });
  const follow = createFaceFollower<typeof picture>({
    locate: async () => {
      scene.looks += 1;
      return scene.people.map(boxOf);
    },
    mark: async (_picture, { centre }: FaceCrop) => {
      scene.marks += 1;
      const apart = ({ x, y }: Person) => Math.hypot(x - centre.x, (y - centre.y) / aspect);
      const [nearest] = scene.people.toSorted((a, b) => apart(a) - apart(b));
      if (nearest === undefined || apart(nearest) > nearest.scale * 2) return drawnFace({ x: centre.x, y: centre.y, scale: 0.1, aspect });
      return drawnFace({ ...nearest, aspect });
    },
  });
  return { scene, follow: async (atMs: number) => (await follow(picture, atMs)).faces };
};

describe("following faces", () => {
  it("finds everybody, the largest first, each with an id", async () => {
    const { follow } = openScene([
      { x: 0.2, y: 0.5, scale: 0.1 },
      { x: 0.6, y: 0.5, scale: 0.2 },
    ]);
    const faces = await follow(0);
    expect(faces.map(({ scale }) => scale)).toEqual([expect.closeTo(0.2), expect.closeTo(0.1)]);
    expect(new Set(faces.map(({ id }) => id)).size).toBe(2);
  });

  it("keeps ids while people move, even past each other's places", async () => {
    const { scene, follow } = openScene([
      { x: 0.2, y: 0.4, scale: 0.15 },
      { x: 0.8, y: 0.6, scale: 0.15 },
    ]);
    const first = (await follow(0)).find(({ box }) => box.x < 0.4);
    for (let step = 1; step <= 20; step++) {
      scene.people = [
        { x: 0.2 + step * 0.03, y: 0.4, scale: 0.15 },
        { x: 0.8 - step * 0.03, y: 0.7, scale: 0.15 },
      ];
      await follow(step * 100);
    }
    const arrived = (await follow(2_100)).find(({ id }) => id === first?.id);
    expect(arrived === undefined ? 0 : faceCentre(arrived).x).toBeCloseTo(0.8, 1);
  });

  it("lets the detector look now and then alone", async () => {
    const { scene, follow } = openScene([{ x: 0.5, y: 0.5, scale: 0.2 }]);
    for (let at = 0; at < 2_000; at += 50) await follow(at);
    expect(scene.looks).toBeLessThanOrEqual(6);
    expect(scene.marks).toBeGreaterThanOrEqual(40);
  });

  it("does not begin with a doubtful face, but stays with one that becomes doubtful", async () => {
    const { scene, follow } = openScene([{ x: 0.5, y: 0.5, scale: 0.2, score: 0.4 }]);
    expect(await follow(0)).toEqual([]);
    scene.people = [{ x: 0.5, y: 0.5, scale: 0.2, score: 0.7 }];
    expect(await follow(1_000)).toHaveLength(1);
    scene.people = [{ x: 0.5, y: 0.5, scale: 0.2, score: 0.4 }];
    for (let at = 1_100; at < 5_000; at += 100) expect(await follow(at)).toHaveLength(1);
  });

  it("lets somebody go who has left, and gives whoever comes a new id", async () => {
    const { scene, follow } = openScene([{ x: 0.5, y: 0.5, scale: 0.2 }]);
    const [left] = await follow(0);
    scene.people = [];
    for (let at = 100; at <= 3_000; at += 100) await follow(at);
    expect(await follow(3_100)).toEqual([]);
    scene.people = [{ x: 0.5, y: 0.5, scale: 0.2 }];
    const [came] = await follow(4_000);
    expect(came?.id).not.toBe(left?.id);
  });

  it("takes two boxes of one head for one face", async () => {
    const { follow } = openScene([
      { x: 0.5, y: 0.5, scale: 0.2 },
      { x: 0.52, y: 0.5, scale: 0.2 },
    ]);
    expect(await follow(0)).toHaveLength(1);
  });
});
