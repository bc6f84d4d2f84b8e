import type { Invite } from "@tfx/protocol";
import { browser } from "./browser.ts";
import { internalMessage, openOutcome, shareOutcome, type InternalMessage, type OpenOutcome, type ShareOutcome } from "./messages.ts";

/** Sends to the service worker (and to the other pages, which ignore what is not for them). */
const send = async (message: InternalMessage): Promise<unknown> => browser.runtime.sendMessage(message);

/** Asks the worker to open a call, or to show the one that runs. */
export const askToOpen = async (invite: Invite): Promise<OpenOutcome> =>
  openOutcome.catch("none").parse(await send({ type: "call.open", invite: { ...invite } }));

/** Asks the worker to bring the running call forward. */
export const askToShow = async (): Promise<OpenOutcome> => openOutcome.catch("none").parse(await send({ type: "call.show" }));

/** Asks the worker to prepare the page of a tab to be shared; the call comes forward when it is. */
export const askToMark = async (tabId: number): Promise<ShareOutcome> =>
  shareOutcome.catch("refused").parse(await send({ type: "share.mark", tabId }));

/** Tells the worker about this page's call and what it sees; it has nothing to answer. */
export const tellWorker = (message: Extract<InternalMessage, { type: "call.report" | "call.over" | "companion.gone" }>): void => {
  // The worker is starting or the extension is being replaced: the next report tells the same again.
  send(message).catch(() => undefined);
};

type CommandMessage = Extract<InternalMessage, { type: "call.command" }>;

/** Sends a command to the call tab; nothing happens when there is none. */
export const commandCall = (command: CommandMessage["command"]): void => {
  send({ type: "call.command", command }).catch(() => undefined);
};

/** Calls the listener for each command to the call tab; returns the undo. */
export const onCallCommand = (listener: (command: CommandMessage["command"]) => void): (() => void) => {
  const handleMessage = (raw: unknown): false => {
    const message = internalMessage.safeParse(raw);
    if (message.success && message.data.type === "call.command") listener(message.data.command);
    return false;
  };
  browser.runtime.onMessage.addListener(handleMessage);
  return () => browser.runtime.onMessage.removeListener(handleMessage);
};
