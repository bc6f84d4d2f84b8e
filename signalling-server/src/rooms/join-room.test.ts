import { instanceId, participantId, roomName, type ParticipantId } from "@tfx/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dropSocket, endRoom, expireRoom, leaveRoom, lockRoom, removeFromRoom } from "./change-room.ts";
import { joinRoom, type JoinRequest } from "./join-room.ts";
import { ResumeTokens } from "./resume-token.ts";
import type { Grave, RoomPlan, RoomState } from "./room-state.ts";

const id = (index: number): ParticipantId => participantId.parse(String(index).padStart(22, "p"));
const name = roomName.parse("amber-otter");
const tokens = new ResumeTokens("secret");

const request = (index: number, fields: Partial<JoinRequest> = {}): JoinRequest => ({
  nowMs: 1_000 + index,
  name,
  key: { mode: "open" },
  instance: instanceId.parse(String(index).padStart(22, "i")),
  profile: { open: "{}" },
  socket: `socket ${index}`,
  claims: undefined,
  freshId: id(index),
  capacity: 4,
  graceMs: 100,
  startedUntil: 0,
  ...fields,
});

const roomOf = (people: number): RoomState => {
  let room: RoomState | undefined;
  for (let index = 0; index < people; index += 1) ({ room } = joinRoom(room, undefined, request(index)));
  if (room === undefined) throw new Error("nobody joined");
  return room;
};

const claimsOf = (room: RoomState, index: number) => {
  const seat = room.seats.find(({ participant }) => participant === id(index));
  return seat === undefined ? undefined : tokens.read(tokens.sign(room, seat, 1_000), 1_000);
};

describe("a room", () => {
  it("ends with its last seat, and remembers who left", () => {
    const { room, grave } = leaveRoom(roomOf(1), id(0), "left");
    expect(room).toBeUndefined();
    expect(grave).toEqual({ born: 1_000, ended: false, left: [id(0)] });
  });

  it("prefers an heir who is there to one who is away", () => {
    const away = dropSocket(roomOf(3), { participant: id(1), socket: "socket 1" }, 5_000).room;
    if (away === undefined) throw new Error("the room is gone");
    expect(leaveRoom(away, id(0), "left").room?.host).toBe(id(2));
  });

  it("is not changed by a socket that another one has replaced", () => {
    const room = roomOf(2);
    expect(dropSocket(room, { participant: id(1), socket: "an older socket" }, 5_000)).toEqual({ room, notices: [] });
  });

  it("is rebuilt by the newest token, and an older one changes nothing", () => {
    const old = roomOf(3);
    const { room: locked } = lockRoom(old, id(0), true);
    if (locked === undefined) throw new Error("the room is gone");
    const first = joinRoom(undefined, undefined, request(1, { claims: claimsOf(old, 1) }));
    expect(first.room).toMatchObject({ locked: false, host: id(0) });
    const second = joinRoom(first.room, undefined, request(2, { claims: claimsOf(locked, 2) }));
    expect(second.room?.locked).toBe(true);
    expect(second.notices).toContainEqual({ kind: "facts" });
    const third = joinRoom(second.room, undefined, request(0, { claims: claimsOf(old, 0) }));
    expect(third.room?.locked).toBe(true);
    expect(third.room?.seats.map(({ participant }) => participant)).toEqual([id(0), id(1), id(2)]);
  });

  it("does not come back by the token of an earlier life", () => {
    const earlier = claimsOf(roomOf(1), 0);
    const { room } = joinRoom(undefined, { born: 1_000, ended: false, left: [] }, request(5));
    const plan = joinRoom(room, { born: 1_000, ended: false, left: [] }, request(6, { claims: earlier }));
    expect(plan.outcome).toEqual({ ok: true, value: id(6) });
    expect(plan.room?.host).toBe(id(5));
  });

  it("may be full for newcomers while there is a seat for whoever holds a token during a restart", () => {
    const full = roomOf(4);
    let room: RoomState | undefined = joinRoom(undefined, undefined, request(0, { claims: claimsOf(full, 0) })).room;
    for (const index of [7, 8, 9]) ({ room } = joinRoom(room, undefined, request(index)));
    expect(joinRoom(room, undefined, request(10)).outcome).toMatchObject({ code: "room/full" });
    expect(joinRoom(room, undefined, request(1, { claims: claimsOf(full, 1) })).outcome).toEqual({ ok: true, value: id(1) });
  });
});

type Step = (room: RoomState | undefined, grave: Grave | undefined, at: number) => RoomPlan;

const person = fc.integer({ min: 0, max: 6 });
const inRoom =
  (change: (room: RoomState, at: number) => RoomPlan): Step =>
  (room, _grave, at) =>
    room === undefined ? { room, notices: [] } : change(room, at);
const step: fc.Arbitrary<Step> = fc.oneof(
  person.map(
    (who): Step =>
      (room, grave, at) =>
        joinRoom(room, grave, request(who, { nowMs: at, freshId: id(who + 10 * at) })),
  ),
  fc
    .tuple(person, person)
    .map(([pick, who]) => inRoom((room, at) => joinRoom(room, undefined, request(who, { nowMs: at, claims: claimsOf(room, pick) })))),
  person.map((pick) => inRoom((room) => leaveRoom(room, room.seats[pick % room.seats.length]?.participant ?? id(0), "left"))),
  person.map((pick) => inRoom((room) => removeFromRoom(room, room.host, room.seats[pick % room.seats.length]?.participant ?? id(0)))),
  person.map((pick) =>
    inRoom((room, at) => dropSocket(room, room.seats[pick % room.seats.length] ?? { participant: id(0), socket: "" }, at + 3)),
  ),
  fc.boolean().map((locked) => inRoom((room) => lockRoom(room, room.host, locked))),
  fc.constant(inRoom((room, at) => expireRoom(room, at))),
  fc.constant(inRoom((room) => endRoom(room, room.host))),
);

it("whatever happens, a room has people, a host among them, no doubles and no more than it holds", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let room: RoomState | undefined;
      let grave: Grave | undefined;
      for (const [index, run] of steps.entries()) {
        const plan = run(room, grave, index + 1);
        if (room !== undefined && plan.room === undefined) expect(plan.grave).toBeDefined();
        room = plan.room;
        grave = plan.grave ?? grave;
        if (room === undefined) continue;
        const people = room.seats.map(({ participant }) => participant);
        expect(people.length).toBeGreaterThan(0);
        expect(people.length).toBeLessThanOrEqual(room.capacity);
        expect(new Set(people).size).toBe(people.length);
        expect(people).toContain(room.host);
        expect(people.some((one) => room?.removed.includes(one))).toBe(false);
      }
    }),
  );
});
