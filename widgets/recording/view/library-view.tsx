import { useState } from "preact/hooks";
import { Button, clockTime, DownloadIcon, TrashIcon, Warning } from "@tfx/ui";
import type { Library, SavedFile, SavedRecording } from "../files/library.ts";
import { canPick, saveFile, saveFileAs } from "../files/save-file.ts";
import { fileSize, t, type WordKey } from "../words.ts";

interface Props {
  readonly library: Library;
  readonly locale: string;
  readonly finish: (recording: string) => Promise<void>;
  readonly onProblem: (problem: WordKey) => void;
}

/** Recordings that are kept on this device. */
export const LibraryView = ({ library, ...rest }: Props) => {
  const recordings = library.recordings.value;
  return (
    <section class="tfx-part" aria-label={t("saved")}>
      <h2 class="tfx-part__title">{t("saved")}</h2>
      {recordings.length === 0 && <p class="tfx-part__note">{t("saved.none")}</p>}
      {recordings.map((recording) => (
        <RecordingCard key={recording.id} recording={recording} library={library} {...rest} />
      ))}
    </section>
  );
};

const RecordingCard = ({ recording, library, locale, ...rest }: Props & { readonly recording: SavedRecording }) => {
  const { id, title, startedAt, state, progress, files } = recording;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(startedAt);
  const [isSure, ask] = useState(false);
  return (
    <article class="recording-card">
      <p class="recording-card__title">
        {title} <span class="tfx-part__note">{when}</span>
      </p>
      {state === "cut" && (
        <Warning
          end={
            <Button variant="primary" size="small" onClick={() => void rest.finish(id)}>
              {t("cut.recover")}
            </Button>
          }
        >
          <strong>{t("cut.title")}</strong> {t("cut.text")}
        </Warning>
      )}
      {state === "finishing" && (
        <div class="recording-progress" aria-live="polite">
          <progress value={progress} max={1} aria-label={t("finishing", { percent: Math.round(progress * 100) })} />
          {t("finishing", { percent: Math.round(progress * 100) })}
        </div>
      )}
      {state !== "finishing" &&
        files.map((file) => <FileRow key={file.fileName} file={file} locale={locale} isCut={state === "cut"} {...rest} />)}
      {state !== "finishing" && (
        <Button
          size="small"
          variant={isSure ? "danger" : "ghost"}
          icon={TrashIcon}
          onClick={() => (isSure ? void library.remove(id) : ask(true))}
          onBlur={() => ask(false)}
        >
          {t(isSure ? "saved.remove-sure" : "saved.remove")}
        </Button>
      )}
    </article>
  );
};

const FileRow = ({ file, locale, isCut, onProblem }: Pick<Props, "locale" | "onProblem"> & { file: SavedFile; isCut: boolean }) => {
  const saveAs = async () => {
    try {
      await saveFileAs(file);
    } catch {
      onProblem("problem.save");
    }
  };
  return (
    <div class="tfx-row recording-file">
      <span class="recording-file__name">
        {file.whose}
        <span class="tfx-part__note">
          {file.seconds !== undefined && `${clockTime(file.seconds)} · `}
          {fileSize(file.file.size, locale)}
        </span>
      </span>
      <Button size="small" icon={DownloadIcon} onClick={() => saveFile(file)}>
        {t(isCut ? "cut.raw" : "saved.save")}
      </Button>
      {canPick() && (
        <Button size="small" onClick={() => void saveAs()}>
          {t("saved.save-as")}
        </Button>
      )}
    </div>
  );
};
