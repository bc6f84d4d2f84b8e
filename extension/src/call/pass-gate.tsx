import { render } from "preact";
import type { ComponentChildren } from "preact";
import type { I18n, Place } from "@tfx/app";
import type { ServerSetting } from "../server/server-setting.ts";
import { askToShow } from "../worker-link.ts";
import { CallElsewhere } from "./call-elsewhere.tsx";
import { takeCallLock, type CallLock } from "./call-lock.ts";
import { ForeignServer } from "./foreign-server.tsx";
import "./gate.css";

/** What the gate asks with. */
export interface GateContext {
  readonly i18n: I18n;
  readonly server: ServerSetting;
}

/** Shows one question in place of the app, and takes it away once it is answered. */
const ask = <T,>(root: Element, question: (answer: (value: T) => void) => ComponentChildren): Promise<T> =>
  new Promise((resolve) => {
    const answer = (value: T): void => {
      render(null, root);
      resolve(value);
    };
    render(<main class="gate">{question(answer)}</main>, root);
  });

const passServer = async (root: Element, { i18n, server }: GateContext, place: Place): Promise<boolean> => {
  if (place.at !== "room" || server.isKnown(place.invite.server)) return true;
  const foreign = place.invite.server;
  const confirmed = await ask<boolean>(root, (answer) => (
    <ForeignServer i18n={i18n} server={foreign} own={server.origin.value} onConfirm={() => answer(true)} onCancel={() => answer(false)} />
  ));
  if (confirmed) await server.confirm(foreign);
  return confirmed;
};

const passLock = async (root: Element, { i18n }: GateContext): Promise<CallLock | undefined> => {
  const free = await takeCallLock();
  if (free !== undefined) return free;
  const here = await ask<boolean>(root, (answer) => (
    <CallElsewhere i18n={i18n} onShow={() => answer(false)} onTakeOver={() => answer(true)} />
  ));
  if (here) return takeCallLock({ steal: true });
  await askToShow();
  return undefined;
};

/**
 * What must hold before the app may start in this tab: the link's server is one that the person knows,
 * and no other tab has a call. Resolves to the place that the tab then holds, or to undefined when the
 * person chose otherwise; each question is asked in words meanwhile.
 */
export const passGate = async (root: Element, context: GateContext, place: Place): Promise<CallLock | undefined> =>
  (await passServer(root, context, place)) ? passLock(root, context) : undefined;
