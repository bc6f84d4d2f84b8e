import { roomName } from "@tfx/protocol";
import { expect, test } from "vitest";
import { parseRecents, withoutRoom, withVisit, type Recent } from "./recents.ts";

const visit = (room: string, at: number, names: readonly string[] = []): Recent => ({
  invite: { server: "https://call.example", room: roomName.parse(room) },
  names: [...names],
  at,
});

test("the latest visit stands first and a room stands once", () => {
  const list = [visit("lake", 3), visit("harbour", 2), visit("lake", 1)].reduceRight<readonly Recent[]>(withVisit, []);
  expect(list.map((entry) => [entry.invite.room, entry.at])).toEqual([
    ["lake", 3],
    ["harbour", 2],
  ]);
});

test("a visit without company keeps the names of the one before", () => {
  expect(withVisit([visit("lake", 1, ["Amara"])], visit("lake", 2))[0]?.names).toEqual(["Amara"]);
});

test("twelve rooms are kept", () => {
  let list: readonly Recent[] = [];
  for (let index = 0; index < 20; index += 1) list = withVisit(list, visit(`room-${index}`, index));
  expect(list).toHaveLength(12);
  expect(list[0]?.invite.room).toBe("room-19");
});

test("a room can be forgotten", () => {
  expect(withoutRoom([visit("lake", 1), visit("harbour", 2)], visit("lake", 9).invite)).toEqual([visit("harbour", 2)]);
});

test("spoiled entries of storage are left out", () => {
  expect(
    parseRecents([visit("lake", 1), { invite: "?" }, null, { ...visit("x", 1), invite: { server: "javascript:1", room: "x" } }]),
  ).toEqual([visit("lake", 1)]);
  expect(parseRecents("nonsense")).toEqual([]);
});
