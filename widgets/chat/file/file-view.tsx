import {
  CheckIcon,
  CloseIcon,
  DownloadIcon,
  FileArchiveIcon,
  FileCodeIcon,
  FileFilmIcon,
  FileIcon,
  FilePictureIcon,
  FileSoundIcon,
  FileTableIcon,
  FileTextIcon,
  Button,
  Icon,
  IconButton,
  WarningIcon,
  type IconNode,
} from "@tfx/ui";
import { safeFileName, type FetchProgress, type ParticipantId, type Sending } from "@tfx/widget-sdk";
import { useChat } from "../view/chat-context.ts";
import { t } from "../words.ts";
import { fileLook, splitName, type FileFacts, type FileLook } from "./file-facts.ts";
import { shareWords, sizeWords, timeWords } from "./file-words.ts";
import { fileKey, isMoving, type FileTransfer, type OwnedFile } from "./files-model.ts";

const looks: Readonly<Record<FileLook, IconNode>> = {
  picture: FilePictureIcon,
  film: FileFilmIcon,
  sound: FileSoundIcon,
  text: FileTextIcon,
  code: FileCodeIcon,
  table: FileTableIcon,
  archive: FileArchiveIcon,
  other: FileIcon,
};

/** The name and size of a file, with a drawing of what it holds; how the name ends stays in sight. */
export const FileLabel = ({ file }: { readonly file: Pick<FileFacts, "name" | "type" | "size"> }) => {
  const { locale } = useChat();
  const name = safeFileName(file.name);
  const [stem, end] = splitName(name);
  return (
    <>
      <span class="chat-file__icon">
        <Icon icon={looks[fileLook(file)]} />
      </span>
      <span class="chat-file__facts">
        <span class="chat-file__name tfx-strong" title={name} dir="ltr">
          <span class="tfx-clip">{stem}</span>
          <span>{end}</span>
        </span>
        <span class="tfx-small tfx-muted tfx-tabular">{sizeWords(file.size, locale.value)}</span>
      </span>
    </>
  );
};

const Bar = ({ bytes, size, paused }: { readonly bytes: number; readonly size: number; readonly paused: boolean }) => {
  const share = size === 0 ? 1 : Math.min(1, bytes / size);
  return (
    <div class={paused ? "chat-file__bar chat-file__bar--paused" : "chat-file__bar"} aria-hidden="true">
      <span style={{ inlineSize: `${share * 100}%` }} />
    </div>
  );
};

const useProgressWords = (file: OwnedFile, { state, bytes, bytesPerSecond, secondsLeft }: FetchProgress): string => {
  const { chat, locale } = useChat();
  const name = chat.people.nameOf(file.from);
  if (state !== "running") return t(`file.${state}`, { name });
  const [share, speed] = [shareWords(bytes, file.size, locale.value), sizeWords(bytesPerSecond, locale.value)];
  const words = t("file.running", { share, speed });
  return secondsLeft === undefined ? words : `${words} · ${t("file.left", { time: timeWords(secondsLeft, locale.value) })}`;
};

const Progress = ({ file, progress }: { readonly file: OwnedFile; readonly progress: FetchProgress }) => {
  const words = useProgressWords(file, progress);
  return (
    <div class="chat-file__progress">
      <Bar bytes={progress.bytes} size={file.size} paused={progress.state === "paused"} />
      {/* A number that changes four times a second is looked up, not read out. */}
      <span
        class="tfx-small tfx-muted tfx-tabular"
        role="progressbar"
        aria-label={safeFileName(file.name)}
        aria-valuenow={file.size === 0 ? 100 : Math.floor((progress.bytes / file.size) * 100)}
        aria-valuetext={words}
      >
        {words}
      </span>
    </div>
  );
};

const Done = () => (
  <p class="chat-file__note chat-file__note--done tfx-small" role="status">
    <Icon icon={CheckIcon} small /> {t("file.done")}
  </p>
);

const Problem = ({ words }: { readonly words: string }) => (
  <p class="chat-file__note chat-file__note--problem tfx-small" role="alert">
    <Icon icon={WarningIcon} small /> {words}
  </p>
);

const saveWords = (transfer: FileTransfer | undefined) =>
  transfer?.state === "problem" ? "file.retry" : transfer?.state === "done" ? "file.again" : "file.save";

/** Another's file: it can be saved as long as they are there. */
const TheirFile = ({ file }: { readonly file: OwnedFile }) => {
  const { chat } = useChat();
  const { files, people } = chat;
  const transfer = files.transfers.value.get(fileKey(file));
  const isThere = people.isThere(file.from);
  const name = people.nameOf(file.from);
  const fileName = safeFileName(file.name);
  const isGone = transfer?.state === "problem" && transfer.problem === "gone";
  const isFetching = isMoving(transfer) && isThere;
  return (
    <div class="chat-file" role="group" aria-label={t("file.label", { name: fileName })}>
      <div class="chat-file__row">
        <FileLabel file={file} />
        {isFetching ? (
          <IconButton
            icon={CloseIcon}
            label={t("file.cancel-label", { name: fileName })}
            size="small"
            tip="top-end"
            onClick={() => files.cancel(file)}
          />
        ) : (
          isThere &&
          !isGone && (
            <Button
              size="small"
              icon={DownloadIcon}
              aria-label={transfer === undefined ? t("file.save-label", { name: fileName }) : undefined}
              onClick={() => files.save(file)}
            >
              {t(saveWords(transfer))}
            </Button>
          )
        )}
      </div>
      {transfer !== undefined && transfer.state !== "problem" && transfer.state !== "done" && isThere && (
        <Progress file={file} progress={transfer} />
      )}
      {transfer?.state === "done" && <Done />}
      {!isThere && transfer?.state !== "done" && <p class="tfx-small tfx-muted">{t("file.away", { name })}</p>}
      {isThere && transfer?.state === "problem" && <Problem words={t(`file.${transfer.problem}`, { name })} />}
    </div>
  );
};

const sendingWords = { running: "file.fetches", paused: "file.waits", done: "file.has", failed: "file.broke" } as const;

const SendingLine = ({ file, one }: { readonly file: FileFacts; readonly one: Sending }) => {
  const { chat, locale } = useChat();
  const name = chat.people.nameOf(one.to);
  const isUnderWay = one.state === "running" || one.state === "paused";
  // Whoever left in the middle stays at what they had: nothing more will come of it.
  const state = isUnderWay && !chat.people.isThere(one.to) ? "failed" : one.state;
  return (
    <li class="chat-file__who tfx-small tfx-muted tfx-tabular">
      {state === "done" && <Icon icon={CheckIcon} small />}
      <span>{t(sendingWords[state], { name, share: shareWords(one.bytes, file.size, locale.value) })}</span>
      {(state === "running" || state === "paused") && <Bar bytes={one.bytes} size={file.size} paused={state === "paused"} />}
    </li>
  );
};

/** An own file: who has it, and who is getting it. */
const OwnFile = ({ file, to }: { readonly file: OwnedFile; readonly to: ParticipantId | undefined }) => {
  const { chat } = useChat();
  const { files, people } = chat;
  const receivers = files.sending.value.get(file.id) ?? [];
  const isShared = files.shared.value.has(file.id);
  const words = isShared ? (to === undefined ? "file.mine" : "file.mine-private") : "file.mine-over";
  return (
    <div class="chat-file" role="group" aria-label={t("file.label", { name: safeFileName(file.name) })}>
      <div class="chat-file__row">
        <FileLabel file={file} />
      </div>
      {receivers.length > 0 && (
        <ul class="chat-file__people">
          {receivers.map((one) => (
            <SendingLine key={one.to} file={file} one={one} />
          ))}
        </ul>
      )}
      {(receivers.length === 0 || !isShared) && (
        <p class="tfx-small tfx-muted">{t(words, { name: to === undefined ? "" : people.nameOf(to) })}</p>
      )}
    </div>
  );
};

/** Properties of a file in the chat. */
export interface FileViewProps {
  readonly file: FileFacts;
  /** Whoever wrote the message has the file. */
  readonly from: ParticipantId;
  /** The only one who can fetch it. */
  readonly to?: ParticipantId | undefined;
}

/** The file of a message. */
export const FileView = ({ file, from, to }: FileViewProps) => {
  const { chat } = useChat();
  const owned = { ...file, from };
  return from === chat.self ? <OwnFile file={owned} to={to} /> : <TheirFile file={owned} />;
};
