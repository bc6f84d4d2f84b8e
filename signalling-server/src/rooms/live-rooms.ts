import { randomBytes } from "node:crypto";
import { participantId, type CallResult, type ParticipantId, type RoomName } from "@tfx/protocol";
import { dropSocket, endRoom, expireRoom, leaveRoom, lockRoom, removeFromRoom, type HostPlan } from "./change-room.ts";
import { joinRoom, type JoinRequest } from "./join-room.ts";
import { announce, dismissMembers, type LiveRoom, type Member, type Place } from "./live-room.ts";
import { refuse, type Outcome } from "./refusal.ts";
import type { ResumeTokens } from "./resume-token.ts";
import { keyProblem, type RoomKey } from "./room-key.ts";
import { entryOf, factsOf, nextDeadline, seatOf, type Notice, type RoomPlan, type RoomState } from "./room-state.ts";
import type { RoomStore } from "./room-store.ts";

/** What the rooms stand on. */
export interface LiveRoomsOptions {
  readonly store: RoomStore;
  readonly tokens: ResumeTokens;
  readonly now: () => number;
  readonly capacity: number;
  readonly maxRooms: number;
  /** How long the seat of a dropped socket is kept, and how long a rebuilt room waits for the others. */
  readonly graceMs: number;
  /** How long the seat of a page that was closed on purpose is kept, since it may be reloading. */
  readonly reloadGraceMs: number;
  /** Told of each person who comes or goes. */
  readonly onPresence: (what: "joined" | "left" | "removed" | "lost", room: RoomName, participant: ParticipantId) => void;
  readonly onError: (error: unknown) => void;
}

/** Somebody at the door. */
export type Entrant = Pick<JoinRequest, "name" | "key" | "instance" | "profile"> & { readonly resume: string | undefined };

/** What somebody who was let in is told; STUN and TURN servers are not the room's business. */
export type Entered = Omit<CallResult<"room.join">, "iceServers">;

/**
 * The rooms of this server: each change goes through a kernel and the store, then the members are told
 * what came of it. Overdue seats are given up by one timer a room, and only while there is need.
 */
export class LiveRooms {
  readonly #options: LiveRoomsOptions;
  readonly #rooms = new Map<RoomName, LiveRoom>();
  readonly #startedUntil: number;
  #closed = false;

  constructor(options: LiveRoomsOptions) {
    this.#options = options;
    this.#startedUntil = options.now() + options.graceMs;
  }

  /** How many rooms there are, and people with a live socket in them. */
  get counts(): { rooms: number; participants: number } {
    let participants = 0;
    for (const room of this.#rooms.values()) participants += room.members.size;
    return { rooms: this.#rooms.size, participants };
  }

  /** Looks through the door. */
  async peek(name: RoomName, key: RoomKey): Promise<Outcome<CallResult<"room.peek">>> {
    const { room } = await this.#options.store.read(name);
    if (room === undefined) return { ok: true, value: { exists: false, locked: false, full: false, roster: [] } };
    const problem = keyProblem(room.key, key);
    if (problem !== undefined) return problem;
    const full = room.seats.length >= room.capacity;
    return { ok: true, value: { exists: true, locked: room.locked, full, roster: room.seats.map(entryOf) } };
  }

  /** Lets a socket in, or says why not. A socket sits in one room, so it leaves a former one. */
  async join(member: Member, entrant: Entrant): Promise<Outcome<Entered>> {
    const { store, maxRooms } = this.#options;
    const request = this.#requestOf(member, entrant);
    // Without a token it would find its own former seat among the others.
    if (member.place?.room.name === entrant.name && request.claims?.participant !== member.place.participant) await this.leave(member);
    const mayCreate = store.count() < maxRooms;
    const plan = await store.update(entrant.name, ({ room, grave }) =>
      room === undefined && !mayCreate ? { room, notices: [], outcome: refuse("server/busy", {}) } : joinRoom(room, grave, request),
    );
    if (!plan.outcome.ok) return plan.outcome;
    const participant = plan.outcome.value;
    if (member.place !== undefined && member.place.participant !== participant) await this.leave(member);
    this.#apply(entrant.name, plan, { member, participant });
    this.#options.onPresence("joined", entrant.name, participant);
    return this.#enteredAs(plan.room, participant, request.nowMs);
  }

  /** Gives up the seat of a socket. */
  async leave(member: Member): Promise<void> {
    const place = this.#vacate(member);
    if (place !== undefined) await this.#change(place.room.name, (room) => leaveRoom(room, place.participant, "left"));
  }

  /**
   * Keeps the seat of a socket that dropped. Not for long when its page was closed on purpose; nor when
   * nothing was heard since the join, for then the answer with the token was probably lost with the
   * socket, and nobody can ever come back for the seat.
   */
  async drop(member: Member, { onPurpose }: { onPurpose: boolean }): Promise<void> {
    if (this.#closed) return;
    const place = this.#vacate(member);
    if (place === undefined) return;
    const { graceMs, reloadGraceMs, now } = this.#options;
    const isBrief = onPurpose || member.heard === place.heardBefore;
    const awayUntil = now() + (isBrief ? Math.min(graceMs, reloadGraceMs) : graceMs);
    const seat = { participant: place.participant, socket: member.id };
    await this.#change(place.room.name, (room) => dropSocket(room, seat, awayUntil));
  }

  /** Host: locks or unlocks the room. */
  lock(place: Place, locked: boolean): Promise<HostPlan["outcome"]> {
    return this.#asHost(place, (room) => lockRoom(room, place.participant, locked));
  }

  /** Host: removes a participant. */
  remove(place: Place, participant: ParticipantId): Promise<HostPlan["outcome"]> {
    return this.#asHost(place, (room) => removeFromRoom(room, place.participant, participant));
  }

  /** Host: ends the call for everybody. */
  end(place: Place): Promise<HostPlan["outcome"]> {
    return this.#asHost(place, (room) => endRoom(room, place.participant));
  }

  /** Stops all timers; sockets that drop from now on keep their seats for the next start. */
  close(): void {
    this.#closed = true;
    for (const room of this.#rooms.values()) clearTimeout(room.timer);
    this.#rooms.clear();
  }

  #requestOf(member: Member, { resume, ...entrant }: Entrant): JoinRequest {
    const { tokens, now, capacity, graceMs } = this.#options;
    const nowMs = now();
    const read = resume === undefined ? undefined : tokens.read(resume, nowMs);
    const claims = read?.room === entrant.name ? read : undefined;
    const freshId = participantId.parse(randomBytes(16).toString("base64url"));
    return { ...entrant, claims, freshId, nowMs, socket: member.id, capacity, graceMs, startedUntil: this.#startedUntil };
  }

  #enteredAs(state: RoomState | undefined, participant: ParticipantId, nowMs: number): Outcome<Entered> {
    const own = state === undefined ? undefined : seatOf(state, participant);
    if (state === undefined || own === undefined) return refuse("internal", {});
    const value = {
      participant,
      joinedAt: own.joinedAt,
      facts: factsOf(state),
      roster: state.seats.filter((seat) => seat !== own).map(entryOf),
      resume: this.#options.tokens.sign(state, own, nowMs),
      settlesInMs: Math.max(0, state.settlesAt - nowMs),
    };
    return { ok: true, value };
  }

  async #asHost({ room: { name } }: Place, change: (room: RoomState) => HostPlan): Promise<HostPlan["outcome"]> {
    const plan = await this.#change(name, change);
    return plan !== undefined && "outcome" in plan ? plan.outcome : refuse("room/not-joined", {});
  }

  async #change<P extends RoomPlan>(name: RoomName, change: (room: RoomState) => P): Promise<P | RoomPlan> {
    const plan = await this.#options.store.update<P | RoomPlan>(name, ({ room }) =>
      room === undefined ? { room, notices: [] } : change(room),
    );
    this.#apply(name, plan);
    return plan;
  }

  #apply(name: RoomName, { room: state, notices }: RoomPlan, arrival?: { member: Member; participant: ParticipantId }): void {
    const room = this.#rooms.get(name) ?? (state === undefined ? undefined : this.#open(name, state));
    if (room === undefined) return;
    dismissMembers(room, notices);
    this.#report(name, notices);
    if (state === undefined) return this.#forget(room);
    room.state = state;
    room.sealed = state.key.mode === "sealed";
    if (arrival !== undefined) {
      room.members.set(arrival.participant, arrival.member);
      arrival.member.place = { room, participant: arrival.participant, heardBefore: arrival.member.heard };
    }
    const signToken: Parameters<typeof announce>[1]["signToken"] = (of, seat) => this.#options.tokens.sign(of, seat, this.#options.now());
    announce(room, { notices, arrival: arrival?.member, signToken });
    this.#schedule(room);
  }

  #open(name: RoomName, state: RoomState): LiveRoom {
    const room: LiveRoom = { name, state, sealed: state.key.mode === "sealed", members: new Map(), timer: undefined };
    this.#rooms.set(name, room);
    return room;
  }

  #forget(room: LiveRoom): void {
    clearTimeout(room.timer);
    this.#rooms.delete(room.name);
  }

  #schedule(room: LiveRoom): void {
    clearTimeout(room.timer);
    const deadline = nextDeadline(room.state);
    room.timer =
      deadline === undefined ? undefined : setTimeout(() => this.#expire(room.name), Math.max(0, deadline - this.#options.now()));
  }

  #expire(name: RoomName): void {
    this.#change(name, (room) => expireRoom(room, this.#options.now())).catch(this.#options.onError);
  }

  #report(name: RoomName, notices: readonly Notice[]): void {
    for (const notice of notices) if (notice.kind === "left") this.#options.onPresence(notice.reason, name, notice.participant);
  }

  #vacate(member: Member): Place | undefined {
    const { place } = member;
    member.place = undefined;
    if (place?.room.members.get(place.participant) === member) place.room.members.delete(place.participant);
    return place;
  }
}
