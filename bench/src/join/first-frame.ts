import type { BrowserContext, Page } from "@playwright/test";

/** Moments of one join in the joiner's page, in milliseconds of its clock; for knowing where the time goes. */
export interface JoinMoments {
  readonly click: number;
  readonly firstFrame: number;
  /** From the click, each name once: `offer`, `answer`, `ice`, `connected`, `track`. */
  readonly steps: Readonly<Record<string, number>>;
}

interface Watched {
  click: number | undefined;
  readonly firstFrame: Promise<number>;
  steps: Record<string, number>;
}

/** Notes in each page of the context when it was clicked and when a video of another person first showed a frame. */
export const watchFirstFrames = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    let seen: (at: number) => void = () => undefined;
    const watched: Watched = { click: undefined, firstFrame: new Promise((resolve) => (seen = resolve)), steps: {} };
    Object.assign(globalThis, { watched });
    const note = (step: string): void => {
      if (watched.click !== undefined) watched.steps[step] ??= Math.round(performance.now() - watched.click);
    };
    const isRemote = (video: HTMLVideoElement): boolean =>
      video.dataset["remote"] !== undefined || video.closest("[data-participant]:not([data-self])") !== null;
    const watch = (video: HTMLVideoElement): void => {
      video.requestVideoFrameCallback((now) => {
        if (!isRemote(video)) return watch(video);
        seen(now);
      });
    };
    addEventListener(
      "click",
      (event) => {
        if (event.target instanceof Element && event.target.closest("button")?.textContent?.trim() === "Join")
          watched.click = performance.now();
      },
      { capture: true },
    );
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (node instanceof HTMLVideoElement) watch(node);
        else if (node instanceof Element) node.querySelectorAll("video").forEach(watch);
      }
    }).observe(document, { childList: true, subtree: true });
    globalThis.RTCPeerConnection = new Proxy(globalThis.RTCPeerConnection, {
      construct(target, parameters, newTarget) {
        const connection = Reflect.construct(target, parameters, newTarget) as RTCPeerConnection;
        note("made");
        connection.addEventListener("signalingstatechange", () => note(`signalling ${connection.signalingState}`));
        connection.addEventListener("track", () => note("track"));
        connection.addEventListener("iceconnectionstatechange", () => note(`ice ${connection.iceConnectionState}`));
        connection.addEventListener("connectionstatechange", () => note(connection.connectionState));
        return connection;
      },
    });
  });

/** Clicks Join and waits for the first frame of somebody else. */
export const timeJoin = async (page: Page): Promise<JoinMoments> => {
  await page.getByRole("button", { name: "Join", exact: true }).click();
  // One wait inside the page: asking again and again would take part in what is measured.
  const { click, firstFrame, steps } = await page.evaluate(async () => {
    const { watched } = globalThis as typeof globalThis & { watched: Watched };
    return { ...watched, firstFrame: await watched.firstFrame };
  });
  if (click === undefined) throw new Error("The click on Join was not seen");
  return { click, firstFrame, steps };
};
