import type { FetchAgain } from "./lazy-code.ts";

let attempts = 0;

const fresh = (address: string): string => `${address}?again=${attempts}`;

/** Chromium and Firefox name the module in the error; Safari does not, and fetches it anew by itself. */
const failedModule = (problem: unknown): string | undefined =>
  problem instanceof Error ? /[a-z-]+:\/\/\S+?\.js/.exec(problem.message)?.[0] : undefined;

/** The bundler adds a stylesheet once and takes it for loaded ever after. */
const mendStylesheet = (broken: HTMLLinkElement): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = fresh(broken.href);
    link.dataset.mended = "";
    link.addEventListener("load", () => {
      broken.dataset.mended = "";
      resolve();
    });
    link.addEventListener("error", () => {
      link.remove();
      reject(new Error(`The stylesheet ${broken.href} could not be fetched.`));
    });
    document.head.append(link);
  });

/** Fetches what failed under another address, since the failure is remembered under the old one. */
export const fetchAgain: FetchAgain = async <T>(problem: unknown, load: () => Promise<T>): Promise<T> => {
  attempts += 1;
  const links = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]:not([data-mended])")];
  await Promise.all(links.filter(({ sheet }) => sheet === null).map(mendStylesheet));
  const address = failedModule(problem);
  return address === undefined ? load() : (import(/* @vite-ignore */ fresh(address)) as Promise<T>);
};
