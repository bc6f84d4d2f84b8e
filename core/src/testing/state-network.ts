import { signal } from "@preact/signals-core";
import type { LaneName, ParticipantId } from "@tfx/protocol";
import { TopicHub } from "../channel/topic-hub.ts";
import type { StateRoom } from "../state/state-port.ts";

/** One member of a room in memory; what it sends is encoded, carried and checked as in a call. */
export interface StateMember {
  readonly room: StateRoom;
  /** Gone for the others at once; what is under way to it is lost. */
  readonly leave: () => void;
  /** Can be seen by everybody now. */
  readonly appear: () => void;
}

/** A room in memory, whose network is as slow and as bad as the test wants. */
export interface StateNetwork {
  /**
   * Comes in, or comes back with another page under the same id. Those named in `unseenBy` cannot send to
   * it before it appears to them, though it can send to them.
   */
  join(name: string, options?: { readonly unseenBy?: readonly string[] }): StateMember;
}

/** Makes an empty room; `loseLive` says which live messages never arrive. */
export const createStateNetwork = ({
  latencyMs = 0,
  loseLive = () => false,
}: { latencyMs?: number; loseLive?: () => boolean } = {}): StateNetwork => {
  const members = new Map<ParticipantId, Member>();
  const host = signal<{ host: ParticipantId | null }>({ host: null });
  const update = () => {
    host.value = { host: members.keys().next().value ?? null };
    for (const member of members.values())
      member.people.value = [...members.values()].filter(({ id, unseenBy }) => id !== member.id && !unseenBy.has(member.id));
  };
  return {
    join: (name, { unseenBy = [] } = {}) => {
      const id = idOf(name);
      members.get(id)?.life.abort();
      const member = createMember(id, members, { latencyMs, loseLive, unseenBy: new Set(unseenBy.map(idOf)) });
      members.set(id, member);
      update();
      const leave = () => {
        if (member.life.signal.aborted) return;
        member.life.abort();
        members.delete(id);
        update();
      };
      const appear = () => {
        member.unseenBy.clear();
        update();
      };
      return { appear, room: { self: id, participants: member.people, facts: host, topic: (options) => member.hub.topic(options) }, leave };
    },
  };
};

const idOf = (name: string) => name.padEnd(22, "_") as ParticipantId;

interface Member {
  readonly id: ParticipantId;
  readonly unseenBy: Set<ParticipantId>;
  readonly hub: TopicHub;
  readonly people: { value: readonly { readonly id: ParticipantId }[]; peek(): readonly { readonly id: ParticipantId }[] };
  readonly life: AbortController;
}

const createMember = (
  id: ParticipantId,
  members: ReadonlyMap<ParticipantId, Member>,
  { latencyMs, loseLive, unseenBy }: { latencyMs: number; loseLive: () => boolean; unseenBy: Set<ParticipantId> },
): Member => {
  const people = signal<readonly { readonly id: ParticipantId }[]>([]);
  const life = new AbortController();
  const carry = (to: ParticipantId, lane: LaneName, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    const receiver = members.get(to);
    if (receiver === undefined || life.signal.aborted || (lane === "live" && loseLive())) return Promise.resolve(false);
    return new Promise((resolve) => {
      setTimeout(() => {
        const arrives = !receiver.life.signal.aborted && !life.signal.aborted;
        if (arrives) receiver.hub.handleMessage(id, lane, bytes.slice());
        resolve(arrives);
      }, latencyMs);
    });
  };
  const hub = new TopicHub(() => people.peek().map((other) => ({ id: other.id, send: (lane, bytes) => carry(other.id, lane, bytes) })));
  return { id, unseenBy, hub, people, life };
};
