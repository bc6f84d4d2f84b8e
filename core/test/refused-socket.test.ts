import { roomName } from "@tfx/protocol";
import { createServer } from "@tfx/signalling-server";
import { afterEach, expect, it } from "vitest";
import { openRoomSeal } from "../src/signalling/room-seal.ts";
import { SignallingLink } from "../src/signalling/signalling-link.ts";

const opened: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

it("comes back by itself after the server let no socket in", async () => {
  const server = await createServer({ addressRates: { sockets: { burst: 1, perSecond: 2 }, joins: plenty, guesses: plenty } });
  opened.push(() => server.close());
  const [first, second] = [new SignallingLink(server.url), new SignallingLink(server.url)];
  opened.push(
    () => first[Symbol.dispose](),
    () => second[Symbol.dispose](),
  );
  const params = { room: roomName.parse("den"), access: openRoomSeal.access };
  await expect(Promise.all([first.call("room.peek", params), second.call("room.peek", params)])).resolves.toMatchObject([
    { exists: false },
    { exists: false },
  ]);
}, 15_000);

const plenty = { burst: 1_000, perSecond: 1_000 };
