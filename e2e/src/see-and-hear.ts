import { expect } from "@playwright/test";
import type { Character } from "./media/people.ts";
import { whoIsHeard, whoIsSeen } from "./observe/observed-media.ts";
import { participantOf, tiles, type Person } from "./person.ts";

/** Waits until the viewer's page shows the other's colour in the other's tile. */
export const expectToSee = async (viewer: Person, other: Character): Promise<void> => {
  await expect
    .poll(() => whoIsSeen(tiles(viewer.page, other)), { message: `${viewer.name} sees ${other.name}`, timeout: 30_000 })
    .toBe(other.name);
};

/** Waits until the other's tone plays in the listener's page as the other's. */
export const expectToHear = async (listener: Person, other: Character): Promise<void> => {
  const heard = async (): Promise<string> => whoIsHeard(listener.page, await participantOf(listener.page, other));
  await expect.poll(heard, { message: `${listener.name} hears ${other.name}`, timeout: 30_000 }).toBe(other.name);
};

/** Waits until all of them see and hear each other. */
export const expectMutualCall = async (persons: readonly Person[]): Promise<void> => {
  await Promise.all(
    persons.map(async (one) => {
      for (const other of persons.filter((person) => person !== one)) {
        await expectToSee(one, other);
        await expectToHear(one, other);
      }
    }),
  );
};
