import { setTimeout as wait } from "node:timers/promises";

/** Settles when it is known what there is to see and hear: before that nobody is let in. */
export const isOnAir = async (url: string, stream: string): Promise<void> => {
  for (;;) {
    const { video, audio } = (await (await fetch(`${url}/api/streams/${stream}`)).json()) as { video?: object; audio?: object };
    if (video !== undefined && audio !== undefined) return;
    await wait(50);
  }
};
