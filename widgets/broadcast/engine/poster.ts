/** As large as a poster is ever shown; a JPEG of it stays far below what gateways take. */
const posterWidth = 1_280;
const posterHeight = 720;

const draw = async (picture: CanvasImageSource, size: { readonly width: number; readonly height: number }): Promise<Blob> => {
  const scale = Math.min(1, posterWidth / size.width, posterHeight / size.height);
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(size.width * scale)), Math.max(1, Math.round(size.height * scale)));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
};

/** A picture of the person's as a poster, drawn anew: what else is in the file stays here. @throws when it is no picture */
export const posterOf = async (file: Blob): Promise<Blob> => {
  const picture = await createImageBitmap(file);
  try {
    return await draw(picture, picture);
  } finally {
    picture.close();
  }
};

/** The present picture of a stream; undefined when it has none. */
export const posterOfStream = async (stream: MediaStream): Promise<Blob | undefined> => {
  if (stream.getVideoTracks().length === 0) return undefined;
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  video.srcObject = stream;
  try {
    await video.play();
    return await draw(video, { width: video.videoWidth, height: video.videoHeight });
  } finally {
    video.srcObject = null;
  }
};
