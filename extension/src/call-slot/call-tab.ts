import type { Invite } from "@tfx/protocol";
import { browser } from "../browser.ts";
import { callPagePath } from "../invite-url.ts";
import type { OpenOutcome } from "../messages.ts";
import { readCall, storeCall } from "./call-store.ts";
import { planCall } from "./plan-call.ts";

let queue: Promise<unknown> = Promise.resolve();

/** Two quick clicks must not open two tabs: wishes are dealt with one after the other. */
const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
  const result = queue.then(task);
  queue = result.catch(() => undefined);
  return result;
};

/** Opens the call of an invite in a tab, or shows the tab of the call that runs; see `planCall`. */
export const openCall = (invite: Invite): Promise<OpenOutcome> =>
  inTurn(async () => {
    const plan = planCall(await readCall(), invite);
    if (plan.action === "show") {
      await showTab(plan.tabId);
      return plan.sameRoom ? "shown" : "shown-other";
    }
    const url = browser.runtime.getURL(callPagePath(invite));
    const tabId = plan.action === "move" ? await moveTab(plan.tabId, url) : (await browser.tabs.create({ url })).id;
    if (tabId === undefined) return "none";
    const { server, room } = invite;
    await storeCall({ tabId, server, room, phase: "lobby", muted: false, others: [], joinedAt: null, openedAt: Date.now() });
    return plan.action === "move" ? "moved" : "opened";
  });

/** Brings the running call to the front. */
export const showCall = (): Promise<OpenOutcome> =>
  inTurn(async () => {
    const call = await readCall();
    if (call === undefined) return "none";
    await showTab(call.tabId);
    return "shown";
  });

const showTab = async (tabId: number): Promise<void> => {
  const tab = await browser.tabs.update(tabId, { active: true });
  if (tab) await browser.windows.update(tab.windowId, { focused: true });
};

const moveTab = async (tabId: number, url: string): Promise<number> => {
  await browser.tabs.update(tabId, { url });
  await showTab(tabId);
  return tabId;
};
