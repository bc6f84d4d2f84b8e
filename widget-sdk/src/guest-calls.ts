import { TfxError } from "@tfx/protocol/tfx-error";
import type { GuestMessage } from "@tfx/protocol/widgets";
import type { Until } from "./context.ts";

/** Calls that wait for the host's answer. */
export interface GuestCalls {
  readonly ask: (message: Extract<GuestMessage, { t: "call" }>, until?: Until) => Promise<unknown>;
  readonly resolve: (id: number, value: unknown) => void;
  readonly reject: (id: number, wire: unknown) => void;
  readonly rejectAll: (error: TfxError) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export const createGuestCalls = (post: (message: GuestMessage) => void): GuestCalls => {
  const waiting = new Map<number, Waiting>();
  const take = (id: number): Waiting | undefined => {
    const call = waiting.get(id);
    waiting.delete(id);
    return call;
  };
  return {
    async ask(message, until) {
      const { id } = message;
      const signal = until?.signal;
      signal?.throwIfAborted();
      const cancel = () => {
        const call = take(id);
        if (call) post({ t: "cancel", id });
        call?.reject(signal?.reason);
      };
      try {
        return await new Promise((resolve, reject) => {
          post(message);
          waiting.set(id, { resolve, reject });
          signal?.addEventListener("abort", cancel);
        });
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    },
    resolve: (id, value) => take(id)?.resolve(value),
    reject: (id, wire) => take(id)?.reject(TfxError.fromWire(wire)),
    rejectAll(error) {
      for (const call of waiting.values()) call.reject(error);
      waiting.clear();
    },
  };
};
