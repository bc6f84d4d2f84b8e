import type { Invite } from "@tfx/protocol";
import { isInside, type CallReport } from "../messages.ts";

/** The call tab that is open, as far as the decision needs it. */
export type RunningCall = Pick<CallReport, "server" | "room" | "phase"> & { readonly tabId: number };

/**
 * What to do with a wish to be in a room, when a profile has one call at most: open a tab, show the tab
 * that is there, or lead a tab whose person is in no call (before Join, or after the end) to the other room.
 */
export type CallPlan =
  | { readonly action: "open" }
  | { readonly action: "show"; readonly tabId: number; readonly sameRoom: boolean }
  | { readonly action: "move"; readonly tabId: number };

/** Decides {@link CallPlan}; a call that somebody is in is never left behind their back. */
export const planCall = (running: RunningCall | undefined, wanted: Invite): CallPlan => {
  if (running === undefined) return { action: "open" };
  const sameRoom = running.room === wanted.room && running.server === wanted.server;
  if (!sameRoom && !isInside(running)) return { action: "move", tabId: running.tabId };
  return { action: "show", tabId: running.tabId, sameRoom };
};
