const longestMs = 600;
const stillWidth = 1_280;

/** The next picture of a playing video; a screen on which nothing moves sends none, so the wait has an end. */
const nextPicture = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, longestMs);
    video.requestVideoFrameCallback(() => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * Paints one still picture of a track into a canvas, which is to be empty meanwhile: a screen that shows
 * its own picture would show it within itself, and so on without end.
 */
export const paintStill = async (track: MediaStreamTrack, canvas: HTMLCanvasElement, until: AbortSignal): Promise<void> => {
  const video = canvas.ownerDocument.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    // The first picture may be from before the canvas was emptied.
    await nextPicture(video);
    await nextPicture(video);
    if (until.aborted || video.videoWidth === 0) return;
    const scale = Math.min(1, stillWidth / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  } catch {
    // The share ended while its picture was awaited: there is nothing to show, and the tile goes.
  } finally {
    video.srcObject = null;
  }
};
