/** Somebody who publishes a stream, by whichever way they came in. */
export interface StreamHolder {
  readonly stream: string;
  readonly owner: string;
  /** Nothing comes any more. */
  isDead(): boolean;
  /** Somebody else took its place. */
  replace(): Promise<void>;
}

/** Who publishes which stream: one at a time. */
export interface StreamHolders {
  /** Whether this one may publish: nobody does, or one who is gone, or the same one. */
  mayTake(stream: string, owner: string): boolean;
  /** From now on this one publishes; whoever did is replaced. */
  hold(holder: StreamHolder): Promise<void>;
  release(holder: StreamHolder): void;
}

/** Makes an empty table. */
export const createStreamHolders = (): StreamHolders => {
  const byStream = new Map<string, StreamHolder>();
  return {
    mayTake(stream, owner) {
      const before = byStream.get(stream);
      return before === undefined || before.isDead() || (owner !== "" && before.owner === owner);
    },
    async hold(holder) {
      const before = byStream.get(holder.stream);
      byStream.set(holder.stream, holder);
      await before?.replace();
    },
    release(holder) {
      if (byStream.get(holder.stream) === holder) byStream.delete(holder.stream);
    },
  };
};
