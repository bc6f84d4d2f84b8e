/** A publisher that is muted sends silence within this time; without anything the element waits as it would have. */
const waitMs = 3_000;

/**
 * What arrives of a stream, as soon as something does. Elements wait for the first picture of each track of pictures, and
 * one that nobody sends never comes: a broadcast of sound alone would not begin. A track is muted until its first packet.
 */
export const heardStream = (all: MediaStream): Promise<MediaStream> =>
  new Promise((resolve) => {
    const heard = new MediaStream();
    const tracks = all.getTracks();
    const take = (track: MediaStreamTrack): void => {
      heard.addTrack(track);
      resolve(heard);
    };
    for (const track of tracks) {
      if (track.muted) track.addEventListener("unmute", () => take(track), { once: true });
      else take(track);
    }
    setTimeout(() => {
      if (heard.getTracks().length === 0) for (const track of tracks) take(track);
    }, waitMs);
  });
