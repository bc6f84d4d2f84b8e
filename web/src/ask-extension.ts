import { z } from "zod";

const answerMs = 300;

const opened = z.object({ type: z.literal("tfx.opened"), outcome: z.enum(["opened", "moved", "shown", "shown-other", "none"]) });

const pong = z.object({ type: z.literal("tfx.pong"), version: z.string().max(32) });

/** The one function by which browsers let a web page talk to an extension that lists its origin. */
export type SendToExtension = (id: string, message: object, answer: (reply: unknown) => void) => void;

/** `chrome.runtime.sendMessage` as a page has it: only where some installed extension lists this origin. */
export const pageMessenger = (page: object = globalThis): SendToExtension | undefined => {
  const { runtime } = (Reflect.get(page, "chrome") ?? {}) as { runtime?: { sendMessage?: SendToExtension; lastError?: unknown } };
  const send = runtime?.sendMessage;
  if (send === undefined) return undefined;
  return (id, message, answer) =>
    send.call(runtime, id, message, (reply) => {
      // An absent extension sets lastError; the browser complains in the console unless somebody looks.
      answer(runtime?.lastError === undefined ? reply : undefined);
    });
};

/** The id of an extension of ours that answers within a moment; undefined when there is none. */
export const findExtension = async (ids: readonly string[], send: SendToExtension | undefined): Promise<string | undefined> => {
  if (send === undefined) return undefined;
  const answers = ids.map(
    (id) =>
      new Promise<string>((resolve, reject) => {
        setTimeout(reject, answerMs);
        send(id, { type: "tfx.ping" }, (reply) => {
          if (pong.safeParse(reply).success) resolve(id);
          else reject(new Error("no extension of ours"));
        });
      }),
  );
  // Promise.any rejects when none of them is there, which is no failure.
  return Promise.any(answers).catch(() => undefined);
};

/** Asks the extension to open the room of a link; resolves to whether the person is in it there. */
export const openInExtension = (id: string, send: SendToExtension, link: string): Promise<boolean> =>
  new Promise((resolve) => {
    send(id, { type: "tfx.open", link }, (reply) => {
      const answer = opened.safeParse(reply);
      resolve(answer.success && !["none", "shown-other"].includes(answer.data.outcome));
    });
  });
