import { expect } from "@playwright/test";
import type { BrowserContext, CDPSession } from "@playwright/test";

/** A popup that the browser shows, which Playwright does not know as a page. */
export interface OpenPopup {
  /** Waits for a button of this name, and presses it. */
  press(name: string): Promise<void>;
}

const targetsOf = async (session: CDPSession, type: "page" | "tab"): Promise<readonly { targetId: string; url: string }[]> => {
  const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type, exclude: false }] });
  return targetInfos;
};

/** Runs an expression in a target and answers its value. */
const createTarget = async (session: CDPSession, targetId: string) => {
  const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
  let last = 0;
  return (expression: string): Promise<unknown> =>
    new Promise((resolve) => {
      const id = (last += 1);
      const take = ({ message }: { message: string }) => {
        const answer = JSON.parse(message) as { id?: number; result?: { result?: { value?: unknown } } };
        if (answer.id !== id) return;
        session.off("Target.receivedMessageFromTarget", take);
        resolve(answer.result?.result?.value);
      };
      session.on("Target.receivedMessageFromTarget", take);
      const message = JSON.stringify({ id, method: "Runtime.evaluate", params: { expression, userGesture: true, returnByValue: true } });
      void session.send("Target.sendMessageToTarget", { sessionId, message });
    });
};

/**
 * Presses the extension's button in the toolbar while the tab with this address is shown: the browser
 * lets the extension into that page, as it does for a person (`activeTab`), and opens the popup.
 */
export const pressExtension = async (context: BrowserContext, extensionId: string, address: string): Promise<OpenPopup> => {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error("a browser without a session");
  const popupUrl = `chrome-extension://${extensionId}/popup.html`;
  const popups = async () => (await targetsOf(session, "page")).filter(({ url }) => url === popupUrl).map(({ targetId }) => targetId);
  // A tab may show the same page.
  const before = await popups();
  const tab = (await targetsOf(session, "tab")).find(({ url }) => url.startsWith(address));
  // Playwright's types do not have this domain yet.
  const raw = session as unknown as { send(method: string, parameters: object): Promise<unknown> };
  await raw.send("Extensions.triggerAction", { id: extensionId, targetId: tab?.targetId ?? "" });
  const popup = async () => (await popups()).find((id) => !before.includes(id));
  await expect.poll(popup, { message: "the popup opens" }).toBeDefined();
  const run = await createTarget(session, (await popup()) ?? "");
  return {
    press: async (name) => {
      const found = `[...document.querySelectorAll("button")].find((one) => one.textContent.trim() === ${JSON.stringify(name)})`;
      await expect.poll(() => run(`${found} !== undefined`), { message: `the popup offers “${name}”` }).toBe(true);
      await run(`${found}.click()`);
    },
  };
};
