import { z } from "zod";
import { browser } from "./browser.ts";
import { badgeFor } from "./call-slot/badge.ts";
import { openCall, showCall } from "./call-slot/call-tab.ts";
import { isCallPageOpen, readCall, storeCall } from "./call-slot/call-store.ts";
import { dropCompanions, handleCompanionMessage } from "./companions/companion-store.ts";
import { toInvite } from "./invite-url.ts";
import { markTab } from "./ink/mark-tab.ts";
import { internalMessage, type CallReport, type InternalMessage, type OpenOutcome, type ShareOutcome } from "./messages.ts";
import { readPageRequest } from "./page-requests.ts";
import { planUpdate } from "./update/plan-update.ts";

// The worker holds no connection and no state of its own: the browser ends it when it likes. Every
// listener is registered before the first await, or the event that woke the worker is lost.

// A worker has no document, by which protocol/ knows a page: the extension's policy forbids code generation here too.
z.config({ jitless: true });

const updateKey = "update-pending";

/** A call page that is being reloaded is gone for a moment; an update must not slip in there. */
const reloadMs = 3_000;

/** Failures have nowhere else to be seen than the worker's console. */
const report = (error: unknown): void => {
  // oxlint-disable-next-line no-console -- see above
  console.error(error);
};

const showBadge = async (call: CallReport | undefined): Promise<void> => {
  const badge = badgeFor(call);
  await browser.action.setBadgeText({ text: badge.text });
  await browser.action.setBadgeBackgroundColor({ color: badge.color });
  await browser.action.setBadgeTextColor({ color: "#ffffff" });
  await browser.action.setTitle({ title: browser.i18n.getMessage(badge.tooltip, call?.room) });
};

const applyUpdateWhenIdle = async (): Promise<void> => {
  const pending = (await browser.storage.session.get(updateKey))[updateKey] === true;
  if (planUpdate({ pending, callOpen: await isCallPageOpen() }) === "apply") browser.runtime.reload();
};

const handleCallOver = async (tabId: number | undefined): Promise<void> => {
  const call = await readCall();
  if (call !== undefined && call.tabId !== tabId) return;
  await storeCall(undefined);
  await showBadge(undefined);
  setTimeout(() => void applyUpdateWhenIdle().catch(report), reloadMs);
};

const handleReport = async (call: CallReport, tabId: number | undefined): Promise<void> => {
  if (tabId === undefined) return;
  await storeCall({ ...call, tabId, openedAt: Date.now() });
  await showBadge(call);
};

const prepareShare = async (tabId: number): Promise<ShareOutcome> => {
  const outcome = await markTab(tabId);
  if (outcome === "marked") await showCall();
  return outcome;
};

const handleMessage = async (message: InternalMessage, tabId: number | undefined): Promise<OpenOutcome | ShareOutcome | undefined> => {
  if (message.type === "call.open") return openCall(toInvite(message.invite));
  if (message.type === "call.show") return showCall();
  if (message.type === "share.mark") return prepareShare(message.tabId);
  if (message.type === "call.report") await handleReport(message.report, tabId);
  if (message.type === "call.over") await handleCallOver(tabId);
  if (message.type === "companion.gone") await dropCompanions(message.sender);
  return undefined;
};

browser.runtime.onMessage.addListener((raw: unknown, sender, respond: (answer?: unknown) => void) => {
  const message = internalMessage.safeParse(raw);
  if (!message.success || message.data.type === "call.command") return false;
  handleMessage(message.data, sender.tab?.id).then(respond, (error: unknown) => {
    report(error);
    respond();
  });
  return true;
});

browser.runtime.onMessageExternal.addListener((raw: unknown, sender, respond: (answer?: unknown) => void) => {
  // The browser names the sender, an extension by its id and a page by none.
  const answer = sender.id === undefined ? undefined : handleCompanionMessage(raw, sender.id);
  if (answer !== undefined) {
    answer.then(respond, report);
    return true;
  }
  const request = readPageRequest(raw, sender.origin);
  if (request?.ask === "ping") respond({ type: "tfx.pong", version: browser.runtime.getManifest().version });
  if (request?.ask !== "open") return false;
  openCall(request.invite).then((outcome) => respond({ type: "tfx.opened", outcome }), report);
  return true;
});

browser.commands.onCommand.addListener((command) => {
  if (command !== "toggle-mute") return;
  const message: InternalMessage = { type: "call.command", command: "toggle-microphone" };
  // Without a call tab nobody listens, and there is nothing to mute.
  browser.runtime.sendMessage(message).catch(() => undefined);
});

browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") browser.tabs.create({ url: browser.runtime.getURL("start.html") }).catch(report);
});

browser.runtime.onUpdateAvailable.addListener(() => {
  browser.storage.session
    .set({ [updateKey]: true })
    .then(applyUpdateWhenIdle)
    .catch(report);
});

// A crashed or closed tab cannot say goodbye.
browser.tabs.onRemoved.addListener((tabId) => {
  handleCallOver(tabId).catch(report);
});
