import { useEffect, useRef } from "preact/hooks";
import { t } from "../words.ts";

/** The picture as it goes out, without its sound: one hears the others already. */
export const PreviewView = ({ stream }: { readonly stream: MediaStream }) => {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    element.srcObject = new MediaStream(stream.getVideoTracks());
    // Taken away before it played: there is nothing to play then.
    element.play().catch(() => undefined);
    return () => void (element.srcObject = null);
  }, [stream]);
  return <video class="broadcast-preview" ref={video} muted playsInline aria-label={t("preview")} />;
};
