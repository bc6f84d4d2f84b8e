import { CloseIcon, FileIcon, IconButton } from "@tfx/ui";
import { safeFileName } from "@tfx/widget-sdk";
import { FileLabel } from "../file/file-view.tsx";
import { Picture } from "../picture/picture-view.tsx";
import { useChat } from "../view/chat-context.ts";
import { t } from "../words.ts";
import type { Attachment } from "./attachments-model.ts";

const AttachmentView = ({ attachment }: { readonly attachment: Attachment }) => {
  const { attachments } = useChat().composer;
  const { id, file, picture } = attachment;
  const name = safeFileName(attachment.name);
  return (
    <li class={picture === undefined ? "chat-attached__file" : "chat-attached__picture"}>
      {picture === undefined ? (
        <FileLabel file={{ name, type: file.type, size: file.size }} />
      ) : (
        <Picture class="chat-attached__canvas" bytes={picture.inline} type={picture.type} name={name} />
      )}
      {picture !== undefined && (
        <IconButton
          icon={FileIcon}
          label={t("compose.as-file", { name })}
          size="small"
          tip="top-start"
          onClick={() => attachments.sendAsFile(id)}
        />
      )}
      <IconButton icon={CloseIcon} label={t("compose.remove", { name })} size="small" tip="top" onClick={() => attachments.remove(id)} />
    </li>
  );
};

/** What goes along with the message. */
export const AttachedView = () => {
  const { all } = useChat().composer.attachments;
  if (all.value.length === 0) return null;
  return (
    <ul class="chat-attached" aria-label={t("compose.attached")}>
      {all.value.map((attachment) => (
        <AttachmentView key={attachment.id} attachment={attachment} />
      ))}
    </ul>
  );
};
