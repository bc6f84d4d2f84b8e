import { useSignal } from "@preact/signals";
import { Icon, CameraIcon } from "@tfx/ui";
import "./poster.css";

/** The picture of a broadcast; a drawing where it has none, or one that cannot be shown here. */
export const Poster = ({ address, isBackground = false }: { readonly address: string | undefined; readonly isBackground?: boolean }) => {
  const broken = useSignal<string | undefined>(undefined);
  const isShown = address !== undefined && address !== broken.value;
  if (!isShown && isBackground) return null;
  return (
    <div class={`poster${isBackground ? " poster--background" : ""}`}>
      {isShown ? <img class="poster__image" src={address} alt="" onError={() => (broken.value = address)} /> : <Icon icon={CameraIcon} />}
    </div>
  );
};
