import { createSession } from "@tfx/core";
import { createRoomState, type RoomState } from "@tfx/core/state";
import type { CrowdControl } from "../control.ts";

// Everybody but the one who is measured: each with a session, a seat and links of their own.

const server = location.hash.slice(1);
const states: RoomState[] = [];

const until = (check: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => void (check() ? resolve() : setTimeout(look, 20));
    look();
  });

/** Where a pointer is, with what a widget for drawing would say besides. */
const pointer = (person: number, step: number) => ({
  x: Math.round(500 + 400 * Math.sin(step / 7 + person)),
  y: Math.round(300 + 250 * Math.cos(step / 5 + person)),
  tool: "pen",
  pressed: step % 40 < 20,
});

const control: CrowdControl = {
  async join(room, people) {
    for (let person = 0; person < people; person++) {
      const joined = await createSession({ server }).join({ room, name: `Person ${person + 1}` });
      states.push(createRoomState(joined));
      await until(() => joined.participants.peek().length === person + 1);
    }
    await until(() => states.every((state) => state.offers.peek().length > 0));
  },
  async move(perSecond, ms) {
    const every = 1_000 / perSecond;
    const startedAt = performance.now();
    for (let step = 0; performance.now() - startedAt < ms; step++) {
      for (const [person, state] of states.entries())
        state.instance(state.offers.peek()[0]?.instance ?? "").setPresence(pointer(person, step));
      const wait = startedAt + (step + 1) * every - performance.now();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
    }
  },
};

Object.assign(globalThis, { bench: control });
