import { z } from "zod";
import { browser } from "../browser.ts";
import { companion, isCompanionMessage, planCompanion, type Companion, type CompanionAnswer } from "./plan-companion.ts";

const key = "companions";
const perMinute = 10;

/** What other extensions lend, for as long as the browser runs. */
export const readCompanions = async (): Promise<readonly Companion[]> => {
  const stored = z.array(companion).safeParse((await browser.storage.session.get(key))[key]);
  return stored.success ? stored.data : [];
};

/** Calls the listener when the list changes. */
export const watchStoredCompanions = (listener: () => void): void => {
  browser.storage.session.onChanged.addListener((changes) => {
    if (key in changes) listener();
  });
};

/** Messages of each extension in this minute; a worker that was ended meanwhile had little to do. */
const heard = new Map<string, { readonly sinceMs: number; readonly count: number }>();

const isTooOften = (sender: string, now = Date.now()): boolean => {
  const last = heard.get(sender);
  const next = last === undefined || now - last.sinceMs > 60_000 ? { sinceMs: now, count: 1 } : { ...last, count: last.count + 1 };
  heard.set(sender, next);
  return next.count > perMinute;
};

let last: Promise<unknown> = Promise.resolve();

/** One change after the other, so that none is lost. */
const change = <T>(work: () => Promise<T>): Promise<T> => {
  const done = last.catch(() => undefined).then(work);
  last = done;
  return done;
};

/** Takes a message of another extension; undefined when it is not about widgets. */
export const handleCompanionMessage = (message: unknown, sender: string): Promise<CompanionAnswer> | undefined => {
  if (!isCompanionMessage(message)) return undefined;
  if (isTooOften(sender)) return Promise.resolve({ ok: false, code: "rate/limited" });
  return change(async () => {
    const before = await readCompanions();
    const { companions, answer } = planCompanion(before, message, sender);
    if (companions !== before) await browser.storage.session.set({ [key]: companions });
    return answer;
  });
};

/** Forgets what an extension lent that is not there any more. */
export const dropCompanions = (sender: string): Promise<void> =>
  change(async () => {
    const companions = (await readCompanions()).filter((one) => one.sender !== sender);
    await browser.storage.session.set({ [key]: companions });
  });
