import { useEffect, useRef } from "preact/hooks";
import { Dialog } from "@tfx/ui";
import type { InlinePicture } from "../messages/entry.ts";
import { largeKey } from "./pictures-model.ts";
import { isSafePicture } from "./picture-size.ts";
import type { Message } from "../messages/fold-messages.ts";
import { useChat } from "../view/chat-context.ts";
import { t } from "../words.ts";

/** A picture that is shown large, with what it is called. */
export interface Enlarged {
  readonly bytes: Uint8Array;
  readonly type: InlinePicture["type"];
  readonly name: string;
}

const draw = async (canvas: HTMLCanvasElement, bytes: Uint8Array, type: string) => {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type }));
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
};

// A canvas, since an image would need an address that the page of a widget may not open.
/** A picture from its bytes; a file that is none leaves the place empty. */
export const Picture = ({ bytes, type, name, class: extra }: Enlarged & { readonly class: string }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null || !isSafePicture(bytes, type)) return;
    draw(canvas.current, bytes, type).catch(() => canvas.current?.setAttribute("data-broken", ""));
  }, [bytes]);
  return <canvas ref={canvas} class={extra} role="img" aria-label={name} />;
};

/** The picture of a message, in a button that shows it larger. */
export const MessagePicture = ({ message, picture }: { readonly message: Pick<Message, "from">; readonly picture: InlinePicture }) => {
  const { chat, enlarged } = useChat();
  const { bytes, type, width, height } = picture;
  const name = t("message.picture", { name: chat.people.nameOf(message.from) });
  return (
    <button
      type="button"
      class="chat-picture"
      aria-label={`${name}. ${t("message.enlarge")}`}
      style={{ aspectRatio: `${width} / ${height}`, inlineSize: `${width}px` }}
      onClick={() => {
        const large = picture.large === undefined ? undefined : chat.pictures.large.peek().get(largeKey(message.from, picture.large));
        enlarged.value = { bytes: large ?? bytes, type, name };
      }}
    >
      <Picture class="chat-picture__canvas" {...{ bytes, type, name }} />
    </button>
  );
};

/** The picture that was pressed, as large as there is room. */
export const EnlargedPicture = () => {
  const { enlarged } = useChat();
  const picture = enlarged.value;
  if (picture === undefined) return null;
  return (
    <Dialog
      title={picture.name}
      closeLabel={t("compose.cancel")}
      size="large"
      onClose={() => {
        enlarged.value = undefined;
      }}
    >
      <Picture class="chat-enlarged" {...picture} />
    </Dialog>
  );
};
