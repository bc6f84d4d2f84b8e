import type { RoomName } from "@tfx/protocol";
import type { Grave, RoomPlan, RoomState } from "./room-state.ts";

/** What a store knows under a name: a room, or what is remembered of an earlier one. */
export interface StoredRoom {
  readonly room: RoomState | undefined;
  readonly grave: Grave | undefined;
}

/** A change of a room: pure, since a store may run it again when somebody else was faster. */
export type RoomChange<P extends RoomPlan> = (stored: StoredRoom) => P;

/**
 * Where rooms are kept. `update` applies a change to the latest state as one step and keeps its
 * result; changes of one room happen one after the other.
 */
export interface RoomStore {
  read(name: RoomName): Promise<StoredRoom>;
  update<P extends RoomPlan>(name: RoomName, change: RoomChange<P>): Promise<P>;
  count(): number;
}

/** Most graves kept; the oldest is forgotten first. */
const maxGraves = 5_000;

/** Keeps rooms in this process. */
export class MemoryRoomStore implements RoomStore {
  readonly #rooms = new Map<RoomName, RoomState>();
  readonly #graves = new Map<RoomName, Grave>();

  read(name: RoomName): Promise<StoredRoom> {
    return Promise.resolve({ room: this.#rooms.get(name), grave: this.#graves.get(name) });
  }

  update<P extends RoomPlan>(name: RoomName, change: RoomChange<P>): Promise<P> {
    const plan = change({ room: this.#rooms.get(name), grave: this.#graves.get(name) });
    if (plan.grave !== undefined) this.#bury(name, plan.grave);
    if (plan.room === undefined) this.#rooms.delete(name);
    else this.#rooms.set(name, plan.room);
    return Promise.resolve(plan);
  }

  count(): number {
    return this.#rooms.size;
  }

  #bury(name: RoomName, grave: Grave): void {
    this.#graves.delete(name);
    this.#graves.set(name, grave);
    if (this.#graves.size <= maxGraves) return;
    for (const oldest of this.#graves.keys()) {
      this.#graves.delete(oldest);
      return;
    }
  }
}
